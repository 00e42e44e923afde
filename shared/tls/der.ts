import { concat } from '../text/bytes.ts'

/** One value of DER (X.690): its tag byte, what is in it, and the whole of it with tag and length. */
export type Der = { readonly tag: number; readonly body: Uint8Array; readonly whole: Uint8Array }

/** Tags of the universal class that keys are made of; `context(n)` is the constructed [n]. */
export const tag = { integer: 0x02, bits: 0x03, octets: 0x04, nothing: 0x05, oid: 0x06, sequence: 0x30 } as const
export const context = (number: number): number => 0xa0 + number

/** The values that stand one after another in these bytes. Throws when they are no DER, or when a value is cut off. */
export function readDer(bytes: Uint8Array): Der[] {
  const values: Der[] = []
  for (let at = 0; at < bytes.length; ) {
    const [first = 0, short = 0x80] = bytes.subarray(at, at + 2)
    // Four length bytes are 4 GiB. DER has no 0x80 (“until further notice”), and keys no tag numbers above 30.
    const count = short < 0x80 ? 0 : short & 0x7f
    if (short === 0x80 || count > 4 || (first & 0x1f) === 0x1f) throw new RangeError('not DER')
    const start = at + 2 + count
    const length = count === 0 ? short : bytes.subarray(at + 2, start).reduce((sum, byte) => sum * 256 + byte, 0)
    const end = start + length
    if (end > bytes.length) throw new RangeError('DER is cut off')
    values.push({ tag: first, body: bytes.subarray(start, end), whole: bytes.subarray(at, end) })
    at = end
  }
  return values
}

/** The values inside the one value that these bytes are. */
export function readSequence(bytes: Uint8Array): Der[] {
  const [outer, ...more] = readDer(bytes)
  if (outer?.tag !== tag.sequence || more.length > 0) throw new RangeError('not one SEQUENCE')
  return readDer(outer.body)
}

/** The value's content, which must be there and of this kind. */
export function bodyOf(value: Der | undefined, wanted: number): Uint8Array {
  if (value?.tag !== wanted) throw new RangeError('not the expected DER value')
  return value.body
}

/** A BIT STRING's bytes; what is read here is always whole bytes, so the count of unused bits before them is 0. */
export const bitsOf = (value: Der | undefined): Uint8Array => bodyOf(value, tag.bits).subarray(1)

/** A positive INTEGER without the zero byte that keeps its sign. */
export function integerOf(value: Der | undefined): Uint8Array {
  const body = bodyOf(value, tag.integer)
  return body[0] === 0 ? body.subarray(1) : body
}

export function writeDer(wanted: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = concat(parts)
  const length: number[] = []
  for (let rest = body.length; rest > 0; rest = Math.floor(rest / 256)) length.unshift(rest % 256)
  return concat([Uint8Array.from(body.length < 0x80 ? [wanted, body.length] : [wanted, 0x80 + length.length, ...length]), body])
}

/** `1.2.840.113549.1.1.1`: the first byte holds two numbers, the others seven bits each with a mark for “goes on”. */
export function oidOf(body: Uint8Array): string {
  const numbers: number[] = []
  let number = 0
  for (const byte of body) {
    number = number * 128 + (byte & 0x7f)
    if (byte >= 0x80) continue
    if (numbers.length > 0) numbers.push(number)
    else numbers.push(Math.min(Math.floor(number / 40), 2), number - 40 * Math.min(Math.floor(number / 40), 2))
    number = 0
  }
  return numbers.join('.')
}
