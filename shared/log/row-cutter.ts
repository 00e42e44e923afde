import { fromLatin1 } from '../text/bytes.ts'

/** A row is never longer than this; data without line ends is cut here. */
export const maxRowBytes = 4096

const CR = 0x0d
const LF = 0x0a
/** A row that asks for data is never longer: `CONNECT 115200` and its line ends. */
const promptBytes = 24

export type RowSink = {
  /** A row begins with the byte at `position` of the file, in a frame of which `remaining` bytes follow from there. False: enough rows. */
  readonly begin: (direction: number, at: number, position: number, remaining: number, takesData: boolean) => boolean
  /** Bytes of the row that began last; the buffer is used again after the call. */
  readonly add?: (buffer: Uint8Array, start: number, end: number) => void
}

/**
 * Cuts the bytes of a session into the rows of a log: one direction each, line ends included, so that all rows together are the stream. Line ends
 * before text belong to its row (`␍␊OK␍␊` is one), CR LF is never split, and what is sent after a prompt is one row however many lines it has.
 * The same bytes give the same rows however they were read. About 1 ns a byte.
 */
export class RowCutter {
  readonly #sink: RowSink
  #isOpen = false
  #direction = -1
  #length = 0
  #hasText = false
  #endsWithCr = false
  /** No line ends count: data after a prompt, and remarks. */
  #isWhole = false
  /** The device waits for data (`CONNECT`, `>`): true until it speaks again. */
  #takesData: boolean
  #hasSpoken = false
  readonly #spoken = new Uint8Array(promptBytes)
  #spokenBytes = 0

  /** `takesData`: as `begin` told it, where the walk starts with that row. */
  constructor(sink: RowSink, takesData = false) {
    this.#sink = sink
    this.#takesData = takesData
  }

  /** One run of a frame. `position`: of its first byte; `remaining`: of the frame from there. False: the sink has enough. */
  push(direction: number, at: number, buffer: Uint8Array, start: number, end: number, position: number, remaining: number): boolean {
    if (direction !== this.#direction || direction === 2) this.#isOpen = false
    for (let i = start; i < end; ) {
      if (this.#isOpen && this.#endsWithCr && buffer[i] !== LF) this.#isOpen = false
      if (!this.#isOpen && !this.#begin(direction, at, position + i - start, remaining - (i - start))) return false
      const stop = this.#isWhole ? Math.min(end, i + maxRowBytes - this.#length) : this.#lineEnd(buffer, i, end)
      this.#sink.add?.(buffer, i, stop)
      if (direction === 0) this.#listen(buffer, i, stop)
      this.#length += stop - i
      if (this.#length >= maxRowBytes) this.#isOpen = false
      i = stop
    }
    return true
  }

  #begin(direction: number, at: number, position: number, remaining: number): boolean {
    if (direction === 1 && this.#hasSpoken) this.#takesData = this.#hasAsked()
    if (direction === 0) this.#takesData = false
    if (direction !== 2) this.#hasSpoken = direction === 0
    if (!this.#sink.begin(direction, at, position, remaining, this.#takesData)) return false
    this.#isOpen = true
    this.#direction = direction
    this.#length = 0
    this.#spokenBytes = direction === 0 ? 0 : this.#spokenBytes
    this.#hasText = false
    this.#endsWithCr = false
    this.#isWhole = direction === 2 || (direction === 1 && this.#takesData)
    return true
  }

  /** Up to where the open row takes bytes at once: text, or one byte of a line end. */
  #lineEnd(buffer: Uint8Array, start: number, end: number): number {
    const limit = Math.min(end, start + maxRowBytes - this.#length)
    let i = start
    // Nearly every byte of a recording goes through here.
    for (; i < limit; i++) {
      const byte = buffer[i]
      if (byte === LF || byte === CR) break
    }
    if (i > start) {
      this.#hasText = true
      this.#endsWithCr = false
      return i
    }
    if (!this.#hasText) return start + 1
    if (buffer[start] === LF) this.#isOpen = false
    else this.#endsWithCr = true
    return start + 1
  }

  #listen(buffer: Uint8Array, start: number, end: number): void {
    // By hand: a call that copies, for every row, costs more than all the rest.
    const count = Math.min(end - start, promptBytes - this.#spokenBytes)
    for (let i = 0; i < count; i++) this.#spoken[this.#spokenBytes + i] = buffer[start + i] ?? 0
    this.#spokenBytes += end - start
  }

  #hasAsked(): boolean {
    return this.#spokenBytes < promptBytes && /^(CONNECT( .*)?|>)$/.test(fromLatin1(this.#spoken.subarray(0, this.#spokenBytes)).trim())
  }
}
