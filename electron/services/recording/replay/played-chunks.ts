import type { ReplaySnapshot } from '../../../../shared/contract/replays.ts'
import type { Chunk } from '../../../../shared/contract/serial.ts'

/** Enough for a screen and the lines that have scrolled out of it. */
const limits = { bytes: 1024 * 1024, chunks: 20_000 }

/** The newest chunks of a replay, for a page that comes late, or that was too slow. */
export class PlayedChunks {
  #chunks: Chunk[] = []
  #bytes = 0
  #seq = 0

  push(direction: Chunk['direction'], at: number, bytes: Uint8Array): Chunk {
    const chunk = { seq: this.#seq++, at, direction, bytes }
    this.#chunks.push(chunk)
    this.#bytes += bytes.length
    // Twice as many as are kept, so that the oldest are dropped now and then and not at every push.
    if (this.#bytes > limits.bytes * 2 || this.#chunks.length > limits.chunks * 2) this.#drop()
    return chunk
  }

  /** What follows was not played after what is there: the gap in the numbers makes a page begin anew. */
  restart(): void {
    this.#chunks = []
    this.#bytes = 0
    this.#seq++
  }

  from(fromSeq: number): ReplaySnapshot {
    const oldest = this.#chunks[0]?.seq ?? this.#seq
    return { chunks: this.#chunks.slice(Math.max(0, fromSeq - oldest)), nextSeq: this.#seq, truncated: fromSeq < oldest }
  }

  get newest(): Chunk | undefined {
    return this.#chunks.at(-1)
  }

  #drop(): void {
    let first = this.#chunks.length
    let bytes = 0
    while (first > 0 && this.#chunks.length - first < limits.chunks && bytes < limits.bytes) bytes += this.#chunks[--first]?.bytes.length ?? 0
    this.#chunks = this.#chunks.slice(first)
    this.#bytes = bytes
  }
}
