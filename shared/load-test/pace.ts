/** A pause of the machine is not made up for by a burst that no device would send: at most this much of a second is caught up. */
const catchUpSeconds = 0.1

/** How many messages are due, so that over time they come at a rate. Times in ms. */
export class Pace {
  readonly #perMs: number
  readonly #most: number
  #last: number
  #owed = 0

  constructor(perSecond: number, startedAt: number) {
    this.#perMs = perSecond / 1000
    this.#most = Math.max(2, perSecond * catchUpSeconds)
    this.#last = startedAt
  }

  /** Those due now, which counts as taken; what cannot be sent is given back with `giveBack`. */
  take(now: number): number {
    this.#owed = Math.min(this.#most, this.#owed + Math.max(0, now - this.#last) * this.#perMs)
    this.#last = now
    // Parts of messages that were added up are a hair short of a whole one at times.
    const due = Math.floor(this.#owed + 1e-6)
    this.#owed -= due
    return due
  }

  giveBack(count: number): void {
    this.#owed = Math.min(this.#most, this.#owed + count)
  }
}
