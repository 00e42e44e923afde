/** Rows put together for the filter's thread. */
export type RowBatch = {
  /** Of all rows, one after the other. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Where each row ends in `bytes`. */
  readonly ends: Uint32Array<ArrayBuffer>
  /** By their numbers in a recording. */
  readonly directions: Uint8Array<ArrayBuffer>
  /** The last row may go on. */
  readonly isLastOpen: boolean
}

/** Gathers rows as they are walked over. */
export class RowBatcher {
  #bytes = new Uint8Array(256 * 1024)
  #length = 0
  /** Where each row begins. */
  #starts: number[] = []
  #directions: number[] = []

  readonly begin = (direction: number): void => {
    this.#starts.push(this.#length)
    this.#directions.push(direction)
  }

  readonly add = (buffer: Uint8Array, start: number, end: number): void => {
    const needed = this.#length + end - start
    if (needed > this.#bytes.length) {
      const grown = new Uint8Array(needed * 2)
      grown.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = grown
    }
    this.#bytes.set(buffer.subarray(start, end), this.#length)
    this.#length = needed
  }

  /** All rows but the last, which may go on and stays; with `isEnd` all. Undefined: none. */
  take(isEnd: boolean): RowBatch | undefined {
    const count = isEnd ? this.#starts.length : this.#starts.length - 1
    if (count <= 0) return undefined
    const length = isEnd ? this.#length : (this.#starts[count] ?? 0)
    const batch: RowBatch = {
      bytes: this.#bytes.slice(0, length),
      ends: Uint32Array.from({ length: count }, (_, i) => (i + 1 < this.#starts.length ? (this.#starts[i + 1] ?? 0) : this.#length)),
      directions: Uint8Array.from(this.#directions.slice(0, count)),
      isLastOpen: isEnd,
    }
    this.#bytes.copyWithin(0, length, this.#length)
    this.#length -= length
    this.#starts = isEnd ? [] : [0]
    this.#directions = this.#directions.slice(count)
    return batch
  }
}
