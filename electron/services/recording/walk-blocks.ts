import type { FileHandle } from 'node:fs/promises'
import { frameHeaderBytes } from './format.ts'

const megabyte = 1024 * 1024
/** Behind what was read, so that a loop that takes four bytes at a time may look over the end. */
const padding = 3

export type Block = {
  /** Used again after the next block. */
  readonly bytes: Buffer
  /** Of the same memory: reads a number in a nanosecond, where Buffer's own readers take fifty times as long. */
  readonly view: DataView
}

/** Takes `bytes[start..end)`, which stand at `position` in the file, and tells how many; what is left must be less than a frame's header where the walk goes on, and comes again with the next block. */
export type TakeBlock = (block: Block, start: number, end: number, position: number) => number

export type BlockOptions = {
  /** Bytes of the file beyond which nothing is read. */
  readonly limit: number
  /** A megabyte unless told. */
  readonly blockBytes?: number
  /** Memory of one walk after another of the same caller, who starts none before the last has ended: a log that grows is walked thirty times a second. */
  readonly memory?: Block[]
  /** Asked, and awaited, after every block; what it throws ends the walk. False: no more. */
  readonly goesOn: () => Promise<boolean>
}

/**
 * Reads a file from `position` in blocks of a megabyte, from the second on each while the one before is looked at. Resolves with how many bytes at the
 * file's end, or at the limit, were not taken.
 */
export async function walkBlocks(handle: FileHandle, position: number, take: TakeBlock, { limit, blockBytes = megabyte, memory, goesOn }: BlockOptions): Promise<number> {
  // A live log reads a few lines at a time: no more memory than that.
  const room = memory ? blockBytes : Math.max(0, Math.min(blockBytes, limit - position))
  const make = (nth: 0 | 1): Block => {
    const kept = memory?.[nth]
    if (kept) return kept
    const bytes = Buffer.allocUnsafe(frameHeaderBytes + room + padding)
    const made = { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length) }
    if (memory) memory[nth] = made
    return made
  }
  const read = async (block: Block, at: number): Promise<number> => {
    const wanted = Math.min(room, limit - at)
    return wanted > 0 ? (await handle.read(block.bytes, frameHeaderBytes, wanted, at)).bytesRead : 0
  }
  let block = make(0)
  let other: Block | undefined
  let ahead: Promise<number> | undefined
  let kept = 0
  try {
    for (let isFirst = true; ; isFirst = false) {
      const count = await (ahead ?? read(block, position))
      ahead = undefined
      if (count === 0) return kept
      const end = frameHeaderBytes + count
      // Whoever wants one page of a recording reads one block.
      if (!isFirst) {
        other ??= make(1)
        ahead = read(other, position + count)
        // Told when it is this block's turn.
        ahead.catch(() => {})
      }
      const start = frameHeaderBytes - kept
      const taken = take(block, start, end, position - kept)
      position += count
      kept = end - start - taken
      if (!(await goesOn())) return kept
      const next = ahead ? (other ?? block) : block
      block.bytes.copy(next.bytes, frameHeaderBytes - kept, end - kept, end)
      other = ahead ? block : other
      block = next
    }
  } finally {
    // The handle may be closed once this has ended.
    await ahead?.catch(() => {})
  }
}
