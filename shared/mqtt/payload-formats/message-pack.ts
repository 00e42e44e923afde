import { encode } from '@msgpack/msgpack'
import { toHex } from '../../text/bytes.ts'
import { ByteReader, strictUtf8 } from './byte-reader.ts'
import { fromJson } from './from-json.ts'
import { parseJson } from './json-text.ts'
import { floatText, plain, quoted, type Item } from './notation.ts'
import { atOffset, deepest, PayloadError, tooDeep } from './problem.ts'

/** int 64 and uint 64. */
const range = { least: -(2n ** 63n), most: 2n ** 64n - 1n }

export const encodeMessagePack = (typed: string): Uint8Array => encode(fromJson(typed, parseJson(typed), range), { useBigInt64: true, maxDepth: deepest + 2 })

/** One value, nothing behind it: MessagePack has no sequences. Read here, so that no key is lost and a mistake has its offset. */
export function readMessagePack(bytes: Uint8Array): Item {
  const reader = new ByteReader(bytes)
  const item = readItem(reader, 0)
  if (!reader.isAtEnd) {
    const rest = bytes.length - reader.at
    throw atOffset(reader.at, `The value ends here, and ${rest} bytes follow`, `值到此结束，后面还有 ${rest} 字节`)
  }
  return item
}

// Format bytes as in the MessagePack specification, "Formats".
function readItem(reader: ByteReader, depth: number): Item {
  const start = reader.at
  if (depth > deepest) throw new PayloadError({ what: tooDeep, place: { offset: start } })
  const format = reader.u8()
  if (format <= 0x7f) return plain(String(format))
  if (format <= 0x8f) return readGroup(reader, true, format & 15, depth)
  if (format <= 0x9f) return readGroup(reader, false, format & 15, depth)
  if (format <= 0xbf) return string(reader.bytes(format & 31))
  if (format >= 0xe0) return plain(String(format - 256))
  switch (format) {
    case 0xc0:
      return plain('null')
    case 0xc2:
      return plain('false')
    case 0xc3:
      return plain('true')
    case 0xc4:
      return binary(reader.bytes(reader.u8()))
    case 0xc5:
      return binary(reader.bytes(reader.u16()))
    case 0xc6:
      return binary(reader.bytes(reader.u32()))
    case 0xc7:
      return extension(reader, reader.u8())
    case 0xc8:
      return extension(reader, reader.u16())
    case 0xc9:
      return extension(reader, reader.u32())
    case 0xca:
      return plain(floatText(reader.f32()))
    case 0xcb:
      return plain(floatText(reader.f64()))
    case 0xcc:
      return plain(String(reader.u8()))
    case 0xcd:
      return plain(String(reader.u16()))
    case 0xce:
      return plain(String(reader.u32()))
    case 0xcf:
      return plain(String(reader.u64()))
    case 0xd0:
      return plain(String(reader.i8()))
    case 0xd1:
      return plain(String(reader.i16()))
    case 0xd2:
      return plain(String(reader.i32()))
    case 0xd3:
      return plain(String(reader.i64()))
    case 0xd9:
      return string(reader.bytes(reader.u8()))
    case 0xda:
      return string(reader.bytes(reader.u16()))
    case 0xdb:
      return string(reader.bytes(reader.u32()))
    case 0xdc:
      return readGroup(reader, false, reader.u16(), depth)
    case 0xdd:
      return readGroup(reader, false, reader.u32(), depth)
    case 0xde:
      return readGroup(reader, true, reader.u16(), depth)
    case 0xdf:
      return readGroup(reader, true, reader.u32(), depth)
    case 0xc1:
      throw atOffset(start, 'The byte C1 is never used', 'C1 是从不使用的字节')
    default:
      // D4 to D8: fixext 1, 2, 4, 8, 16.
      return extension(reader, 2 ** (format - 0xd4))
  }
}

const binary = (bytes: Uint8Array): Item => plain(`h'${toHex(bytes)}'`)

/** Before `bin` was added, devices sent bytes as strings: what is no UTF-8 is shown as the bytes it is. */
function string(bytes: Uint8Array): Item {
  const value = strictUtf8(bytes)
  return plain(value === undefined ? `str(h'${toHex(bytes)}')` : quoted(value))
}

function readGroup(reader: ByteReader, isMap: boolean, count: number, depth: number): Item {
  const parts: (Item | readonly [Item, Item])[] = []
  for (let at = 0; at < count; at++) {
    const first = readItem(reader, depth + 1)
    parts.push(isMap ? [first, readItem(reader, depth + 1)] : first)
  }
  return { kind: 'group', open: isMap ? '{' : '[', close: isMap ? '}' : ']', parts }
}

function extension(reader: ByteReader, length: number): Item {
  const type = reader.i8()
  const bytes = reader.bytes(length)
  return plain((type === -1 ? timestamp(bytes) : undefined) ?? `ext(${type}, h'${toHex(bytes)}')`)
}

/** "Timestamp extension type": 32 bits of seconds; 30 of ns and 34 of seconds; 32 of ns and 64 of signed seconds. */
function timestamp(bytes: Uint8Array): string | undefined {
  const reader = new ByteReader(bytes)
  if (bytes.length === 4) return moment(BigInt(reader.u32()), 0)
  if (bytes.length === 8) {
    const both = reader.u64()
    return moment(both & 0x3_ffff_ffffn, Number(both >> 34n))
  }
  if (bytes.length !== 12) return undefined
  const fraction = reader.u32()
  return moment(reader.i64(), fraction)
}

/** Undefined beyond the years that a Date holds, and for a fraction of a second or more. */
function moment(seconds: bigint, nanoseconds: number): string | undefined {
  const date = new Date(Number(seconds) * 1000)
  if (Number.isNaN(date.getTime()) || nanoseconds > 999_999_999) return undefined
  const fraction = nanoseconds === 0 ? '' : `.${String(nanoseconds).padStart(9, '0')}`
  return `timestamp(${date.toISOString().replace('.000Z', `${fraction}Z`)})`
}
