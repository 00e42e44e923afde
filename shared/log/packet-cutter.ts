import { maxRowBytes, type RowSink } from './row-cutter.ts'

const note = 2

/**
 * Cuts the bytes of a session into packets: a row ends where nothing came in its direction for `gapMs`, where the other side speaks, and where it is as
 * long as a row may be. For protocols without line ends, where the pause is the end (Modbus RTU, sensors). The time of a byte is the time at which its
 * chunk was read: a pause shorter than a USB adapter's own latency (16 ms as FTDI ships them) is not seen.
 */
export class PacketCutter {
  readonly #sink: RowSink
  readonly #gapMs: number
  #isOpen = false
  #direction = -1
  #lastAt = 0
  #length = 0

  constructor(sink: RowSink, gapMs: number) {
    this.#sink = sink
    this.#gapMs = gapMs
  }

  /** One run of a frame, as for rows that are lines. False: the sink has enough. */
  push(direction: number, at: number, buffer: Uint8Array, start: number, end: number, position: number, remaining: number): boolean {
    if (direction !== this.#direction || direction === note || at - this.#lastAt >= this.#gapMs) this.#isOpen = false
    this.#lastAt = at
    for (let i = start; i < end; ) {
      if (!this.#isOpen) {
        if (!this.#sink.begin(direction, at, position + i - start, remaining - (i - start), false)) return false
        this.#isOpen = true
        this.#direction = direction
        this.#length = 0
      }
      const stop = Math.min(end, i + maxRowBytes - this.#length)
      this.#sink.add?.(buffer, i, stop)
      this.#length += stop - i
      if (this.#length >= maxRowBytes) this.#isOpen = false
      i = stop
    }
    return true
  }
}
