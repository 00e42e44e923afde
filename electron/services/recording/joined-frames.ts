import { frameHeaderBytes, isFrameTime, maxFrameBytes } from './format.ts'
import type { Block } from './walk-blocks.ts'

/** Bytes, or runs, from which on it is full; what is read at once comes on top: a megabyte, or 75,000 frames of a byte. */
export const fullBytes = 1024 * 1024
const readBytes = 1024 * 1024 + frameHeaderBytes
const fullRuns = 128 * 1024
const readRuns = 76 * 1024
/** At most so much of one filling is kept for the next. */
export const carriedBytes = 64 * 1024

/** Above this the runtime's own copying is faster than four bytes at a time. */
const smallFrame = 192

/**
 * The bytes of one direction put together again from the frames that carried them, so that what is looked for may lie across frames, and for every
 * run of them where it came from. The memory is shared with the thread that looks through it.
 */
export class JoinedFrames {
  readonly memory = new SharedArrayBuffer(fullBytes + readBytes + carriedBytes + 4)
  readonly #bytes = Buffer.from(this.memory)
  readonly #view = new DataView(this.memory)
  readonly #starts = new Int32Array(fullRuns + readRuns + carriedBytes)
  readonly #positions = new Float64Array(fullRuns + readRuns + carriedBytes)
  readonly #times = new Float64Array(fullRuns + readRuns + carriedBytes)
  #length = 0
  #runs = 0

  get length(): number {
    return this.#length
  }

  get isFull(): boolean {
    return this.#length >= fullBytes || this.#runs >= fullRuns
  }

  /** Behind the last line end. */
  get lineEnd(): number {
    return this.#bytes.subarray(0, this.#length).lastIndexOf(0x0a) + 1
  }

  /** Whole frames of `direction` from `offset` on, up to the first that is not one; tells where that begins. `position`: of `offset`. */
  addFrames(direction: number, { bytes, view }: Block, offset: number, end: number, position: number): number {
    // Tens of millions of frames go through here: no call for each, and nothing is looked up twice.
    const [target, starts, positions, times] = [this.#view, this.#starts, this.#positions, this.#times]
    const shift = position - offset
    let at = offset
    let length = this.#length
    let runs = this.#runs
    while (end - at >= frameHeaderBytes && bytes[at] === direction) {
      const size = view.getUint32(at + 1, true)
      const from = at + frameHeaderBytes
      const to = from + size
      const time = view.getFloat64(at + 5, true)
      if (to > end || size > maxFrameBytes || !isFrameTime(time)) break
      if (size > 0) {
        starts[runs] = length
        positions[runs] = from + shift
        times[runs] = time
        runs++
        // Up to three bytes too many, which the next run overwrites.
        if (size <= smallFrame) {
          let i = 0
          for (; i <= size - 16; i += 16) {
            target.setInt32(length + i, view.getInt32(from + i, true), true)
            target.setInt32(length + i + 4, view.getInt32(from + i + 4, true), true)
            target.setInt32(length + i + 8, view.getInt32(from + i + 8, true), true)
            target.setInt32(length + i + 12, view.getInt32(from + i + 12, true), true)
          }
          for (; i < size; i += 4) target.setInt32(length + i, view.getInt32(from + i, true), true)
        } else bytes.copy(this.#bytes, length, from, to)
        length += size
      }
      at = to
    }
    this.#length = length
    this.#runs = runs
    return at
  }

  /** A part of a frame. */
  addRun(time: number, bytes: Buffer, start: number, end: number, position: number): void {
    this.#starts[this.#runs] = this.#length
    this.#positions[this.#runs] = position
    this.#times[this.#runs] = time
    this.#runs++
    bytes.copy(this.#bytes, this.#length, start, end)
    this.#length += end - start
  }

  /** Where the byte at `offset` came from. */
  origin(offset: number): { readonly position: number; readonly at: number } {
    const run = this.#runAt(offset)
    return { position: (this.#positions[run] ?? 0) + offset - (this.#starts[run] ?? 0), at: this.#times[run] ?? 0 }
  }

  /** Forgets all that it has, and begins with what another has from `offset` on. */
  beginWith(other: JoinedFrames, offset: number): void {
    this.#length = other.#length - offset
    this.#runs = 0
    other.#bytes.copy(this.#bytes, 0, offset, other.#length)
    if (this.#length === 0) return
    for (let run = other.#runAt(offset); run < other.#runs; run++) {
      // The first may have lost its beginning.
      const start = Math.max(offset, other.#starts[run] ?? 0)
      const { position, at } = other.origin(start)
      this.#starts[this.#runs] = start - offset
      this.#positions[this.#runs] = position
      this.#times[this.#runs] = at
      this.#runs++
    }
  }

  #runAt(offset: number): number {
    let low = 0
    let high = this.#runs
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
