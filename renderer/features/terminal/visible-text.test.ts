import { expect, test } from 'vitest'
import { latin1, utf8 } from '../../../shared/text/bytes.ts'
import { leadingLineEnds, visibleText } from './visible-text.ts'

const plain = (bytes: Uint8Array) => visibleText(bytes).map(({ text, isControl }) => (isControl ? `[${text}]` : text)).join('')

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
