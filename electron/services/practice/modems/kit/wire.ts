/** The way out to the host: bytes as they are, or one by one, each in a turn of its own, so that even a pseudo-terminal hands them over singly. */
export class Wire {
  readonly #send: (bytes: Uint8Array) => void
  #queue: number[] = []
  #turn: NodeJS.Immediate | undefined

  constructor(send: (bytes: Uint8Array) => void) {
    this.#send = send
  }

  send(bytes: Uint8Array, isSplit: boolean): void {
    // What waits goes first, also when the fault has gone meanwhile.
    if (!isSplit && this.#turn === undefined) return this.#send(bytes)
    this.#queue.push(...bytes)
    this.#turn ??= setImmediate(() => this.#next())
  }

  /** Power is gone. */
  reset(): void {
    clearImmediate(this.#turn)
    this.#turn = undefined
    this.#queue = []
  }

  #next(): void {
    const byte = this.#queue.shift()
    this.#turn = this.#queue.length > 0 ? setImmediate(() => this.#next()) : undefined
    if (byte !== undefined) this.#send(Uint8Array.of(byte))
  }
}
