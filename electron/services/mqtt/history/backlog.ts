import { Emitter } from '../../../../shared/contract/emitter.ts'
import type { Disposer } from '../../../../shared/contract/failure.ts'

/** Bytes that may wait for the disk: ten seconds of a flood of 20,000 small messages a second. Writers hold back above it, until a quarter is left. */
export const backlogBytes = 64 * 1024 * 1024

/** How much of a history is in memory alone because the disk has not taken it yet. */
export class Backlog {
  readonly #limit: number
  readonly #emptied = new Emitter<[]>()
  #bytes = 0
  #isFull = false

  constructor(limit = backlogBytes) {
    this.#limit = limit
  }

  get bytes(): number {
    return this.#bytes
  }

  /** From the limit on until a quarter of it is left: a disk that only just follows is not asked to stop and start with every block. */
  get isFull(): boolean {
    return this.#isFull
  }

  /** Told each time that there is room again. */
  readonly whenRoom: (listener: () => void) => Disposer = this.#emptied.on

  add(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes >= this.#limit) this.#isFull = true
  }

  remove(bytes: number): void {
    this.#bytes -= bytes
    if (!this.#isFull || this.#bytes > this.#limit / 4) return
    this.#isFull = false
    this.#emptied.fire()
  }
}
