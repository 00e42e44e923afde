import type { Direction } from './format.ts'
import type { Block } from './walk-blocks.ts'

export type Hit = {
  readonly direction: Direction
  /** ms since the epoch. */
  readonly at: number
  /** Offset in the file, of the first byte found. */
  readonly position: number
  readonly length: number
}

/** Takes hits of one direction, in the order of the file. */
export type OnHits = (hits: readonly Hit[]) => void

/** What looks through a recording: it takes the runs of bytes of every block. */
export type Looker = {
  readonly beginBlock?: (block: Block, start: number, end: number) => void
  /** Whole frames of one direction, up to the first that is not one; tells where that begins. */
  readonly addFrames: (direction: number, block: Block, offset: number, end: number, position: number) => number
  readonly addRun: (direction: number, time: number, bytes: Buffer, start: number, end: number, position: number) => void
  /** Resolves when the block's memory may be used again. */
  readonly endBlock: () => Promise<void>
  readonly end: () => Promise<void>
  readonly dispose: () => void
}

