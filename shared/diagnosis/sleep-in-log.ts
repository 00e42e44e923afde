import { SleepWatch } from '../at/sleep-watch.ts'
import type { LoggedLine } from './mask-log.ts'

/**
 * "First AT lost, second answered" in a log. Only one that tells times and directions shows it: where a terminal logs the echo alone, a command that
 * was lost is not in its log at all.
 */
export class SleepInLog {
  readonly #watch = new SleepWatch()
  #at: number | undefined
  #isDirected = false

  /** True at the line that answers the command after the lost one. Lines of a packet without a time of their own have that of the packet. */
  take({ text, direction, at }: LoggedLine): boolean {
    this.#at = at?.ms ?? this.#at
    const line = text.trim()
    // The box is SSCOM's sign for a line end that it sent.
    if (this.#at === undefined || line === '' || line === '□' || direction === 'note') return false
    if (direction === 'sent') {
      this.#isDirected = true
      this.#watch.sent(`${line}\r`, this.#at)
      return false
    }
    return this.#isDirected && this.#watch.received(`${line}\r\n`, this.#at) !== undefined
  }
}
