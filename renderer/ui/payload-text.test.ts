import { expect, it } from 'vitest'
import { utf8 } from '../../shared/text/bytes.ts'
import { byteLength, checkJson, hexDump, isText, oneLine, prettyJson, visibleControls } from './payload-text.ts'

it('counts bytes, not characters', () => {
  expect([byteLength(''), byteLength('{"a":1}'), byteLength('温度')]).toEqual([0, 7, 6])
})

it('says whether a payload is JSON, and where it stops being so', () => {
  expect(checkJson('  ')).toEqual({ kind: 'empty' })
  expect(checkJson('{"a":[1,2]}')).toEqual({ kind: 'valid' })
  expect(checkJson('{"a":1,\n "b":x}')).toEqual({ kind: 'invalid', line: 2, column: 6 })
  expect(checkJson('{"a":1')).toEqual({ kind: 'invalid', line: 1, column: 7 })
})

it('tells text from binary', () => {
  expect([isText(utf8('温度 21\r\n\t')), isText(new Uint8Array([0xff, 0xfe])), isText(new Uint8Array([0]))]).toEqual([true, false, false])
})

it('puts a payload on one line', () => {
  expect(oneLine(utf8('{\r\n  "a": 1\n}'))).toBe('{↵  "a": 1↵}')
  expect(oneLine(new Uint8Array([0, 0x1a, 0xff]))).toBe('00 1a ff')
  expect(oneLine(utf8('abcdef'), 4)).toBe('abc…')
})

it('shows control characters and leaves line ends alone', () => {
  expect(visibleControls('a\u0001\u001ab\r\n\tc')).toBe('a\\x01\\x1Ab\r\n\tc')
})

it('indents JSON and leaves the rest alone', () => {
  expect(prettyJson(utf8('{"a":1}'))).toBe('{\n  "a": 1\n}')
  expect(prettyJson(utf8('21.5 C'))).toBeUndefined()
})

it('dumps bytes with offsets and printable characters', () => {
  expect(hexDump(utf8('0123456789abcdefXY'))).toBe(
    `000000  30 31 32 33 34 35 36 37 38 39 61 62 63 64 65 66  0123456789abcdef\n000010  ${'58 59'.padEnd(47)}  XY`,
  )
  expect(hexDump(new Uint8Array())).toBe('')
})
