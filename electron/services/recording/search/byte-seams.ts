import { directions } from '../format.ts'
import { foundInChunk, foundInPiece, type Found } from './hit.ts'
import type { ChunkStream, Piece } from './job.ts'
import { joinPieces, noBytes, pieceFrom } from './piece.ts'
import type { Seams } from './seams.ts'

/** One direction up to a seam. */
type Before = {
  /** Its last bytes, one fewer than are looked for. */
  readonly carry: Piece
  /** Bytes of these that a find before the seam takes: finds do not overlap. */
  readonly taken: number
}

/** Bytes as they are. A find over a seam is in the last bytes before it and the first behind it. */
export function byteSeams(needle: Uint8Array): Seams {
  const reach = needle.length - 1
  const befores: Before[] = directions.map(() => ({ carry: noBytes, taken: 0 }))

  const over = ({ direction, head }: ChunkStream) => {
    const { carry, taken } = befores[direction] ?? { carry: noBytes, taken: 0 }
    const piece = joinPieces(carry, head)
    const bytes = Buffer.from(piece.bytes.buffer, piece.bytes.byteOffset, piece.bytes.length)
    const found: number[] = []
    let end = taken
    for (let at = bytes.indexOf(needle, end); at >= 0; at = bytes.indexOf(needle, end)) {
      found.push(at, needle.length)
      end = at + needle.length
    }
    return { piece, found, end, intoChunk: Math.max(0, end - carry.bytes.length) }
  }

  const pass = (stream: ChunkStream): readonly Found[] => {
    const { piece, found, end, intoChunk } = over(stream)
    const { direction, tail, length, lastEnd } = stream
    const dropped = piece.bytes.length - reach
    befores[direction] = tail
      ? { carry: tail, taken: Math.max(0, Math.max(lastEnd, intoChunk) - (length - tail.bytes.length)) }
      : { carry: pieceFrom(piece, dropped), taken: Math.max(0, end - Math.max(0, dropped)) }
    return [foundInPiece(direction, piece, found), foundInChunk(stream)]
  }

  return {
    taken({ streams }) {
      const ends = directions.map(() => 0)
      for (const stream of streams) ends[stream.direction] = over(stream).intoChunk
      const isTold = streams.every(({ direction, count, hits }) => count === 0 || (hits[0] ?? 0) >= (ends[direction] ?? 0))
      return isTold ? undefined : ends
    },
    pass: async ({ streams }) => streams.flatMap(pass),
    end: async () => [],
  }
}
