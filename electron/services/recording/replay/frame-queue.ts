import type { FileHandle } from 'node:fs/promises'
import { walkFrames, type Place } from '../walk-frames.ts'

/** Bytes read ahead of what is played. */
const aheadBytes = 512 * 1024

/** Bytes of one frame, as the file has them. */
export type Run = { readonly direction: number; readonly at: number; readonly bytes: Buffer; readonly position: number; readonly remaining: number }

/** The frames of a recording from a place on, read a little ahead of whoever takes them. */
export class FrameQueue {
  readonly #handle: FileHandle
  #runs: Run[] = []
  #taken = 0
  #bytes = 0
  #next: Place
  #isAtEnd = false

  constructor(handle: FileHandle, from: Place) {
    this.#handle = handle
    this.#next = from
  }

  /** Nothing follows, or nothing that can be read. */
  get isEmpty(): boolean {
    return this.#isAtEnd && this.#taken >= this.#runs.length
  }

  get first(): Run | undefined {
    return this.#runs[this.#taken]
  }

  take(): Run | undefined {
    const run = this.#runs[this.#taken]
    if (!run) return undefined
    this.#taken++
    this.#bytes -= run.bytes.length
    return run
  }

  /** Afterwards there is a first run, or the end is reached. */
  async fill(): Promise<void> {
    if (this.#isAtEnd || this.#bytes > aheadBytes / 2) return
    this.#runs = this.#runs.slice(this.#taken)
    this.#taken = 0
    let isEnough = false
    const { end } = await walkFrames(this.#handle, this.#next, (direction, at, buffer, start, stop, position, remaining) => {
      // The buffer is read into again.
      this.#runs.push({ direction, at, bytes: Buffer.from(buffer.subarray(start, stop)), position, remaining })
      this.#bytes += stop - start
      isEnough = this.#bytes >= aheadBytes
      return !isEnough
    })
    this.#next = end
    this.#isAtEnd = !isEnough
  }
}
