import { describe, expect, it } from 'vitest'
import { characterAt, charsets, decodeAs, encodeAs, TextStream, type Charset } from './charset.ts'

const bytes = (hex: string): Uint8Array => Uint8Array.from(hex.split(' '), (pair) => Number.parseInt(pair, 16))
const hex = (value: Uint8Array): string => Array.from(value, (byte) => byte.toString(16).padStart(2, '0')).join(' ')

/** Codes as Python's own codecs write them: gb18030, big5, cp932, latin-1, utf-8. */
const written: readonly (readonly [Charset, string, string])[] = [
  ['utf-8', 'AT+中é😀', '41 54 2b e4 b8 ad c3 a9 f0 9f 98 80'],
  ['gb18030', '中文模组€é😀𠀀㐀ɐ', 'd6 d0 ce c4 c4 a3 d7 e9 a2 e3 a8 a6 94 39 fc 36 95 32 82 36 81 39 ee 39 81 30 ab 37'],
  ['big5', '中文模組十卅兀╞', 'a4 a4 a4 e5 bc d2 b2 d5 a4 51 a4 ca a4 61 f9 e9'],
  ['shift_jis', '日本語ソ表ｱｲ～－∪', '93 fa 96 7b 8c ea 83 5c 95 5c b1 b2 81 60 81 7c 81 be'],
  ['latin-1', 'Grüße é', '47 72 fc df 65 20 e9'],
]

describe.each(written)('%s', (charset, text, code) => {
  it('reads and writes what other programs do', () => {
    expect(decodeAs(charset, bytes(code))).toBe(text)
    const encoded = encodeAs(charset, text)
    expect(encoded.ok && hex(encoded.bytes)).toBe(code)
  })

  it('reads the same text wherever its bytes are cut in two, and byte by byte', () => {
    const whole = bytes(code)
    for (let cut = 0; cut <= whole.length; cut++) {
      const stream = new TextStream(charset)
      expect(stream.push(whole.subarray(0, cut)) + stream.push(whole.subarray(cut))).toBe(text)
    }
    const stream = new TextStream(charset)
    expect(Array.from(whole, (byte) => stream.push(Uint8Array.of(byte))).join('')).toBe(text)
  })

  it('finds each character with its bytes', () => {
    const whole = bytes(code)
    const found: string[] = []
    for (let index = 0; index < whole.length; ) {
      const character = characterAt(charset, whole, index)
      if (!character) throw new Error(`none at ${index}`)
      found.push(character.text)
      index += character.length
    }
    expect(found).toStrictEqual(Array.from(text))
  })
})

it.each(charsets)('%s: every character that can be written is read again as it was', (charset) => {
  const wrong: string[] = []
  let count = 0
  for (let code = 0; code < 0x10000; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const character = String.fromCharCode(code)
    const encoded = encodeAs(charset, character)
    if (!encoded.ok) continue
    count++
    if (decodeAs(charset, encoded.bytes) !== character) wrong.push(character)
  }
  // Shift-JIS alone writes several signs by the code of their sibling.
  expect(wrong.join('')).toBe(charset === 'shift_jis' ? '¢£¥¬—‖‾−〜' : '')
  expect(count).toBeGreaterThan({ 'utf-8': 63_000, gb18030: 56_000, big5: 13_000, shift_jis: 6900, 'latin-1': 255 }[charset])
})

it.each([
  ['latin-1', 'AT€', '€'],
  ['big5', '模组', '组'],
  ['shift_jis', '모뎀', '모'],
] as const)('%s has not every character, and says which it lacks', (charset, text, found) => {
  expect(encodeAs(charset, text)).toStrictEqual({ ok: false, found })
})

it.each([
  ['utf-8', 'c3 28'],
  ['utf-8', 'e4 b8'],
  ['utf-8', 'ed a0 80'],
  ['gb18030', 'ff 41'],
  ['gb18030', '81 0d'],
  ['gb18030', '81 30 0d 0a'],
  ['big5', 'a4 20'],
  ['big5', '80 41'],
  ['shift_jis', '83 0a'],
  ['latin-1', '85 41'],
] as const)('%s: %s begins with a byte that is no character', (charset, code) => {
  expect(characterAt(charset, bytes(code), 0)).toBe(undefined)
})

it('a line end after half a character is a line end in every charset', () => {
  for (const charset of charsets) {
    const stream = new TextStream(charset)
    const said = stream.push(bytes('e3')) + stream.push(bytes('0d 0a')) + stream.push(bytes('4f 4b'))
    expect(said.replace(/^./, '?')).toBe('?\r\nOK')
  }
})
