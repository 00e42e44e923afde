import { toHex, utf8 } from '../../text/bytes.ts'
import { toBase64 } from '../../text/encodings.ts'
import { text } from '../../text/local-text.ts'
import { firstNotUtf8, strictUtf8 } from './byte-reader.ts'
import { encodeCbor, readCbor } from './cbor.ts'
import { formatJson, parseJson } from './json-text.ts'
import { encodeMessagePack, readMessagePack } from './message-pack.ts'
import { lineOf, printed, type Item } from './notation.ts'
import { atOffset, caught, PayloadError, type Problem } from './problem.ts'
import { bytesOfBase64, bytesOfHex } from './typed-bytes.ts'

export const payloadFormats = ['text', 'json', 'hex', 'base64', 'cbor', 'msgpack'] as const
export type PayloadFormat = (typeof payloadFormats)[number]

export type Encoded = { readonly ok: true; readonly value: Uint8Array } | { readonly ok: false; readonly problem: Problem }

/** A format's names in the page; formats are called the same in every language, save for text. */
export const formatNames: Readonly<Record<Exclude<PayloadFormat, 'text'>, string>> = { json: 'JSON', hex: 'HEX', base64: 'Base64', cbor: 'CBOR', msgpack: 'MessagePack' }

/** JSON is what CBOR and MessagePack are written as. */
export const isWrittenAsJson = (format: PayloadFormat): boolean => format === 'json' || format === 'cbor' || format === 'msgpack'

/** Bytes that JSON, CBOR and MessagePack are read up to, whole, before a part is shown: MQTT's clouds take 256 KiB at most. */
const longestRead = 256 * 1024

const encoders: Readonly<Record<PayloadFormat, (typed: string) => Uint8Array>> = {
  text: utf8,
  json: (typed) => (parseJson(typed), utf8(typed)),
  hex: bytesOfHex,
  base64: bytesOfBase64,
  cbor: encodeCbor,
  msgpack: encodeMessagePack,
}

/** The bytes that go out for what was typed. JSON goes out as it is typed, only checked. */
export const encodePayload = (format: PayloadFormat, typed: string): Encoded => caught(() => encoders[format](typed))

export type Reading =
  | { readonly ok: true; readonly text: string; readonly isCut: boolean }
  | { readonly ok: false; readonly problem: Problem }

/** A payload in a format, cut after about `limit` bytes or characters; or why and where it is none. */
export function readPayload(format: PayloadFormat, bytes: Uint8Array, limit: number): Reading {
  const isCut = bytes.length > limit
  const beginning = bytes.subarray(0, limit)
  if (format === 'hex') return { ok: true, text: toHex(beginning, ' '), isCut }
  if (format === 'base64') return { ok: true, text: toBase64(beginning).replaceAll(/.{76}(?=.)/g, '$&\n'), isCut }
  const result = caught(() => (format === 'text' ? utf8Text(isCut ? wholeCharacters(beginning) : bytes) : structure(format, bytes, limit)))
  if (!result.ok) return result
  return { ok: true, text: cut(result.value, limit), isCut: isCut || result.value.length > limit }
}

function structure(format: 'json' | 'cbor' | 'msgpack', bytes: Uint8Array, limit: number): string {
  if (bytes.length > longestRead) throw new PayloadError({ what: text('Longer than 256 KiB, which is not taken apart', '超过 256 KiB，不再解析'), place: { offset: longestRead } })
  if (format === 'json') return formatJson(parseJson(utf8Text(bytes)))
  return itemsOf(format, bytes).map((item) => printed(item, limit)).join('\n')
}

/** A payload on one line of at most about `limit` characters; undefined when it is not of the format. */
export function readPayloadLine(format: 'cbor' | 'msgpack', bytes: Uint8Array, limit: number): string | undefined {
  const result = caught(() => itemsOf(format, bytes))
  if (!result.ok) return undefined
  const line = result.value.slice(0, limit).map((item) => lineOf(item, limit).text).join(', ')
  return line.length > limit ? `${cut(line, limit - 1)}…` : line
}

/** What a payload most likely is, from its beginning; CBOR and MessagePack are a person's choice, since almost any bytes read as either. */
export function likelyFormat(bytes: Uint8Array): PayloadFormat {
  const isJson = bytes.length <= longestRead && readPayload('json', bytes, 1).ok
  if (isJson) return 'json'
  const reading = readPayload('text', bytes, longestRead)
  return reading.ok && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(reading.text) ? 'text' : 'hex'
}

/** Indented anew, with numbers as they were typed; undefined when it is no JSON. */
export function reformatted(typed: string): string | undefined {
  const result = caught(() => formatJson(parseJson(typed)))
  return result.ok ? result.value : undefined
}

/** What was typed in one format, written in another; as it stands where the other has no words for the same bytes. */
export function retyped(typed: string, from: PayloadFormat, to: PayloadFormat): string {
  const bytes = encodePayload(from, typed)
  if (!bytes.ok || typed === '' || from === to) return typed
  // Between the formats that are typed as text the text itself is meant to stay: JSON is to be sent as CBOR.
  if (!isBytes(from) && !isBytes(to)) return typed
  // JSON as it stands, not indented: white space is part of the message.
  const reading = readPayload(to === 'json' ? 'text' : to, bytes.value, longestRead)
  if (!reading.ok || reading.isCut) return typed
  const again = encodePayload(to, reading.text)
  return again.ok && isSame(again.value, bytes.value) ? reading.text : typed
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && one.every((byte, at) => byte === other[at])

const isBytes = (format: PayloadFormat): boolean => format === 'hex' || format === 'base64'

function itemsOf(format: 'cbor' | 'msgpack', bytes: Uint8Array): readonly Item[] {
  if (bytes.length === 0) throw atOffset(0, 'The payload is empty', '内容为空')
  return format === 'cbor' ? readCbor(bytes) : [readMessagePack(bytes)]
}

function utf8Text(bytes: Uint8Array): string {
  const value = strictUtf8(bytes)
  if (value === undefined) throw atOffset(firstNotUtf8(bytes), 'Not UTF-8', '不是有效的 UTF-8')
  return value
}

/** Without the part of a character that a cut may have left at the end: at most three bytes of it. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  for (let end = bytes.length; end > bytes.length - 4 && end > 0; end--) {
    const lead = bytes[end - 1] ?? 0
    if (lead < 0x80) return bytes
    if (lead >= 0xc0) {
      const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
      return end - 1 + length <= bytes.length ? bytes : bytes.subarray(0, end - 1)
    }
  }
  return bytes
}

/** Never through the middle of a surrogate pair. */
const cut = (value: string, limit: number): string => value.slice(0, /[\ud800-\udbff]/.test(value.charAt(limit - 1)) ? limit - 1 : limit)
