import type { Result } from '../../../shared/contract/failure.ts'
import type { Repeating } from '../../../shared/contract/mqtt-sending.ts'
import type { Repeat } from '../../../shared/mqtt/workspace/schema.ts'

/** Sends one turn; `isFatal`: what went wrong would go wrong at every turn. */
export type SendTurn = () => Promise<Result<null> & { readonly isFatal?: boolean }>

/**
 * A message at an interval. Turns are counted from the start, so that they do not drift; one whose predecessor has no answer yet is left out, so that a slow
 * broker is not buried.
 */
export class Repeater {
  readonly #repeat: Repeat
  readonly #send: SendTurn
  readonly #changed: () => void
  readonly #startedAt = performance.now()
  #turn = 0
  #begun = 0
  #taken = 0
  #refused = 0
  #skipped = 0
  #isBusy = false
  #end: Repeating['end'] = null
  #timer: NodeJS.Timeout | undefined

  constructor(repeat: Repeat, send: SendTurn, changed: () => void) {
    this.#repeat = repeat
    this.#send = send
    this.#changed = changed
    void this.#next()
  }

  get state(): Repeating {
    return { repeat: this.#repeat, taken: this.#taken, refused: this.#refused, skipped: this.#skipped, end: this.#end }
  }

  get isOver(): boolean {
    return this.#end !== null
  }

  stop(kind: 'stopped' | 'disconnected'): void {
    this.#finish({ kind })
  }

  #finish(end: NonNullable<Repeating['end']>): void {
    if (this.#end) return
    clearTimeout(this.#timer)
    this.#end = end
    this.#changed()
  }

  async #next(): Promise<void> {
    const { times } = this.#repeat
    if (this.#isBusy) {
      this.#skipped++
      return this.#schedule()
    }
    this.#begun++
    // The answer of the last one ends it.
    if (times === null || this.#begun < times) this.#schedule()
    this.#isBusy = true
    const result = await this.#send()
    this.#isBusy = false
    if (result.ok) this.#taken++
    else this.#refused++
    if (!result.ok && result.isFatal === true) this.#finish({ kind: 'failed', failure: result.failure })
    else if (this.#begun === times) this.#finish({ kind: 'done' })
    else this.#changed()
  }

  #schedule(): void {
    if (this.#end) return
    const { everyMs } = this.#repeat
    this.#turn++
    // A computer that slept, or was busy, goes on from now instead of catching up.
    const late = performance.now() - this.#startedAt - this.#turn * everyMs
    if (late > 0) this.#turn += Math.ceil(late / everyMs)
    this.#timer = setTimeout(() => void this.#next(), this.#startedAt + this.#turn * everyMs - performance.now())
  }
}
