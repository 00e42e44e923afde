import { directions, type Direction } from '../format.ts'
import type { ChunkStream, Piece } from './job.ts'
import { originIn } from './piece.ts'

export type Hit = {
  readonly direction: Direction
  /** ms since the epoch. */
  readonly at: number
  /** Offset in the file, of the first byte found. */
  readonly position: number
  readonly length: number
}

/** Hits of one direction in the order of the file; `count` tells of all, also where there are too many for a list. */
export type Found = { readonly hits: readonly Hit[]; readonly count: number }

const named = (direction: number): Direction => directions[direction] ?? 'note'

export function foundInChunk({ direction, hits, count }: ChunkStream): Found {
  const list: Hit[] = []
  for (let i = 0; i < hits.length; i += 4) list.push({ direction: named(direction), position: hits[i + 1] ?? 0, at: hits[i + 2] ?? 0, length: hits[i + 3] ?? 0 })
  return { hits: list, count }
}

/** `found`: offset and length of each, one after the other. */
export function foundInPiece(direction: number, piece: Piece, found: readonly number[]): Found {
  const hits: Hit[] = []
  for (let i = 0; i < found.length; i += 2) hits.push({ direction: named(direction), ...originIn(piece, found[i] ?? 0), length: found[i + 1] ?? 0 })
  return { hits, count: hits.length }
}
