import type { LineSettings, PortInfo } from '../../../shared/contract/serial.ts'
import { directions, type Direction } from '../../../shared/log/directions.ts'
import { concat, fromUtf8, utf8 } from '../../../shared/text/bytes.ts'

// A recording (`*.atrec`) is append-only:
//
//   ATelier recording 1\n                      magic and version of the format
//   {"version":1,"port":…,"settings":…,"startedAt":…}\n    UTF-8 JSON, one line
//   frame frame frame …                        until the end of the file
//
//   frame = direction u8 (0 in, 1 out, 2 note) | length u32 | time f64 (ms since the epoch, with a fraction) | bytes
//
// Beside it may stand what a person marked in it, `*.atrec.marks` (marks/marks-file.ts).
//
// Numbers are little-endian. There is no index and no trailer, so a crash costs at most the frames that were still in
// memory (what came during the write under way) and a frame cut in the middle, which readers report as `truncated` and otherwise ignore.
// Secrets never reach the file: frames carry `*` in their place, so lengths and positions still agree with the wire.

export { directions, type Direction }

export const magic = 'ATelier recording 1\n'
export const frameHeaderBytes = 13

/** A length above this is damage, not data: a host lets no message through that is larger than half of it. */
export const maxFrameBytes = 32 * 1024 * 1024

/** A moment that a date can hold; most other bytes read as a number are none, so a header out of its place shows itself. */
export const isFrameTime = (at: number): boolean => at === 0 || (at >= 1 && at <= 8.64e15)

export type RecordingHeader = {
  readonly version: 1
  readonly port: PortInfo
  readonly settings: LineSettings
  /** ms since the epoch. */
  readonly startedAt: number
  /** ms since the epoch; made from another program's log, or copied, at that moment. */
  readonly importedAt?: number
}

export type Frame = { readonly direction: Direction; readonly at: number; readonly bytes: Uint8Array }

export const encodeHeader = (header: RecordingHeader): Uint8Array => utf8(`${magic}${JSON.stringify(header)}\n`)

/** Writes a frame at `offset` and returns the offset behind it; the caller has made room. */
export function writeFrame(target: Uint8Array, offset: number, frame: Frame): number {
  const view = new DataView(target.buffer, target.byteOffset + offset, frameHeaderBytes)
  view.setUint8(0, directions.indexOf(frame.direction))
  view.setUint32(1, frame.bytes.length, true)
  view.setFloat64(5, frame.at, true)
  target.set(frame.bytes, offset + frameHeaderBytes)
  return offset + frameHeaderBytes + frame.bytes.length
}

/** Reads the two header lines; `undefined` when these bytes do not start a recording of this version. */
export function decodeHeader(start: Uint8Array): { readonly header: RecordingHeader; readonly length: number } | undefined {
  if (fromUtf8(start.subarray(0, magic.length)) !== magic) return undefined
  const end = start.indexOf(0x0a, magic.length)
  if (end < 0) return undefined
  try {
    const header = JSON.parse(fromUtf8(start.subarray(magic.length, end))) as RecordingHeader
    return header.version === 1 ? { header, length: end + 1 } : undefined
  } catch {
    return undefined
  }
}

/** Frames out of bytes that come in pieces of any size. */
export class FrameDecoder {
  #rest: Uint8Array = new Uint8Array(0)
  #damaged = false

  /** Bytes of a frame whose end has not come yet; above 0 at the end of a file, its tail is truncated. */
  get pending(): number {
    return this.#rest.length
  }

  /** True after a frame that cannot be one; nothing behind it can be trusted or is read. */
  get damaged(): boolean {
    return this.#damaged
  }

  push(bytes: Uint8Array): Frame[] {
    if (this.#damaged) return []
    const data = this.#rest.length === 0 ? bytes : concat([this.#rest, bytes])
    const view = new DataView(data.buffer, data.byteOffset, data.length)
    const frames: Frame[] = []
    let offset = 0
    while (data.length - offset >= frameHeaderBytes) {
      const direction = directions[view.getUint8(offset)]
      const length = view.getUint32(offset + 1, true)
      const at = view.getFloat64(offset + 5, true)
      if (direction === undefined || length > maxFrameBytes || !isFrameTime(at)) {
        this.#damaged = true
        break
      }
      const end = offset + frameHeaderBytes + length
      if (end > data.length) break
      const body = new Uint8Array(data.subarray(offset + frameHeaderBytes, end))
      frames.push({ direction, at, bytes: body })
      offset = end
    }
    this.#rest = new Uint8Array(data.subarray(offset))
    return frames
  }
}
