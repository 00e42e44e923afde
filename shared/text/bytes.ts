const encoder = new TextEncoder()
const lenient = new TextDecoder('utf-8')

/** UTF-8 bytes of a text. Lengths that go on a wire are always lengths of this, never of the string. */
export const utf8 = (value: string): Uint8Array => encoder.encode(value)

/** Text of UTF-8 bytes; what is not UTF-8 becomes U+FFFD and never throws. */
export const fromUtf8 = (bytes: Uint8Array): string => lenient.decode(bytes)

/** One character per byte (ISO 8859-1), so that nothing is lost and offsets in the string are offsets in the bytes. */
export function fromLatin1(bytes: Uint8Array): string {
  let out = ''
  // String.fromCharCode has an argument limit (about 65,000 in V8); 8 KiB slices stay far below it. Spread would take ten times as long.
  for (let i = 0; i < bytes.length; i += 8192) out += Reflect.apply(String.fromCharCode, undefined, bytes.subarray(i, i + 8192))
  return out
}

export function latin1(value: string): Uint8Array {
  const out = new Uint8Array(value.length)
  for (let i = 0; i < value.length; i++) out[i] = value.charCodeAt(i) & 0xff
  return out
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let offset = 0
  for (const part of parts) {
    out.set(part, offset)
    offset += part.length
  }
  return out
}

export const toHex = (bytes: Uint8Array, separator = ''): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(separator)
