import { directions } from '../format.ts'
import { foundInChunk, foundInPiece, type Found } from './hit.ts'
import type { ChunkStream, Piece } from './job.ts'
import { joinPieces, noBytes } from './piece.ts'
import type { Seams } from './seams.ts'

/** An expression, which is looked for line by line: the line that a seam lies in is looked through as a whole. `reach`: bytes beyond which a line may be cut. */
export function lineSeams(reach: number, look: (bytes: Uint8Array) => Promise<readonly number[]>): Seams {
  const carries: Piece[] = directions.map(() => noBytes)

  const foundIn = async (direction: number, line: Piece): Promise<readonly Found[]> => (line.bytes.length === 0 ? [] : [foundInPiece(direction, line, await look(line.bytes))])

  const pass = (stream: ChunkStream): Promise<readonly Found[]> => {
    const { direction, head, tail } = stream
    const line = joinPieces(carries[direction] ?? noBytes, head)
    const goesOn = !tail && line.bytes.length <= reach
    carries[direction] = goesOn ? line : (tail ?? noBytes)
    return goesOn ? Promise.resolve([]) : foundIn(direction, line).then((found) => [...found, foundInChunk(stream)])
  }

  return {
    taken: () => undefined,
    pass: async ({ streams }) => (await Promise.all(streams.map(pass))).flat(),
    end: async () => (await Promise.all(carries.map((line, direction) => foundIn(direction, line)))).flat(),
  }
}
