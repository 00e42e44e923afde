/** ms between two tellings that more has come: a page shows no more pictures of a flood than that anyway. */
const tellMs = 100

/** Tells that something has grown: soon after the first time, then at most ten times a second (or every `ms`), never without a reason. */
export class Growth {
  readonly #tell: () => void
  readonly #ms: number
  #timer: NodeJS.Timeout | undefined
  #toldAt = -Infinity

  constructor(tell: () => void, ms = tellMs) {
    this.#tell = tell
    this.#ms = ms
  }

  /** Called for every message of a flood. */
  grew(): void {
    this.#timer ??= setTimeout(() => this.flush(), Math.max(0, this.#toldAt + this.#ms - performance.now()))
  }

  /** Tells now what is still to be told. */
  flush(): void {
    if (this.#timer === undefined) return
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#toldAt = performance.now()
    this.#tell()
  }
}
