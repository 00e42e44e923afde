import type { SentAnswer, SentMessage } from '../../../shared/contract/mqtt-sending.ts'
import { templateOf, type ReadyMessage } from '../../../shared/mqtt/template/messages.ts'
import type { Template } from '../../../shared/mqtt/workspace/schema.ts'

const mostKept = 100
/** Characters of all that are kept: a hundred messages of a megabyte are not. The newest always is. */
const mostCharacters = 4_000_000
const previewCharacters = 200

type Kept = { readonly message: ReadyMessage; readonly sent: SentMessage }

/** What one card has published, newest first. */
export class CardHistory {
  #kept: readonly Kept[] = []
  #total = 0

  get total(): number {
    return this.#total
  }

  get sent(): readonly SentMessage[] {
    return this.#kept.map(({ sent }) => sent)
  }

  add(message: ReadyMessage, at: number): number {
    const { request, format, typed } = message
    const id = this.#total++
    const preview = typed.length > previewCharacters ? `${typed.slice(0, previewCharacters)}…` : typed
    const { topic, qos, retain, payload, properties } = request
    const sent: SentMessage = { id, at, topic, qos, retain, format, preview, bytes: payload.length, hasProperties: properties !== undefined, answer: { kind: 'waiting' } }
    let room = mostCharacters
    this.#kept = [{ message, sent }, ...this.#kept].slice(0, mostKept).filter((kept, index) => {
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
