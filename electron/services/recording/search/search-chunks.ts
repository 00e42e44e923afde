import type { Found } from './hit.ts'
import type { AnswerTo, ChunkAnswer, ChunkJob, Job } from './job.ts'
import type { Seams } from './seams.ts'

export type ChunkOptions = {
  /** Where the first frame begins. */
  readonly from: number
  /** Bytes of the file beyond which nothing is read. */
  readonly limit: number
  readonly chunkBytes: number
  /** Chunks that are looked through at a time, or wait for it. */
  readonly atOnce: number
  readonly run: <J extends Job>(job: J) => Promise<AnswerTo<J>>
  readonly seams: Seams
  readonly onFound: (found: Found) => void
  /** `position`: how far the file has been looked through. */
  readonly onProgress: (position: number) => void
}

const nothingTaken: readonly number[] = []

/**
 * Looks through a file of frames chunk by chunk, several at a time, and finds what a walk from the first frame to the last finds. Where the first
 * frame of a chunk begins is a guess; it counts once the chunk before is known to end there, else the chunk is looked through again.
 */
export async function searchChunks({ from, limit, chunkBytes, atOnce, run, seams, onFound, onProgress }: ChunkOptions): Promise<void> {
  const beginOf = (position: number): number => position - ((position - from) % chunkBytes)
  const chunkFrom = (start: number, isStart: boolean, taken = nothingTaken): ChunkJob => ({ kind: 'chunk', from: start, to: Math.min(limit, beginOf(start) + chunkBytes), limit, isStart, taken })

  const guessed = new Map<number, Promise<ChunkAnswer>>()
  let nextGuess = from
  const guess = (): void => {
    for (; guessed.size < atOnce && nextGuess < limit; nextGuess += chunkBytes) {
      const answer = run(chunkFrom(nextGuess, nextGuess === from))
      // Told when it is this chunk's turn; there is none where the file is damaged before it.
      answer.catch(() => {})
      guessed.set(nextGuess, answer)
    }
  }
  /** The guess for the chunk that `position` lies in; those before it are of no use, a frame reaches over them. */
  const guessFor = (position: number): Promise<ChunkAnswer> | undefined => {
    const begin = beginOf(position)
    const answer = guessed.get(begin)
    for (const each of guessed.keys()) if (each <= begin) guessed.delete(each)
    nextGuess = Math.max(nextGuess, begin + chunkBytes)
    return answer
  }

  let position = from
  let told = Promise.resolve()
  for (let isLast = false; !isLast && position < limit; ) {
    guess()
    let chunk = await guessFor(position)
    if (chunk?.start !== position) chunk = await run(chunkFrom(position, true))
    const taken = seams.taken(chunk)
    if (taken) chunk = await run(chunkFrom(position, true, taken))
    const found = seams.pass(chunk)
    const end = chunk.end
    const before = told
    told = (async () => {
      const all = await found
      await before
      for (const each of all) if (each.count > 0) onFound(each)
      onProgress(end)
    })()
    told.catch(() => {})
    position = end
    isLast = chunk.isLast
  }
  await told
  for (const each of await seams.end()) if (each.count > 0) onFound(each)
  onProgress(position)
}
