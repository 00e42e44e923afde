import { fromLatin1, utf8 } from './bytes.ts'

/** What a device's bytes mean as text. Line ends and AT commands are the same bytes in all of them. */
export const charsets = ['utf-8', 'gb18030', 'big5', 'shift_jis', 'latin-1'] as const
export type Charset = (typeof charsets)[number]

/** What an engineer calls them; the same in every language. */
export const charsetNames: Readonly<Record<Charset, string>> = { 'utf-8': 'UTF-8', gb18030: 'GB18030', big5: 'Big5', shift_jis: 'Shift-JIS', 'latin-1': 'Latin-1' }

type Decoder = InstanceType<typeof TextDecoder>

/** A byte order mark is three bytes of the wire as any other. */
const decoderOf = (charset: Exclude<Charset, 'latin-1'>): Decoder => new TextDecoder(charset, { ignoreBOM: true })

/** By its name `latin1` a TextDecoder means windows-1252: ISO 8859-1 is decoded by hand. */
const decoders = { 'utf-8': decoderOf('utf-8'), gb18030: decoderOf('gb18030'), big5: decoderOf('big5'), shift_jis: decoderOf('shift_jis') }

/** Node's Shift-JIS is IBM's, which has the controls 1A, 1C and 7F in a circle; browsers' has them in their places. */
const isTwisted = decoders.shift_jis.decode(Uint8Array.of(0x1a)) !== '\x1a'
const untwisted: Readonly<Record<string, string>> = { '\x1c': '\x1a', '\x7f': '\x1c', '\x1a': '\x7f' }
const straight = (charset: Charset, text: string): string =>
  // oxlint-disable-next-line no-control-regex -- controls are what is being put right
  isTwisted && charset === 'shift_jis' ? text.replace(/[\x1a\x1c\x7f]/g, (control) => untwisted[control] ?? control) : text

/** Text of bytes that are whole; what is no text becomes U+FFFD and never throws. */
export const decodeAs = (charset: Charset, bytes: Uint8Array): string => (charset === 'latin-1' ? fromLatin1(bytes) : straight(charset, decoders[charset].decode(bytes)))

/** Text of a stream that comes in pieces: a character that two of them share is held back until it is whole. */
export class TextStream {
  readonly #charset: Charset
  readonly #decoder: Decoder | undefined

  constructor(charset: Charset) {
    this.#charset = charset
    this.#decoder = charset === 'latin-1' ? undefined : decoderOf(charset)
  }

  push(bytes: Uint8Array): string {
    return this.#decoder ? straight(this.#charset, this.#decoder.decode(bytes, { stream: true })) : fromLatin1(bytes)
  }
}

const between = (byte: number, first: number, last: number): boolean => byte >= first && byte <= last

/** Bytes that a character takes by the form of its first ones; 0: none begins so. Whether they are one, the decoder knows. */
function formLength(charset: Charset, first: number, second: number): number {
  if (first < 0x80 || charset === 'latin-1') return 1
  if (charset === 'utf-8') return between(first, 0xc2, 0xdf) ? 2 : between(first, 0xe0, 0xef) ? 3 : between(first, 0xf0, 0xf4) ? 4 : 0
  if (charset === 'shift_jis' && between(first, 0xa1, 0xdf)) return 1
  if (first === 0x80 || first === 0xff) return 0
  return charset === 'gb18030' && between(second, 0x30, 0x39) ? 4 : 2
}

/** The decoder's sign for what is no text, and the private use that GB 18030 has where no character is assigned. */
const noText = /[\ufffd\ue000-\uf8ff]/

/** The character at `index` and its bytes; `undefined` when the bytes there are none. Controls are characters. */
export function characterAt(charset: Charset, bytes: Uint8Array, index: number): { readonly text: string; readonly length: number } | undefined {
  const first = bytes[index] ?? 0
  const length = formLength(charset, first, bytes[index + 1] ?? 0)
  if (length === 0 || index + length > bytes.length) return undefined
  if (charset === 'latin-1') return between(first, 0x80, 0x9f) ? undefined : { text: String.fromCharCode(first), length }
  if (first < 0x80) return { text: String.fromCharCode(first), length }
  const text = decodeAs(charset, bytes.subarray(index, index + length))
  return noText.test(text) || Array.from(text).length !== 1 ? undefined : { text, length }
}

type Table = ReadonlyMap<string, readonly number[]>

const LF = 0x0a

/** What the decoder makes of each of many codes, asked at once: a line end, which is never part of one, stands behind each. */
function addCodes(table: Map<string, readonly number[]>, charset: Exclude<Charset, 'latin-1'>, codes: readonly (readonly number[])[]): void {
  const size = (codes[0]?.length ?? 0) + 1
  const bytes = new Uint8Array(codes.length * size).fill(LF)
  codes.forEach((code, index) => bytes.set(code, index * size))
  const texts = decodeAs(charset, bytes).split('\n')
  // A code that is none gives a sign, or a sign and its second byte: as many pieces all the same.
  texts.forEach((text, index) => {
    const code = codes[index]
    if (code && Array.from(text).length === 1 && !noText.test(text) && !table.has(text)) table.set(text, code)
  })
}

const range = (first: number, last: number): readonly number[] => Array.from({ length: last - first + 1 }, (_, index) => first + index)

const pairs = (leads: readonly number[]): readonly (readonly number[])[] => leads.flatMap((lead) => range(0x40, 0xfe).map((trail) => [lead, trail]))

/** Two codes for one sign, by vendors that disagreed on its Unicode: wave dash, minus, parallel, and the wide cent, pound, not, yen and overline. */
const siblings: readonly (readonly [string, string])[] = [
  ['\u301c', '\uff5e'],
  ['\u2212', '\uff0d'],
  ['\u2016', '\u2225'],
  ['\u2014', '\u2015'],
  ['\u00a2', '\uffe0'],
  ['\u00a3', '\uffe1'],
  ['\u00ac', '\uffe2'],
]

/** Characters that Big5 has twice and that are written by the later code (WHATWG Encoding Standard, "index Big5 pointer"). */
const big5Later: Table = new Map([
  ['\u2550', [0xf9, 0xf9]],
  ['\u255e', [0xf9, 0xe9]],
  ['\u2561', [0xf9, 0xeb]],
  ['\u256a', [0xf9, 0xea]],
  ['\u5341', [0xa4, 0x51]],
  ['\u5345', [0xa4, 0xca]],
])

type Part = 'gb18030' | 'gb18030 four bytes' | 'big5' | 'shift_jis'

function buildTable(part: Part): Table {
  const table = new Map<string, readonly number[]>(part === 'big5' ? big5Later : [])
  if (part === 'gb18030') addCodes(table, part, pairs(range(0x81, 0xfe)))
  if (part === 'gb18030 four bytes') {
    const ends = range(0x81, 0xfe).flatMap((third) => range(0x30, 0x39).map((fourth) => [third, fourth]))
    addCodes(table, 'gb18030', range(0x81, 0x84).flatMap((first) => range(0x30, 0x39).flatMap((second) => ends.map((end) => [first, second, ...end]))))
  }
  // The Hong Kong supplement last: it has some characters again.
  if (part === 'big5') addCodes(table, part, pairs([...range(0xa1, 0xfe), ...range(0x81, 0xa0)]))
  if (part === 'shift_jis') addShiftJis(table)
  return table
}

function addShiftJis(table: Map<string, readonly number[]>): void {
  addCodes(table, 'shift_jis', range(0xa1, 0xdf).map((byte) => [byte]))
  // Rows 0xED and 0xEE repeat IBM's extension at 0xFA to 0xFC and are not written (WHATWG, "index Shift_JIS pointer").
  addCodes(table, 'shift_jis', pairs([...range(0x81, 0x9f), ...range(0xe0, 0xec), ...range(0xef, 0xfc)]))
  table.set('\u00a5', [0x5c])
  table.set('\u203e', [0x7e])
  for (const [one, other] of siblings) {
    const code = table.get(one) ?? table.get(other)
    if (code) table.set(one, code).set(other, code)
  }
}

const tables = new Map<Part, Table>()

/** Built when somebody first types such a character: browsers and Node decode these charsets, but write UTF-8 only. Some 20 ms; 200 ms for the rare four-byte part. */
function tableOf(part: Part): Table {
  const known = tables.get(part)
  if (known) return known
  const table = buildTable(part)
  tables.set(part, table)
  return table
}

/** GB 18030-2005: from U+10000 on the four-byte codes run in the order of the characters, from 90 30 81 30. */
function gbAbove(codePoint: number): readonly number[] {
  const linear = codePoint - 0x10000 + 189_000
  return [0x81 + Math.floor(linear / 12_600), 0x30 + (Math.floor(linear / 1260) % 10), 0x81 + (Math.floor(linear / 10) % 126), 0x30 + (linear % 10)]
}

function codeOf(charset: Exclude<Charset, 'utf-8'>, character: string): readonly number[] | undefined {
  const codePoint = character.codePointAt(0) ?? 0
  if (codePoint < 0x80) return [codePoint]
  if (charset === 'latin-1') return codePoint < 0x100 ? [codePoint] : undefined
  if (charset !== 'gb18030') return tableOf(charset).get(character)
  // Four-byte codes hold what the two-byte codes do not.
  return codePoint > 0xffff ? gbAbove(codePoint) : (tableOf(charset).get(character) ?? tableOf('gb18030 four bytes').get(character))
}

/** `found`: the first character that the charset does not have. */
export type Encoded = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly found: string }

/** Bytes of a text; nothing is replaced by a question mark. */
export function encodeAs(charset: Charset, text: string): Encoded {
  if (charset === 'utf-8') return { ok: true, bytes: utf8(text) }
  const bytes: number[] = []
  for (const character of text) {
    const code = codeOf(charset, character)
    if (!code) return { ok: false, found: character }
    bytes.push(...code)
  }
  return { ok: true, bytes: Uint8Array.from(bytes) }
}
