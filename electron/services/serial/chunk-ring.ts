import type { Chunk } from '../../../shared/contract/serial.ts'

export type RingLimits = { readonly bytes: number; readonly chunks: number }

/** About an hour of a busy AT session, and little enough for many sessions at once. The recording has the rest. */
export const defaultLimits: RingLimits = { bytes: 4 * 1024 * 1024, chunks: 20_000 }

const minDropped = 64

/** The newest chunks of a session, for clients that come late. */
export class ChunkRing {
  readonly #limits: RingLimits
  #chunks: Chunk[] = []
  /** Where the oldest chunk stands in the array; the part before it is dropped now and then, not at every push. */
  #first = 0
  #bytes = 0

  constructor(limits: RingLimits = defaultLimits) {
    this.#limits = limits
  }

  push(chunk: Chunk): void {
    this.#chunks.push(chunk)
    this.#bytes += chunk.bytes.length
    while (this.#bytes > this.#limits.bytes || this.#chunks.length - this.#first > this.#limits.chunks) {
      const oldest = this.#chunks[this.#first]
      // A single chunk above the limit is kept: something must be shown.
      if (!oldest || oldest === chunk) break
      this.#bytes -= oldest.bytes.length
      this.#first++
    }
    // What is dropped is still in memory: no more of it than of what is kept.
    if (this.#first > minDropped && this.#first > this.#chunks.length - this.#first) {
      this.#chunks = this.#chunks.slice(this.#first)
      this.#first = 0
    }
  }

  /** Chunks with `seq` from `fromSeq` on; `truncated` when some of those were dropped. */
  from(fromSeq: number): { readonly chunks: readonly Chunk[]; readonly truncated: boolean } {
    const oldest = this.#chunks[this.#first]
    if (!oldest) return { chunks: [], truncated: false }
    const skip = Math.max(0, fromSeq - oldest.seq)
    return { chunks: this.#chunks.slice(this.#first + skip), truncated: fromSeq < oldest.seq }
  }
}
