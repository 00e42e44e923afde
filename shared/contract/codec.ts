import { fromLatin1, latin1 } from '../text/bytes.ts'

/**
 * Messages as one line of JSON, with bytes: for transports that carry text (WebSocket).
 * A Uint8Array becomes `{"$bytes":"<base64>"}`. An object of the caller's that has that very form gets one more `$` in
 * front of its key, and loses it again at the other end, so nothing that can be sent is mistaken for bytes.
 * As in JSON: `undefined` properties are left out, `undefined` and NaN in an array become null.
 */
export const encode = (message: unknown, toBase64: ToBase64 = (bytes) => btoa(fromLatin1(bytes))): string => JSON.stringify(pack(message, toBase64))

/** What the runtime has of its own is many times as fast as what every runtime has. */
export type ToBase64 = (bytes: Uint8Array) => string

/** Throws a SyntaxError for what is not such a line. */
export const decode = (line: string): unknown => unpack(JSON.parse(line))

const tag = '$bytes'
const escapedTag = /^\$+bytes$/

function pack(value: unknown, toBase64: ToBase64): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Uint8Array) return { [tag]: toBase64(value) }
  if (Array.isArray(value)) return value.map((item) => pack(item, toBase64))
  const entries = Object.entries(value).map(([key, item]) => [key, pack(item, toBase64)] as const)
  const [only] = entries
  if (entries.length === 1 && only && escapedTag.test(only[0])) return { [`$${only[0]}`]: only[1] }
  return Object.fromEntries(entries)
}

function unpack(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(unpack)
  const entries = Object.entries(value)
  const [only] = entries
  if (entries.length === 1 && only && escapedTag.test(only[0])) {
    const [key, content] = only
    if (key !== tag) return { [key.slice(1)]: unpack(content) }
    if (typeof content !== 'string') throw new SyntaxError('bytes must be base64 text')
    return fromBase64(content)
  }
  // fromEntries defines, never assigns: a key named __proto__ stays an ordinary key.
  return Object.fromEntries(entries.map(([key, item]) => [key, unpack(item)]))
}

function fromBase64(content: string): Uint8Array {
  try {
    return latin1(atob(content))
  } catch {
    throw new SyntaxError('bytes must be base64 text')
  }
}
