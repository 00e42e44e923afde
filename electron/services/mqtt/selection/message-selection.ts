import type { Failure } from '../../../../shared/contract/failure.ts'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import type { MessageSelection } from '../../../../shared/contract/mqtt-messages.ts'
import { RankedBits } from '../../../../shared/log/ranked-bits.ts'
import { SlowExpression } from '../../../kit/slow-expression.ts'
import type { MessageHistory } from '../history/message-history.ts'
import { messageEnd } from '../history/message-format.ts'
import { MessageSieve, type SieveOptions } from './message-sieve.ts'
import { filterFailed, slowFilter } from './selection-failures.ts'

const tellMs = 100
/** Bits of messages that are gone, before they are given up. */
const goneAtMost = 4_000_000

export type SelectedHistory = Pick<MessageHistory, 'firstSeq' | 'nextSeq' | 'stretch' | 'readAt'>

/** The messages of one history that a filter leaves, followed as it grows. A bit a message is all that is kept. */
export class FollowedSelection {
  readonly id: string
  readonly connectionId: string
  readonly #history: SelectedHistory
  readonly #sieve: MessageSieve
  readonly #onState: (state: MessageSelection) => void
  /** The message that the first bit stands for, and how many places are before it. */
  #base: number
  #placesBefore = 0
  #left = new RankedBits()
  #isRunning = false
  #isOver = false
  #failure: Failure | undefined
  #toldAt = -Infinity

  constructor(id: string, connectionId: string, history: SelectedHistory, options: SieveOptions, from: number, onState: (state: MessageSelection) => void) {
    this.id = id
    this.connectionId = connectionId
    this.#history = history
    this.#sieve = new MessageSieve(options)
    this.#base = Math.max(from, history.firstSeq)
    this.#onState = onState
    this.grew()
  }

  state(): MessageSelection {
    const { firstSeq, nextSeq } = this.#history
    const first = Math.max(firstSeq, this.#base)
    const all = nextSeq - first
    return {
      selectionId: this.id,
      connectionId: this.connectionId,
      first: this.#placesBefore + this.#left.rank(first - this.#base),
      places: this.#placesBefore + this.#left.count,
      progress: all <= 0 ? 1 : Math.max(0, Math.min(1, (this.#seen - first) / all)),
      ...(this.#failure && { failure: this.#failure }),
    }
  }

  /** Messages at places from `from` on, of each payload at most `payloadLimit` bytes. */
  async messages(from: number, count: number, payloadLimit: number): Promise<readonly MqttMessage[]> {
    const first = Math.max(0, from - this.#placesBefore)
    const end = Math.min(this.#left.count, from - this.#placesBefore + count)
    const numbers = Array.from({ length: Math.max(0, end - first) }, (_, at) => this.#base + this.#left.select(first + at))
    return this.#history.readAt(numbers, payloadLimit)
  }

  /** The place of a message; where the filter leaves it out, of the one before it. */
  placeOf(seq: number): number {
    return this.#placesBefore + Math.max(0, this.#left.rank(Math.max(0, seq - this.#base + 1)) - 1)
  }

  grew(): void {
    if (this.#isRunning || this.#isOver || this.#failure) return
    this.#isRunning = true
    void this.#run()
  }

  close(): void {
    this.#isOver = true
    this.#sieve.dispose()
  }

  /** The message after the last that has been looked at. */
  get #seen(): number {
    return this.#base + this.#left.length
  }

  async #run(): Promise<void> {
    try {
      while (this.#seen < this.#history.nextSeq && !this.#isOver) {
        await this.#lookOn()
        this.#forgetGone()
        this.#tell(false)
      }
    } catch (error) {
      this.#failure = error instanceof SlowExpression ? slowFilter : filterFailed(error)
    }
    // Before it is told: whoever hears of it may know of more already.
    this.#isRunning = false
    this.#tell(true)
  }

  async #lookOn(): Promise<void> {
    const { nextSeq } = this.#history
    const next = this.#seen
    const stretch = await this.#history.stretch(next)
    const from = stretch ? Math.max(next, stretch.index) : nextSeq
    // Dropped before anybody had looked at them.
    while (this.#seen < from) this.#left.push(false)
    if (!stretch) return
    let offset = 0
    for (let index = stretch.index; index < from; index++) offset = messageEnd(stretch.bytes, offset) ?? 0
    for (const isLeft of await this.#sieve.sift(stretch.bytes, offset, stretch.index + stretch.count - from)) this.#left.push(isLeft === 1)
  }

  /** The numbers of a history that runs for days go on and on; what is kept of it does not. */
  #forgetGone(): void {
    const gone = this.#history.firstSeq - this.#base
    if (gone < goneAtMost || gone > this.#left.length) return
    const places = this.#left.rank(gone)
    const rest = new RankedBits()
    let last = gone
    for (let k = places; k < this.#left.count; k++) {
      const at = this.#left.select(k)
      for (; last < at; last++) rest.push(false)
      rest.push(true)
      last++
    }
    for (; last < this.#left.length; last++) rest.push(false)
    this.#base += gone
    this.#placesBefore += places
    this.#left = rest
  }

  #tell(isLast: boolean): void {
    const now = performance.now()
    if (this.#isOver || (!isLast && now - this.#toldAt < tellMs)) return
    this.#toldAt = now
    this.#onState(this.state())
  }
}
