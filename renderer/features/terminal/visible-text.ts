import { characterAt, type Charset } from '../../../shared/text/charset.ts'

/** A run of text, or of control characters and broken bytes spelled out. */
export type TextPart = { readonly text: string; readonly isControl: boolean }

/** The controls that have a short name in every language; all others as `\x01`. Control pictures (␍) are missing from many fonts. */
const symbols: ReadonlyMap<number, string> = new Map([
  [0x09, '\\t'],
  [0x0a, '\\n'],
  [0x0d, '\\r'],
])

/** How many line-end bytes a row begins with. */
export function leadingLineEnds(bytes: Uint8Array): number {
  const end = bytes.findIndex((byte) => byte !== 0x0d && byte !== 0x0a)
  return end === -1 ? 0 : end
}

/** How many bytes of a row are left without the line ends behind it. */
export const withoutLineEnds = (bytes: Uint8Array): number => bytes.findLastIndex((byte) => byte !== 0x0d && byte !== 0x0a) + 1

/** Every byte visible: text as it reads, controls by name, what is no character of the charset as `\xNN`. */
export function visibleText(bytes: Uint8Array, charset: Charset = 'utf-8'): readonly TextPart[] {
  const parts: { text: string; isControl: boolean }[] = []
  const add = (text: string, isControl: boolean): void => {
    const last = parts.at(-1)
    if (last && last.isControl === isControl) last.text += text
    else parts.push({ text, isControl })
  }
  let index = 0
  while (index < bytes.length) {
    const byte = bytes[index] ?? 0
    const character = byte < 0x20 || byte === 0x7f ? undefined : characterAt(charset, bytes, index)
    add(character?.text ?? symbols.get(byte) ?? `\\x${byte.toString(16).padStart(2, '0').toUpperCase()}`, character === undefined)
    index += character?.length ?? 1
  }
  return parts
}
