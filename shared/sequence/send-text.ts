import { concat, utf8 } from '../text/bytes.ts'
import { fromHex } from '../text/encodings.ts'
import type { MaskRange } from '../at/mask.ts'
import { text, type Text } from '../text/local-text.ts'

/** A text to send, taken apart: bytes as they are, and names of placeholders whose values stand there. */
export type SendPart = { readonly bytes: Uint8Array } | { readonly name: string }
export type ParsedSend = { readonly ok: true; readonly parts: readonly SendPart[] } | { readonly ok: false; readonly what: Text; readonly quote: string }

const named: Readonly<Record<string, number>> = { r: 0x0d, n: 0x0a, t: 0x09, '0': 0, e: 0x1b, '\\': 0x5c, '{': 0x7b, '}': 0x7d }

/**
 * Reads escapes (`\r \n \t \0 \e \\ \{ \xHH`) and placeholders (`{name}`). Braces around anything but a name are text, as in JSON; a value put in is
 * taken as it is, never read for escapes.
 */
export function parseSend(source: string): ParsedSend {
  const parts: SendPart[] = []
  const add = (bytes: Uint8Array): void => {
    const last = parts.at(-1)
    if (last && 'bytes' in last) parts[parts.length - 1] = { bytes: concat([last.bytes, bytes]) }
    else parts.push({ bytes })
  }
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at, at + 66)
    const hex = /^\\x([0-9a-fA-F]{2})/.exec(rest)
    const placeholder = /^\{([A-Za-z][A-Za-z0-9_-]{0,63})\}/.exec(rest)
    if (hex) {
      add(Uint8Array.of(Number.parseInt(hex[1] ?? '', 16)))
      at += 4
    } else if (source[at] === '\\') {
      const byte = named[source[at + 1] ?? '']
      if (byte === undefined) return { ok: false, quote: rest.slice(0, 2), what: text(`There is no escape “${rest.slice(0, 2)}”: \\r \\n \\t \\0 \\e \\\\ \\{ \\} or \\x with two hex digits.`, `没有“${rest.slice(0, 2)}”这个转义，可用 \\r \\n \\t \\0 \\e \\\\ \\{ \\}，或 \\x 加两位十六进制。`) }
      add(Uint8Array.of(byte))
      at += 2
    } else if (placeholder) {
      parts.push({ name: placeholder[1] ?? '' })
      at += placeholder[0].length
    } else {
      const plain = /^[^\\{]+/.exec(source.slice(at))?.[0] ?? source.slice(at, at + 1)
      add(utf8(plain))
      at += plain.length
    }
  }
  return { ok: true, parts }
}

export const namesIn = (source: string): readonly string[] => {
  const parsed = parseSend(source)
  return parsed.ok ? parsed.parts.flatMap((part) => ('name' in part ? [part.name] : [])) : []
}

/** The bytes with values put in, and where the secret ones stand. */
export function fillSend(parts: readonly SendPart[], values: Readonly<Record<string, string>>, isSecret: (name: string) => boolean): { readonly bytes: Uint8Array; readonly mask: readonly MaskRange[] } {
  const pieces: Uint8Array[] = []
  const mask: MaskRange[] = []
  let length = 0
  for (const part of parts) {
    const bytes = 'bytes' in part ? part.bytes : utf8(values[part.name] ?? '')
    if ('name' in part && isSecret(part.name) && bytes.length > 0) mask.push({ start: length, end: length + bytes.length })
    pieces.push(bytes)
    length += bytes.length
  }
  return { bytes: concat(pieces), mask }
}

/** Bytes of `41 54 0D` or `41540d`; null for anything that is no whole number of bytes. */
export function hexBytes(digits: string): Uint8Array | null {
  const bytes = fromHex(digits.replaceAll(',', ''))
  return bytes && bytes.length > 0 ? bytes : null
}
