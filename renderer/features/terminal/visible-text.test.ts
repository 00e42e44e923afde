import { expect, test } from 'vitest'
import { concat, latin1, utf8 } from '../../../shared/text/bytes.ts'
import type { Charset } from '../../../shared/text/charset.ts'
import { leadingLineEnds, visibleText, withoutLineEnds } from './visible-text.ts'

const plain = (bytes: Uint8Array, charset?: Charset) => visibleText(bytes, charset).map(({ text, isControl }) => (isControl ? `[${text}]` : text)).join('')

test('line ends and tabs have their names, other controls are spelled out', () => {
  expect(plain(latin1('\r\nOK\r\n'))).toBe('[\\r\\n]OK[\\r\\n]')
  expect(plain(latin1('{"a":1}\x1a\x1b\x00\x7f\t'))).toBe('{"a":1}[\\x1A\\x1B\\x00\\x7F\\t]')
})

test('UTF-8 reads as text, bytes that are none are spelled out one by one', () => {
  expect(plain(utf8('温度 25°😀'))).toBe('温度 25°😀')
  expect(plain(latin1('a\xff\xe6\xb8z\xc0\xaf\xed\xa0\x80'))).toBe('a[\\xFF\\xE6\\xB8]z[\\xC0\\xAF\\xED\\xA0\\x80]')
})

test('line ends in front of text are counted, a row of nothing else is its own text', () => {
  expect(['\r\nOK\r\n', 'AT\r', '\r\n', ''].map((text) => leadingLineEnds(latin1(text)))).toEqual([2, 0, 0, 0])
})

test('other charsets read as text, and half a character is spelled out beside them', () => {
  const chinese = Uint8Array.of(0xce, 0xc2, 0xb6, 0xc8)
  expect(plain(concat([chinese, utf8(' 25\r\n')]), 'gb18030')).toBe('温度 25[\\r\\n]')
  expect(plain(chinese.subarray(0, 3), 'gb18030')).toBe('温[\\xB6]')
  expect(plain(latin1('\x95\x5c\x1a'), 'shift_jis')).toBe('表[\\x1A]')
  expect(plain(latin1('25\xb0C\x85'), 'latin-1')).toBe('25°C[\\x85]')
})

test('line ends behind a row are no part of its text', () => {
  expect(['OK\r\n', 'OK', '\r\n', 'a\n\r'].map((text) => withoutLineEnds(latin1(text)))).toEqual([2, 2, 0, 1])
})
