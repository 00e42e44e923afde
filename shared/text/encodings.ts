import { fromUtf8, utf8 } from './bytes.ts'

export const toBase64 = (bytes: Uint8Array): string => {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** RFC 4648, 4: alphabet, padding and length must be right; null otherwise. An empty text is no bytes. */
export function fromBase64(value: string): Uint8Array | null {
  if (value.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) return null
  const bytes = lenientBase64(value)
  // Bits left over in the last character must be zero, or two texts would stand for one value.
  return bytes && toBase64(bytes) === value ? bytes : null
}

/** What a lenient decoder (most clouds', OpenSSL's, Python's) makes of it: missing padding, the URL alphabet and white space are taken. Null when it cannot be. */
export function lenientBase64(value: string): Uint8Array | null {
  const compact = value.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '')
  if (!/^[A-Za-z0-9+/]*$/.test(compact) || compact.length % 4 === 1) return null
  try {
    return Uint8Array.from(atob(compact.padEnd(Math.ceil(compact.length / 4) * 4, '=')), (character) => character.charCodeAt(0))
  } catch {
    return null
  }
}

/** Pairs of hex digits in either case, spaces between them allowed; null for anything else. */
export function fromHex(value: string): Uint8Array | null {
  const compact = value.replace(/\s/g, '')
  if (compact.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(compact)) return null
  return Uint8Array.from(compact.match(/../g) ?? [], (pair) => parseInt(pair, 16))
}

/** RFC 3986: everything but letters, digits and `-._~` as %XX, of the UTF-8 bytes, upper-case hex. */
export const percentEncode = (value: string): string =>
  Array.from(utf8(value), (byte) => (/[A-Za-z0-9\-._~]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)).join('')

/** Null when a `%` is not followed by two hex digits. `+` stays what it is. */
export function percentDecode(value: string): string | null {
  if (/%(?![0-9a-fA-F]{2})/.test(value)) return null
  const parts = value.split(/((?:%[0-9a-fA-F]{2})+)/)
  return parts.map((part) => (part.startsWith('%') ? fromUtf8(fromHex(part.replaceAll('%', '')) ?? new Uint8Array()) : part)).join('')
}
