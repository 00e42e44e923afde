import { fromUtf8, utf8 } from '../text/bytes.ts'

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\r': '\\r', '\n': '\\n', '\t': '\\t', '\0': '\\0', '\u001b': '\\e' }

/** The text that a step's `send` needs so that these very bytes go out; null for bytes that are no UTF-8. The reverse of `parseSend`. */
export function escapeSend(bytes: Uint8Array): string | null {
  const text = fromUtf8(bytes)
  // Not only the replacement character: a decoder also drops a byte order mark.
  if (!sameBytes(utf8(text), bytes)) return null
  return text
    .replaceAll(/[\u0000-\u001f\u007f\\]/g, (each) => escapes[each] ?? `\\x${each.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)
    .replaceAll(/\{(?=[A-Za-z][A-Za-z0-9_-]{0,63}\})/g, '\\{')
}

const sameBytes = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && one.every((byte, at) => byte === other[at])
