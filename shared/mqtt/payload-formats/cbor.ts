import { encode } from 'cborg'
import { toHex } from '../../text/bytes.ts'
import { ByteReader, firstNotUtf8, strictUtf8 } from './byte-reader.ts'
import { fromJson } from './from-json.ts'
import { parseJson } from './json-text.ts'
import { floatText, plain, quoted, type Item } from './notation.ts'
import { atOffset, deepest, PayloadError, tooDeep } from './problem.ts'

/** RFC 8949 section 3.1: major types 0 and 1 carry 64 bits beside the sign. */
const range = { least: -(2n ** 64n), most: 2n ** 64n - 1n }

/** Bytes of a bignum that is printed as a number (1024 bits); printing takes time with the square of the length. */
const longestBignum = 128

/** From JSON, keys in the order they are written in, floats in the shortest form that loses nothing. */
export const encodeCbor = (typed: string): Uint8Array => encode(fromJson(typed, parseJson(typed), range), { mapSorter: () => 0 })

/**
 * Every item of the payload, more than one being a CBOR sequence (RFC 8742). Read here and not by the encoder's library,
 * because nothing may be lost (repeated keys, tags, simple values, chunked strings) and a mistake needs its offset.
 */
export function readCbor(bytes: Uint8Array): readonly Item[] {
  const reader = new ByteReader(bytes)
  const items: Item[] = []
  do items.push(readItem(reader, 0))
  while (!reader.isAtEnd)
  return items
}

/** Count or value behind an initial byte; `undefined` for an indefinite length. */
function argument(reader: ByteReader, info: number, start: number): number | bigint | undefined {
  if (info < 24) return info
  if (info === 24) return reader.u8()
  if (info === 25) return reader.u16()
  if (info === 26) return reader.u32()
  if (info === 27) return reader.u64()
  if (info === 31) return undefined
  throw atOffset(start, `Additional information ${info} is reserved`, `附加信息 ${info} 为保留值`)
}

function readItem(reader: ByteReader, depth: number): Item {
  const item = readItemOrBreak(reader, depth)
  if (item !== undefined) return item
  throw atOffset(reader.at - 1, 'A break (FF) where a value should stand', '这里应为一个值，却是结束符 FF')
}

/** `undefined` at a break. */
function readItemOrBreak(reader: ByteReader, depth: number): Item | undefined {
  const start = reader.at
  if (depth > deepest) throw new PayloadError({ what: tooDeep, place: { offset: start } })
  const initial = reader.u8()
  const major = initial >> 5
  const info = initial & 31
  if (major === 7) return info === 31 ? undefined : readSimple(reader, info, start)
  const count = argument(reader, info, start)
  if (count === undefined && (major < 2 || major === 6)) throw atOffset(start, 'An indefinite length where none is allowed', '此类型不允许不定长')
  switch (major) {
    case 0:
      return plain(String(count))
    case 1:
      return plain(String(-1n - BigInt(count ?? 0)))
    case 2:
    case 3:
      return count === undefined ? readChunks(reader, major) : plain(stringText(reader, major, count))
    case 6:
      return readTag(reader, BigInt(count ?? 0), depth)
    default:
      return readGroup(reader, major === 5, count, depth)
  }
}

function stringText(reader: ByteReader, major: number, length: number | bigint): string {
  const start = reader.at
  // Beyond what a payload can hold; `bytes` then tells how much is missing.
  const bytes = reader.bytes(Number(length))
  if (major === 2) return `h'${toHex(bytes)}'`
  const value = strictUtf8(bytes)
  if (value === undefined) throw atOffset(start + firstNotUtf8(bytes), 'A text string that is not UTF-8', '文本串不是有效的 UTF-8')
  return quoted(value)
}

function readChunks(reader: ByteReader, major: number): Item {
  const parts: Item[] = []
  for (;;) {
    const start = reader.at
    const initial = reader.u8()
    if (initial === 0xff) break
    const length = initial >> 5 === major ? argument(reader, initial & 31, start) : undefined
    if (length === undefined) throw atOffset(start, 'A string in pieces holds only whole pieces of its own type', '分段字符串中只能是同类型的定长段')
    parts.push(plain(stringText(reader, major, length)))
  }
  if (parts.length === 0) return plain(major === 2 ? "''_" : '""_')
  return { kind: 'group', open: '(_ ', close: ')', parts }
}

function readGroup(reader: ByteReader, isMap: boolean, count: number | bigint | undefined, depth: number): Item {
  const parts: (Item | readonly [Item, Item])[] = []
  // A count may say 2^64; the loop ends with the bytes.
  for (let at = 0; count === undefined || at < count; at++) {
    const first = count === undefined ? readItemOrBreak(reader, depth + 1) : readItem(reader, depth + 1)
    if (first === undefined) break
    parts.push(isMap ? [first, readItem(reader, depth + 1)] : first)
  }
  const mark = count === undefined ? '_ ' : ''
  return { kind: 'group', open: (isMap ? '{' : '[') + mark, close: isMap ? '}' : ']', parts }
}

function readTag(reader: ByteReader, tag: bigint, depth: number): Item {
  const content = readItem(reader, depth + 1)
  // Section 3.4.3: tags 2 and 3 are integers of any length.
  const hex = (tag === 2n || tag === 3n) && content.kind === 'plain' ? /^h'([0-9a-f]*)'$/.exec(content.text)?.[1] : undefined
  if (hex !== undefined && hex.length <= 2 * longestBignum) {
    const value = BigInt(`0x0${hex}`)
    return plain(String(tag === 2n ? value : -1n - value))
  }
  return { kind: 'group', open: `${tag}(`, close: ')', parts: [content] }
}

function readSimple(reader: ByteReader, info: number, start: number): Item {
  if (info === 20) return plain('false')
  if (info === 21) return plain('true')
  if (info === 22) return plain('null')
  if (info === 23) return plain('undefined')
  if (info < 20) return plain(`simple(${info})`)
  if (info === 25) return plain(floatText(half(reader.u16())))
  if (info === 26) return plain(floatText(reader.f32()))
  if (info === 27) return plain(floatText(reader.f64()))
  if (info > 27) throw atOffset(start, `Additional information ${info} is reserved`, `附加信息 ${info} 为保留值`)
  const value = reader.u8()
  if (value < 32) throw atOffset(start, `The simple value ${value} may not stand in two bytes`, `简单值 ${value} 不能用两个字节表示`)
  return plain(`simple(${value})`)
}

/** IEEE 754 binary16: sign, 5 bits of exponent, 10 of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 31
  const fraction = bits & 0x3ff
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25)
}
