import { fromUtf8 } from '../../../../shared/text/bytes.ts'
import { characterAt, type Charset } from '../../../../shared/text/charset.ts'

const pad = (value: number, width = 2): string => String(value).padStart(width, '0')

/** `2026-11-22` and `03:11:07.123` of a moment, at an offset of minutes east of UTC. */
export function dateAndTime(at: number, offset: number): { readonly date: string; readonly time: string } {
  const shown = new Date(Math.floor(at) + offset * 60_000)
  return {
    date: `${pad(shown.getUTCFullYear(), 4)}-${pad(shown.getUTCMonth() + 1)}-${pad(shown.getUTCDate())}`,
    time: `${pad(shown.getUTCHours())}:${pad(shown.getUTCMinutes())}:${pad(shown.getUTCSeconds())}.${pad(shown.getUTCMilliseconds(), 3)}`,
  }
}

const hex = (byte: number): string => `<${byte.toString(16).toUpperCase().padStart(2, '0')}>`

/** Stands before what a person wrote on a row, where it is written as a remark. */
export const noteSign = '✎'

/** Readable text of bytes: control characters as `<1A>`, and so what is no text; where UTF-8 is broken in one place, every byte that is not ASCII. */
export function visible(bytes: Uint8Array, charset: Charset): string {
  if (charset !== 'utf-8') return inCharset(bytes, charset)
  const decoded = fromUtf8(bytes)
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (!decoded.includes('\ufffd')) return decoded.replace(/[\x00-\x1f\x7f]/g, (character) => hex(character.charCodeAt(0)))
  return Array.from(bytes, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : hex(byte))).join('')
}

function inCharset(bytes: Uint8Array, charset: Charset): string {
  let shown = ''
  for (let i = 0; i < bytes.length; ) {
    const byte = bytes[i] ?? 0
    const character = byte < 0x20 || byte === 0x7f ? undefined : characterAt(charset, bytes, i)
    shown += character?.text ?? hex(byte)
    i += character?.length ?? 1
  }
  return shown
}

/** A row's lines without their ends; blank ones left out. */
export function linesOfRow(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  for (let i = 0; i <= bytes.length; i++) {
    if (i < bytes.length && bytes[i] !== 0x0d && bytes[i] !== 0x0a) continue
    if (i > start) lines.push(bytes.subarray(start, i))
    start = i + 1
  }
  return lines
}
