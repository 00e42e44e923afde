import { expect, test } from 'vitest'
import { latin1, utf8 } from '../../../shared/text/bytes.ts'
import { visibleText } from './visible-text.ts'

const plain = (bytes: Uint8Array) => visibleText(bytes).map(({ text, isControl }) => (isControl ? `[${text}]` : text)).join('')

test('line ends, Ctrl-Z and ESC have symbols, other controls are spelled out', () => {
  expect(plain(latin1('\r\nOK\r\n'))).toBe('[␍␊]OK[␍␊]')
  expect(plain(latin1('{"a":1}\x1a\x1b\x00\x7f\t'))).toBe('{"a":1}[␚␛\\x00\\x7F␉]')
})

test('UTF-8 reads as text, bytes that are none are spelled out one by one', () => {
  expect(plain(utf8('温度 25°😀'))).toBe('温度 25°😀')
  expect(plain(latin1('a\xff\xe6\xb8z\xc0\xaf\xed\xa0\x80'))).toBe('a[\\xFF\\xE6\\xB8]z[\\xC0\\xAF\\xED\\xA0\\x80]')
})
