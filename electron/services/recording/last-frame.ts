import type { FileHandle } from 'node:fs/promises'
import { frameHeaderBytes, maxFrameBytes } from './format.ts'

/** Bytes of a file's end that are looked at: frames of a serial port are shorter than the first by far. */
const tails = [64 * 1024, 1024 * 1024] as const
/** ms. No recording goes on for so long, and few other eight bytes are a time so near to its beginning. */
const longestMs = 20 * 365 * 86_400_000

/**
 * When the last frame of a recording was read, ms since the epoch, without reading the file: frames are looked for from its end. A run of headers, each where the one before
 * says, that leads to the end of the file is no chance. `undefined`: none was found.
 */
export async function lastFrameAt(handle: FileHandle, size: number, headerBytes: number, startedAt: number): Promise<number | undefined> {
  for (const tail of tails) {
    const from = Math.max(headerBytes, size - tail)
    const bytes = Buffer.alloc(size - from)
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
    const found = lastTime(bytes.subarray(0, bytesRead), from === headerBytes, startedAt)
    if (found !== undefined || from === headerBytes) return found
  }
  return undefined
}

function lastTime(bytes: Buffer, beginsWithFrame: boolean, startedAt: number): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const last = beginsWithFrame ? 0 : bytes.length - frameHeaderBytes
  for (let offset = 0; offset <= last; offset++) {
    const at = follow(view, offset, beginsWithFrame, startedAt)
    if (at !== undefined) return at
  }
  return undefined
}

/** The last time of the run of frames that begins at `offset`, where it leads to the end. */
function follow(view: DataView, offset: number, isSure: boolean, startedAt: number): number | undefined {
  let at: number | undefined
  let frames = 0
  let next = offset
  while (next + frameHeaderBytes <= view.byteLength) {
    const length = view.getUint32(next + 1, true)
    const time = view.getFloat64(next + 5, true)
    if (view.getUint8(next) > 2 || length > maxFrameBytes || !(Math.abs(time - startedAt) < longestMs)) return isSure ? at : undefined
    at = time
    frames++
    next += frameHeaderBytes + length
  }
  // One header alone whose frame the end cuts off may be anything.
  return isSure || frames > 1 || next === view.byteLength ? at : undefined
}
