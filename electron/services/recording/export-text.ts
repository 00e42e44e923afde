import { concat, fromUtf8 } from '../../../shared/text/bytes.ts'
import type { Direction, Frame } from './format.ts'

/** A line that stays open this long is printed as it is, so that a prompt does not swallow what comes much later. */
const idleMs = 500
/** Binary data without line ends is cut here. */
const maxLineBytes = 4096

const arrows: { readonly [D in Direction]: string } = { out: '→', in: '←', note: '·' }

type OpenLine = { at: number; last: number; parts: Uint8Array[]; length: number }

/**
 * A recording as lines of text: `2026-11-22 03:11:07.123 → AT+CSQ`, → sent, ← received, · remark of the program.
 * A line has the time of its first byte. Control characters show as `<1A>`, bytes that are not UTF-8 as `<FF>`; line
 * ends do not show. Times are local, or UTC with `utc`.
 */
export async function* exportText(
  frames: AsyncIterable<Frame> | Iterable<Frame>,
  options: { readonly utc?: boolean } = {},
): AsyncGenerator<string> {
  const open = new Map<Direction, OpenLine>()
  const close = (direction: Direction): string[] => {
    const line = open.get(direction)
    open.delete(direction)
    if (!line || line.length === 0) return []
    return [`${stamp(line.at, options.utc ?? false)} ${arrows[direction]} ${visible(concat(line.parts))}`]
  }

  for await (const frame of frames) {
    for (const [direction, line] of open) {
      const isPrompt = direction === 'in' && frame.direction === 'out' && endsLikePrompt(line)
      if (frame.at - line.last > idleMs || (frame.direction !== direction && isPrompt)) yield* close(direction)
    }
    if (frame.direction === 'note') {
      open.set('note', { at: frame.at, last: frame.at, parts: [frame.bytes], length: frame.bytes.length })
      yield* close('note')
      continue
    }
    for (let start = 0; start < frame.bytes.length; ) {
      const end = lineEnd(frame.bytes, start)
      const line = open.get(frame.direction) ?? { at: frame.at, last: frame.at, parts: [], length: 0 }
      open.set(frame.direction, line)
      const upTo = Math.min(end, start + maxLineBytes - line.length)
      line.parts.push(frame.bytes.subarray(start, upTo))
      line.length += upTo - start
      line.last = frame.at
      if (upTo < end || end < frame.bytes.length) yield* close(frame.direction)
      start = upTo === end ? end + 1 : upTo
    }
  }
  for (const direction of open.keys()) yield* close(direction)
}

function lineEnd(bytes: Uint8Array, start: number): number {
  for (let i = start; i < bytes.length; i++) if (bytes[i] === 0x0d || bytes[i] === 0x0a) return i
  return bytes.length
}

const endsLikePrompt = (line: OpenLine): boolean => /^>\s*$/.test(fromUtf8(concat(line.parts)))

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

function stamp(ms: number, utc: boolean): string {
  const local = new Date(ms)
  const shown = utc ? local : new Date(ms - local.getTimezoneOffset() * 60_000)
  const date = `${shown.getUTCFullYear()}-${pad(shown.getUTCMonth() + 1)}-${pad(shown.getUTCDate())}`
  const time = `${pad(shown.getUTCHours())}:${pad(shown.getUTCMinutes())}:${pad(shown.getUTCSeconds())}`
  return `${date} ${time}.${pad(shown.getUTCMilliseconds(), 3)}`
}

const hex = (byte: number): string => `<${byte.toString(16).toUpperCase().padStart(2, '0')}>`

function visible(bytes: Uint8Array): string {
  const decoded = fromUtf8(bytes)
  if (!decoded.includes('\ufffd')) return decoded.replace(/[\x00-\x1f\x7f]/g, (character) => hex(character.charCodeAt(0)))
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : hex(byte))).join('')
}
