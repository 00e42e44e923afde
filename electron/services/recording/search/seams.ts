import type { Found } from './hit.ts'
import type { ChunkAnswer } from './job.ts'

/** What lies where chunk meets chunk belongs to neither: it is put together and looked through here, chunk after chunk in the order of the file. */
export type Seams = {
  /**
   * Whether what was found in the chunk is what a search from the beginning finds in it; else, by direction, how many bytes at the chunk's beginning
   * are taken by finds that began before it: it has to be looked through again with these.
   */
  readonly taken: (chunk: ChunkAnswer) => readonly number[] | undefined
  /** All that is known to be found up to the chunk's end, and has not been told. */
  readonly pass: (chunk: ChunkAnswer) => Promise<readonly Found[]>
  /** What is found at the end of the file. */
  readonly end: () => Promise<readonly Found[]>
}
