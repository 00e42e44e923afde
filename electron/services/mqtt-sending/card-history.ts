import type { SentAnswer, SentMessage } from '../../../shared/contract/mqtt-sending.ts'
import { templateOf, type ReadyMessage } from '../../../shared/mqtt/template/messages.ts'
import type { Template } from '../../../shared/mqtt/workspace/schema.ts'
import { endedBeforeAnswer } from './failures.ts'
import type { KeptCard, KeptSent } from './kept-card.ts'

const mostKept = 100
/** Characters of all that are kept: a hundred messages of a megabyte are not. The newest always is. */
const mostCharacters = 4_000_000
const previewCharacters = 200

type Kept = { readonly message: ReadyMessage; readonly sent: SentMessage }

/** What one card has published, newest first, and where its counter stands. */
export class CardHistory {
  #kept: readonly Kept[]
  #total: number
  #counter: number

  constructor({ sent, total, counter }: KeptCard = { sent: [], total: 0, counter: 0 }) {
    this.#kept = sent.slice(0, mostKept).map(({ id, at, message, answer }) => ({ message, sent: sentOf(message, { id, at, answer: answer.kind === 'waiting' ? { kind: 'refused', failure: endedBeforeAnswer } : answer }) }))
    this.#total = Math.max(total, (sent[0]?.id ?? -1) + 1)
    this.#counter = counter
  }

  get total(): number {
    return this.#total
  }

  /** What the last message was filled with as `{{counter}}`. */
  get counter(): number {
    return this.#counter
  }

  countOn(): number {
    return ++this.#counter
  }

  get sent(): readonly SentMessage[] {
    return this.#kept.map(({ sent }) => sent)
  }

  /** What is to be there after the next start. */
  get whole(): KeptCard {
    return { counter: this.#counter, total: this.#total, sent: this.#kept.map(({ message, sent: { id, at, answer } }): KeptSent => ({ id, at, message, answer })) }
  }

  add(message: ReadyMessage, at: number): number {
    const id = this.#total++
    let room = mostCharacters
    this.#kept = [{ message, sent: sentOf(message, { id, at, answer: { kind: 'waiting' } }) }, ...this.#kept].slice(0, mostKept).filter((kept, index) => {
      room -= kept.message.typed.length
      return index === 0 || room >= 0
    })
    return id
  }

  answer(id: number, answer: SentAnswer): void {
    this.#kept = this.#kept.map((kept) => (kept.sent.id === id ? { ...kept, sent: { ...kept.sent, answer } } : kept))
  }

  messageOf(id: number): ReadyMessage | undefined {
    return this.#kept.find(({ sent }) => sent.id === id)?.message
  }

  templateOf(id: number): Template | undefined {
    const message = this.messageOf(id)
    return message && templateOf(message)
  }

  clear(): void {
    this.#kept = []
  }
}

function sentOf({ request, format, typed }: ReadyMessage, state: Pick<SentMessage, 'id' | 'at' | 'answer'>): SentMessage {
  const preview = typed.length > previewCharacters ? `${typed.slice(0, previewCharacters)}…` : typed
  const { topic, qos, retain, payload, properties } = request
  return { ...state, topic, qos, retain, format, preview, bytes: payload.length, hasProperties: properties !== undefined }
}
