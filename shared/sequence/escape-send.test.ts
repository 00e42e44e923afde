import fc from 'fast-check'
import { expect, it } from 'vitest'
import { concat, utf8 } from '../text/bytes.ts'
import { escapeSend } from './escape-send.ts'
import { parseSend } from './send-text.ts'

const bytesOf = (source: string): Uint8Array | string => {
  const parsed = parseSend(source)
  if (!parsed.ok) return parsed.quote
  return parsed.parts.every((part) => 'bytes' in part) ? concat(parsed.parts.map((part) => ('bytes' in part ? part.bytes : new Uint8Array()))) : 'a placeholder'
}

it('writes bytes so that the same bytes are read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('A', '\\', '{', '}', 'x', '1', '\r', '\n', '\u001a', '\u0000', '\u001b', '\u007f', '模') }), (text) => {
      expect(bytesOf(escapeSend(utf8(text)) ?? 'null')).toEqual(utf8(text))
    }),
  )
})

it('leaves a command as a person types it, braces of JSON too', () => {
  expect(escapeSend(utf8('AT+QMTPUB=0,0,0,0,"t","{\\"a\\":1}"'))).toBe('AT+QMTPUB=0,0,0,0,"t","{\\\\"a\\\\":1}"')
  expect(escapeSend(utf8('{"relay":1}'))).toBe('{"relay":1}')
  expect(escapeSend(utf8('hello {name}\u001a'))).toBe('hello \\{name}\\x1A')
})

it('has no text for bytes that are none', () => {
  expect([escapeSend(Uint8Array.of(0x41, 0xff)), escapeSend(Uint8Array.of(0xef, 0xbb, 0xbf, 0x41))]).toEqual([null, null])
})
