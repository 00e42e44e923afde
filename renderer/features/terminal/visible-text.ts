import { fromUtf8 } from '../../../shared/text/bytes.ts'

/** A run of text, or of control characters and broken bytes spelled out. */
export type TextPart = { readonly text: string; readonly isControl: boolean }

/** The controls that have a short name in every language; all others as `\x01`. Control pictures (␍) are missing from many fonts. */
const symbols: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
])

/** Length of the UTF-8 character at `index`, 0 when the bytes there are none. */
function characterLength(bytes: Uint8Array, index: number): number {
  const first = bytes[index] ?? 0
  if (first < 0x80) return 1
  const length = first >= 0xc2 && first <= 0xdf ? 2 : first >= 0xe0 && first <= 0xef ? 3 : first >= 0xf0 && first <= 0xf4 ? 4 : 0
  if (length === 0 || index + length > bytes.length) return 0
  for (let offset = 1; offset < length; offset++) {
    if (((bytes[index + offset] ?? 0) & 0xc0) !== 0x80) return 0
  }
  // Overlong forms and surrogates pass the pattern above; the decoder knows them.
  return fromUtf8(bytes.subarray(index, index + length)).includes('\ufffd') ? 0 : length
}

/** How many line-end bytes a row begins with. */
export function leadingLineEnds(bytes: Uint8Array): number {
  const end = bytes.findIndex((byte) => byte !== 0x0d && byte !== 0x0a)
  return end === -1 ? 0 : end
}

/** Every byte visible: UTF-8 text as it reads, controls by name, what is no UTF-8 as `\xNN`. */
export function visibleText(bytes: Uint8Array): readonly TextPart[] {
  const parts: { text: string; isControl: boolean }[] = []
  const add = (text: string, isControl: boolean): void => {
    const last = parts.at(-1)
    if (last && last.isControl === isControl) last.text += text
    else parts.push({ text, isControl })
  }
  let index = 0
  while (index < bytes.length) {
    const byte = bytes[index] ?? 0
    const length = characterLength(bytes, index)
    if (length === 0 || byte < 0x20 || byte === 0x7f) {
      add(symbols.get(byte) ?? `\\x${byte.toString(16).padStart(2, '0').toUpperCase()}`, true)
      index++
    } else {
      add(fromUtf8(bytes.subarray(index, index + length)), false)
      index += length
    }
  }
  return parts
}
