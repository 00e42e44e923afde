import { fromLatin1, fromUtf8, latin1, utf8 } from '../text/bytes.ts'
import { fromBase64, toBase64 } from '../text/encodings.ts'
import type { CaseChunk } from './format.ts'

export type Direction = 'in' | 'out' | 'note'

/** What travelled, as a recording has it; `at` in ms since the epoch or since the transcript's start, as the caller counts. */
export type Piece = { readonly at: number; readonly direction: Direction; readonly bytes: Uint8Array }

/** A line of a transcript without its end, with the time of its first byte. */
export type TranscriptLine = { readonly at: number; readonly direction: Direction; readonly text: string }

/** Tab, line ends, Ctrl-Z and Escape are readable enough; other controls and bytes that are no UTF-8 are not. */
const isReadable = (content: string): boolean => !/[\x00-\x08\x0b\x0c\x0e-\x19\x1c-\x1f\x7f\ufffd\ufeff]/.test(content)

export function encodeChunk({ at, direction, bytes }: Piece): CaseChunk {
  const time = Math.round(at * 10) / 10
  const content = fromUtf8(bytes)
  return isReadable(content) ? [time, direction, content] : [time, direction, { base64: toBase64(bytes) }]
}

export function decodeChunk([at, direction, content]: CaseChunk): Piece {
  const bytes = typeof content === 'string' ? utf8(content) : (fromBase64(content.base64) ?? new Uint8Array())
  return { at, direction, bytes }
}

/** ms after which a line that has no end yet is taken as one: a prompt must not swallow what comes much later. */
const idleMs = 500
/** Characters. What has no line end for so long is binary data, and is cut here. */
const maxLine = 4096

type Open = { readonly at: number; last: number; text: string }

/** Lines in the order of their first bytes. Data ends with Ctrl-Z; a command begins a line of its own. */
export function transcriptLines(pieces: Iterable<Piece>): readonly TranscriptLine[] {
  const lines: TranscriptLine[] = []
  const open: { in?: Open; out?: Open } = {}
  const close = (direction: 'in' | 'out'): void => {
    const line = open[direction]
    delete open[direction]
    const content = line && fromUtf8(latin1(line.text))
    if (line && content !== undefined && content.trim() !== '') lines.push({ at: line.at, direction, text: content })
  }
  for (const { at, direction, bytes } of pieces) {
    if (direction === 'note') {
      lines.push({ at, direction, text: fromUtf8(bytes) })
      continue
    }
    for (const each of ['in', 'out'] as const) {
      const line = open[each]
      if (line && (at - line.last > idleMs || (each === 'in' && direction === 'out' && /^>\s*$/.test(line.text)))) close(each)
    }
    const content = fromLatin1(bytes)
    if (direction === 'out' && /^AT/i.test(content) && open.out && !/^A?T?$/i.test(open.out.text)) close('out')
    for (const part of content.split(/([\r\n\x1a])/)) {
      if (/^[\r\n\x1a]$/.test(part)) close(direction)
      else if (part !== '') {
        const line = (open[direction] ??= { at, last: at, text: '' })
        line.text += part
        line.last = at
        if (line.text.length >= maxLine) close(direction)
      }
    }
  }
  close('out')
  close('in')
  return lines.toSorted((a, b) => a.at - b.at)
}
