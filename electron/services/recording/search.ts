import type { FileHandle } from 'node:fs/promises'
import { directions, frameHeaderBytes, isFrameTime, maxFrameBytes } from './format.ts'
import { lookForBytes } from './look-for-bytes.ts'
import { lookForExpression } from './look-for-expression.ts'
import type { OnHits } from './looker.ts'
import type { SearchPattern } from '../../../shared/text/search-pattern.ts'
import { walkBlocks, type TakeBlock } from './walk-blocks.ts'
import type { Place } from './walk-frames.ts'

export type SearchOptions = {
  readonly signal: AbortSignal
  /** Called for each block, in the order of the file within a direction. */
  readonly onHits: OnHits
  /** `position`: how far the file has been read. */
  readonly onProgress: (position: number) => void
}

/** Looks through a recording, each direction by itself. Rejects when aborted, when the file cannot be read, or with `SlowExpression`. */
export async function search(handle: FileHandle, from: Place, limit: number, pattern: SearchPattern, options: SearchOptions): Promise<void> {
  const looker = 'needle' in pattern ? lookForBytes(pattern.needle, options.onHits) : lookForExpression(pattern.expression, options.onHits)
  options.signal.addEventListener('abort', looker.dispose, { once: true })

  let { position: reached, remaining, direction, at } = from
  let isDamaged = false
  const take: TakeBlock = (block, start, filled, base) => {
    looker.beginBlock?.(block, start, filled)
    let offset = start
    while (offset < filled) {
      if (remaining === 0) {
        const number = block.bytes[offset] ?? 3
        if (number < directions.length) offset = looker.addFrames(number, block, offset, filled, base + offset - start)
        if (filled - offset < frameHeaderBytes) break
        // A frame of another direction, one that goes on in the next block, or none.
        direction = block.bytes[offset] ?? 3
        const size = block.view.getUint32(offset + 1, true)
        at = block.view.getFloat64(offset + 5, true)
        isDamaged = direction >= directions.length || size > maxFrameBytes || !isFrameTime(at)
        if (isDamaged) break
        if (offset + frameHeaderBytes + size <= filled) continue
        remaining = size
        offset += frameHeaderBytes
      }
      const stop = Math.min(filled, offset + remaining)
      if (stop > offset) looker.addRun(direction, at, block.bytes, offset, stop, base + offset - start)
      remaining -= stop - offset
      offset = stop
    }
    reached = base + offset - start
    return offset - start
  }

  try {
    await walkBlocks(handle, reached, take, {
      limit,
      goesOn: async () => {
        options.signal.throwIfAborted()
        await looker.endBlock()
        options.onProgress(reached)
        return !isDamaged
      },
    })
    await looker.end()
    options.signal.throwIfAborted()
    options.onProgress(reached)
  } finally {
    options.signal.removeEventListener('abort', looker.dispose)
    looker.dispose()
  }
}
