import { expect, test } from 'vitest'
import { utf8 } from './bytes.ts'
import { unescapeLine } from './unescape-line.ts'

test('every escape becomes its byte, and what stands around it stays text', () => {
  expect(unescapeLine('hé\\x1A')).toStrictEqual({ ok: true, bytes: Uint8Array.of(0x68, 0xc3, 0xa9, 0x1a) })
  expect(unescapeLine('\\r\\n\\t\\0\\\\x41\\xff')).toStrictEqual({ ok: true, bytes: Uint8Array.of(0x0d, 0x0a, 0x09, 0, 0x5c, 0x78, 0x34, 0x31, 0xff) })
  expect(unescapeLine('AT+CSQ')).toStrictEqual({ ok: true, bytes: utf8('AT+CSQ') })
})

test('an escape that means nothing is named with its place', () => {
  expect(['AT\\q', 'AT\\x1', 'AT\\xzz1', 'AT\\', '\\\\\\d'].map((line) => unescapeLine(line))).toStrictEqual([
    { ok: false, at: 2, found: '\\q' },
    { ok: false, at: 2, found: '\\x1' },
    { ok: false, at: 2, found: '\\xzz' },
    { ok: false, at: 2, found: '\\' },
    { ok: false, at: 2, found: '\\d' },
  ])
})
