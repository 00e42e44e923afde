import type { FileHandle } from 'node:fs/promises'
import { frameHeaderBytes, isFrameTime, maxFrameBytes } from './format.ts'
import { walkBlocks, type Block } from './walk-blocks.ts'

/** Where a walk may begin other than at a frame's header: inside a frame's bytes. */
export type Place = {
  /** Offset in the file. */
  readonly position: number
  /** Bytes of the frame that follow from here; 0: a header follows. */
  readonly remaining: number
  /** 0 in, 1 out, 2 note; as in the file. */
  readonly direction: number
  readonly at: number
}

/** Where a recording's frames begin. */
export const beginningAt = (headerBytes: number): Place => ({ position: headerBytes, remaining: 0, direction: 0, at: 0 })

/**
 * Takes a run of one frame's bytes, `buffer[start..end)`, whose first byte stands at `position` in the file, `remaining` bytes before the frame's
 * end. The buffer is used again after the call. A frame that crosses two reads comes in several runs. `false` ends the walk.
 */
export type Visit = (direction: number, at: number, buffer: Buffer, start: number, end: number, position: number, remaining: number) => boolean

export type Walked = {
  /** Where the next frame begins, or would. */
  readonly end: Place
  /** The file ends inside a frame. */
  readonly isTruncated: boolean
  /** Bytes that cannot be a frame's header stand at `end`. */
  readonly isDamaged: boolean
}

/** `limit`: bytes of the file beyond which nothing is read. `between` is called, and awaited, after every megabyte, or as many bytes as `blockBytes` says; what it throws ends the walk. */
export type WalkOptions = { readonly limit?: number; readonly blockBytes?: number; readonly memory?: Block[]; readonly between?: (reached: Place) => void | Promise<void> }

/** Walks the frames of a recording without copying them. A million frames take about 20 ms. */
export async function walkFrames(handle: FileHandle, from: Place, visit: Visit, { limit = Infinity, blockBytes, memory, between }: WalkOptions = {}): Promise<Walked> {
  let { position, remaining, direction, at } = from
  let isDamaged = false
  let isEnough = false
  const kept = await walkBlocks(
    handle,
    position,
    ({ bytes, view }, start, filled, base) => {
      let offset = start
      while (offset < filled) {
        if (remaining === 0) {
          if (filled - offset < frameHeaderBytes) break
          direction = bytes[offset] ?? 3
          remaining = view.getUint32(offset + 1, true)
          at = view.getFloat64(offset + 5, true)
          isDamaged = direction > 2 || remaining > maxFrameBytes || !isFrameTime(at)
          if (isDamaged) {
            remaining = 0
            break
          }
          offset += frameHeaderBytes
          if (remaining === 0) continue
        }
        const end = Math.min(filled, offset + remaining)
        if (end === offset) break
        isEnough = !visit(direction, at, bytes, offset, end, base + offset - start, remaining)
        remaining -= end - offset
        offset = end
        if (isEnough) break
      }
      position = base + offset - start
      return offset - start
    },
    {
      limit,
      ...(blockBytes !== undefined && { blockBytes }),
      ...(memory && { memory }),
      goesOn: async () => {
        if (isDamaged || isEnough) return false
        await between?.({ position, remaining, direction, at })
        return true
      },
    },
  )
  const isTruncated = !isDamaged && !isEnough && (remaining > 0 || kept > 0)
  return { end: { position, remaining, direction, at }, isTruncated, isDamaged }
}
