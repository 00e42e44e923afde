/** Bytes a millisecond that go out one by one at the least, however long the program's turns are; 115200 baud are twelve. */
const leastRate = 2

/** The way out to the host: bytes as they are, or one by one, each in a turn of its own, so that even a pseudo-terminal hands them over singly. */
export class Wire {
  readonly #send: (bytes: Uint8Array) => void
  #queue: number[] = []
  #turn: NodeJS.Immediate | undefined
  #lastTurn = 0

  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send
  }

  send(bytes: Uint8Array, isSplit: boolean): void {
    // What waits goes first, also when the fault has gone meanwhile.
    if (!isSplit && this.#turn === undefined) return this.#send(bytes)
    this.#queue.push(...bytes)
    if (this.#turn !== undefined) return
    this.#lastTurn = performance.now()
    this.#turn = setImmediate(() => this.#next())
  }

  /** Power is gone. */
  reset(): void {
    clearImmediate(this.#turn)
    this.#turn = undefined
    this.#queue = []
  }

  #next(): void {
    const now = performance.now()
    const bytes = this.#queue.splice(0, Math.max(1, Math.floor((now - this.#lastTurn) * leastRate)))
    this.#lastTurn = now
    this.#turn = this.#queue.length > 0 ? setImmediate(() => this.#next()) : undefined
    for (const byte of bytes) this.#send(Uint8Array.of(byte))
  }
}
