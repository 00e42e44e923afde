import { expect, test } from 'vitest'
import { defaultSendOptions, type SendOptions } from '../../../shared/contract/settings.ts'
import { addToHistory, draftBytes, historyFrom, moveInHistory, searchHistory } from './send-line.ts'
import { parseHex } from '../../../shared/text/parse-hex.ts'

test('hex is taken in the ways in which people write it, and refused when half a byte is missing', () => {
  expect(['41 54 0D', '41540d', '0x41, 0x54;0x0D', '\\x41\\x54'].map(parseHex).map((bytes) => bytes && [...bytes])).toEqual([
    [0x41, 0x54, 0x0d],
    [0x41, 0x54, 0x0d],
    [0x41, 0x54, 0x0d],
    [0x41, 0x54],
  ])
  expect(['4', '41 5', 'zz', '0x'].map(parseHex)).toEqual([null, null, null, null])
})

const bytesOf = (draft: string, isHex: boolean, change: Partial<SendOptions> = {}): readonly number[] | null => {
  const read = draftBytes(draft, isHex, { ...defaultSendOptions, ...change })
  return read.ok ? [...read.bytes] : null
}

test('a line gets the chosen end, hex gets none', () => {
  const all = (['CR', 'LF', 'CRLF', 'none', 'auto'] as const).map((ending) => bytesOf('AT', false, { ending }))
  expect(all).toEqual([[65, 84, 13], [65, 84, 10], [65, 84, 13, 10], [65, 84], [65, 84, 13]])
  expect(bytesOf('AT', false, { ending: 'auto', answered: 'CRLF' })).toEqual([65, 84, 13, 10])
  expect(bytesOf('1A', true, { ending: 'CRLF' })).toEqual([26])
})

test('the checksum stands behind what it covers and before the line end', () => {
  expect(bytesOf('AT', false, { checksum: 'sum8' })).toEqual([65, 84, 0x95, 13])
  expect(bytesOf('01 03 00 00 00 01', true, { checksum: 'crc16-modbus' })).toEqual([1, 3, 0, 0, 0, 1, 0x84, 0x0a])
  expect(bytesOf('', false, { checksum: 'crc32' })).toEqual([13])
})

test('escapes are bytes only when asked for', () => {
  expect(bytesOf('a\\x1A', false, { ending: 'none' })).toEqual([97, 92, 120, 49, 65])
  expect(bytesOf('a\\x1A', false, { ending: 'none', escapes: true })).toEqual([97, 26])
  expect(draftBytes('ab\\q', false, { ...defaultSendOptions, escapes: true })).toStrictEqual({ ok: false, problem: 'escape', at: 2, found: '\\q' })
  expect(draftBytes('4', true, defaultSendOptions)).toStrictEqual({ ok: false, problem: 'hex' })
})

test('text goes out in the charset of the port, and what it cannot write is named', () => {
  expect(bytesOf('AT+中', false, { charset: 'gb18030', ending: 'none' })).toEqual([0x41, 0x54, 0x2b, 0xd6, 0xd0])
  expect(draftBytes('中', false, { ...defaultSendOptions, charset: 'latin-1' })).toStrictEqual({ ok: false, problem: 'charset', found: '中' })
  expect(bytesOf('中\\r表', false, { charset: 'gb18030', ending: 'none', escapes: true })).toEqual([0xd6, 0xd0, 0x0d, 0xb1, 0xed])
  expect(bytesOf('表\\\\', false, { charset: 'shift_jis', ending: 'none', escapes: true })).toEqual([0x95, 0x5c, 0x5c])
  expect(draftBytes('a\\r中', false, { ...defaultSendOptions, charset: 'latin-1', escapes: true })).toStrictEqual({ ok: false, problem: 'charset', found: '中' })
  expect(bytesOf('D6 D0', true, { charset: 'latin-1' })).toEqual([0xd6, 0xd0])
})

test('history keeps the newest, once, and never a line with a secret', () => {
  const long = Array.from({ length: 200 }, (_, index) => `AT${index}`)
  expect(addToHistory(long, 'AT+CSQ', [])).toEqual([...long.slice(1), 'AT+CSQ'])
  expect(addToHistory(['AT'], 'AT', [])).toEqual(['AT'])
  expect(addToHistory(['AT'], '  ', [])).toEqual(['AT'])
  expect(addToHistory(['AT'], 'AT+QMTCONN=0,"id","user","pass"', [{ start: 25, end: 29 }])).toEqual(['AT'])
})

test('up and down walk the lines that begin with what was typed, and come back to it', () => {
  const history = ['AT+CSQ', 'ATI', 'AT+CREG?', 'AT+CREG?']
  const walk = (typed: string, ...steps: readonly (-1 | 1)[]): readonly (string | undefined)[] => {
    let place: ReturnType<typeof moveInHistory> = null
    return steps.map((step) => {
      const moved = moveInHistory(history, place, typed, step)
      place = moved ?? place
      return moved?.text
    })
  }
  expect(walk('', -1, -1, -1, -1, 1, 1, 1, 1)).toEqual(['AT+CREG?', 'ATI', 'AT+CSQ', undefined, 'ATI', 'AT+CREG?', '', undefined])
  expect(walk('at+c', -1, -1, -1, 1, 1)).toEqual(['AT+CREG?', 'AT+CSQ', undefined, 'AT+CREG?', 'at+c'])
  expect(walk('XY', -1, 1)).toEqual([undefined, undefined])
})

test('the history is searched by words in any place, newest first, each line once', () => {
  const history = ['AT+QMTOPEN=0,"host",1883', 'AT+CSQ', 'AT+QMTOPEN=0,"host",8883', 'AT+CSQ']
  expect(searchHistory(history, 'qmtopen host', 9)).toEqual(['AT+QMTOPEN=0,"host",8883', 'AT+QMTOPEN=0,"host",1883'])
  expect(searchHistory(history, '', 2)).toEqual(['AT+CSQ', 'AT+QMTOPEN=0,"host",8883'])
  expect(historyFrom(history, 'at+q', 1)).toEqual(['AT+QMTOPEN=0,"host",8883'])
  expect(historyFrom(history, 'AT+CSQ', 5)).toEqual([])
})
