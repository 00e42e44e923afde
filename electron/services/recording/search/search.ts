import type { FileHandle } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { frameHeaderBytes, maxFrameBytes } from '../format.ts'
import { byteSeams } from './byte-seams.ts'
import type { Found } from './hit.ts'
import type { ThreadOptions } from './job.ts'
import { lineSeams } from './line-seams.ts'
import { searchChunks } from './search-chunks.ts'
import type { SearchPattern } from '../../../../shared/text/search-pattern.ts'
import { SearchThreads } from './search-threads.ts'

const megabyte = 1024 * 1024
/** What a thread looks through at a time: some milliseconds. */
const chunkBytes = 8 * megabyte
/** Read at once: so much stays in a core's own memory while its frames are walked. */
const blockBytes = megabyte / 4
/** An expression is looked for line by line. A line longer than that may be cut, so that what lies over the cut is not found. */
const longestLine = 64 * 1024
/** Each takes up to 20 MB, and an expression's 100 MB more: the text that it has looked through is the garbage collector's to free. */
const maxThreads = { bytes: 4, expression: 2 } as const
/** So that a thread that has done with a chunk has the next one at hand. */
const chunksOfThread = 2

export type SearchOptions = {
  readonly signal: AbortSignal
  /** Finds of one direction, in the order of the file. */
  readonly onFound: (found: Found) => void
  /** `position`: how far the file has been looked through. */
  readonly onProgress: (position: number) => void
  /** Finds of one direction in eight megabytes beyond this are counted only. */
  readonly most: number
}

/** The pattern and its measures, as the threads are told. */
const threadOptions = (pattern: SearchPattern, most: number): ThreadOptions => {
  const reach = 'needle' in pattern ? pattern.needle.length - 1 : longestLine
  return {
    pattern: 'needle' in pattern ? pattern : { source: pattern.expression.source, flags: pattern.expression.flags },
    format: { headerBytes: frameHeaderBytes, maxFrameBytes },
    reach,
    blockBytes,
    fullBytes: Math.max(megabyte, 4 * reach),
    most,
  }
}

/**
 * Looks through a recording whose frames begin at `from`, each direction by itself. Rejects when aborted, when the file cannot be read, or with
 * `SlowExpression`; the file may be closed then.
 */
export async function search(handle: FileHandle, from: number, limit: number, pattern: SearchPattern, { signal, onFound, onProgress, most }: SearchOptions): Promise<void> {
  signal.throwIfAborted()
  const end = Math.min(limit, (await handle.stat()).size)
  const options = threadOptions(pattern, most)
  const mostThreads = maxThreads['needle' in pattern ? 'bytes' : 'expression']
  const count = Math.min(mostThreads, availableParallelism(), Math.max(1, Math.ceil((end - from) / chunkBytes)))
  const threads = new SearchThreads(count, handle.fd, options)
  signal.addEventListener('abort', threads.dispose, { once: true })
  try {
    const seams = 'needle' in pattern ? byteSeams(pattern.needle) : lineSeams(options.reach, (bytes) => threads.run({ kind: 'seam', bytes }))
    await searchChunks({ from, limit: end, chunkBytes, atOnce: count * chunksOfThread, run: (job) => threads.run(job), seams, onFound, onProgress })
    signal.throwIfAborted()
  } catch (error) {
    signal.throwIfAborted()
    throw error
  } finally {
    signal.removeEventListener('abort', threads.dispose)
    await threads.dispose()
  }
}
