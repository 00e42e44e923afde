import { jsonLanguage } from '@codemirror/lang-json'
import { fromLatin1, fromUtf8, toHex, utf8 } from '../../shared/text/bytes.ts'

/** Bytes of a payload as it goes over the wire, not characters. */
export const byteLength = (value: string): number => utf8(value).length

export type JsonVerdict = { readonly kind: 'empty' | 'valid' } | { readonly kind: 'invalid'; readonly line: number; readonly column: number }

/** Whether a payload reads as JSON, and if not, where it stops doing so: line and column, both from 1. */
export function checkJson(value: string): JsonVerdict {
  if (value.trim() === '') return { kind: 'empty' }
  try {
    JSON.parse(value)
    return { kind: 'valid' }
  } catch {
    return { kind: 'invalid', ...placeOf(value) }
  }
}

// JSON.parse names the place in some engines and for some texts only; the editor's grammar always does.
function placeOf(value: string): { line: number; column: number } {
  let position = value.length
  jsonLanguage.parser.parse(value).iterate({
    enter: (node) => {
      if (node.type.isError) position = Math.min(position, node.from)
    },
  })
  const before = value.slice(0, position).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 }
}

/** True when the bytes are UTF-8 without control characters other than tab and line ends. */
export function isText(payload: Uint8Array): boolean {
  const value = fromUtf8(payload)
  if (value.includes('\uFFFD')) return false
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(value)
}

/** Control characters other than line ends and tabs as `\x01`, so that nothing invisible hides in a text. */
export const visibleControls = (value: string): string =>
  value.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)

/** One line for a table: line ends shown, binary as hex, at most `limit` characters. */
export function oneLine(payload: Uint8Array, limit = 400): string {
  if (!isText(payload)) return clip(toHex(payload.subarray(0, limit), ' '), limit)
  // Four bytes a character at most: no more than that can be on the line.
  return clip(fromUtf8(payload.subarray(0, limit * 4)).replaceAll('\r\n', '↵').replaceAll(/[\r\n]/g, '↵').replaceAll('\t', ' '), limit)
}

const clip = (value: string, limit: number): string => (value.length > limit ? `${value.slice(0, limit - 1)}…` : value)

/** Indented JSON, or undefined when the payload is none. */
export function prettyJson(payload: Uint8Array): string | undefined {
  try {
    return JSON.stringify(JSON.parse(fromUtf8(payload)), null, 2)
  } catch {
    return undefined
  }
}

/** Classic dump: offset, sixteen bytes, their printable characters. */
export function hexDump(payload: Uint8Array): string {
  const rows: string[] = []
  for (let at = 0; at < payload.length; at += 16) {
    const part = payload.subarray(at, at + 16)
    const text = fromLatin1(part).replaceAll(/[^\x20-\x7e]/g, '.')
    rows.push(`${at.toString(16).padStart(6, '0')}  ${toHex(part, ' ').padEnd(47)}  ${text}`)
  }
  return rows.join('\n')
}
