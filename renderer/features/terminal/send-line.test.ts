import { expect, test } from 'vitest'
import { addToHistory, draftBytes, moveInHistory } from './send-line.ts'
import { parseHex } from './parse-hex.ts'

test('hex is taken in the ways in which people write it, and refused when half a byte is missing', () => {
  expect(['41 54 0D', '41540d', '0x41, 0x54;0x0D', '\\x41\\x54'].map(parseHex).map((bytes) => bytes && [...bytes])).toEqual([
    [0x41, 0x54, 0x0d],
    [0x41, 0x54, 0x0d],
    [0x41, 0x54, 0x0d],
    [0x41, 0x54],
  ])
  expect(['4', '41 5', 'zz', '0x'].map(parseHex)).toEqual([null, null, null, null])
})

test('a line gets the chosen end, hex gets none', () => {
  const bytes = (['CR', 'LF', 'CRLF', 'none'] as const).map((ending) => [...(draftBytes('AT', false, ending) ?? [])])
  expect(bytes).toEqual([[65, 84, 13], [65, 84, 10], [65, 84, 13, 10], [65, 84]])
  expect([...(draftBytes('1A', true, 'CRLF') ?? [])]).toEqual([26])
})

test('history keeps the newest, once, and never a line with a secret', () => {
  const long = Array.from({ length: 200 }, (_, index) => `AT${index}`)
  expect(addToHistory(long, 'AT+CSQ', [])).toEqual([...long.slice(1), 'AT+CSQ'])
  expect(addToHistory(['AT'], 'AT', [])).toEqual(['AT'])
  expect(addToHistory(['AT'], '  ', [])).toEqual(['AT'])
  expect(addToHistory(['AT'], 'AT+QMTCONN=0,"id","user","pass"', [{ start: 25, end: 29 }])).toEqual(['AT'])
})

test('up and down walk the history and come back to what was being typed', () => {
  const history = ['A', 'B']
  const up = moveInHistory(history, null, 'dra', -1)
  const upAgain = moveInHistory(history, up, 'B', -1)
  const down = moveInHistory(history, moveInHistory(history, upAgain, 'A', 1), 'B', 1)
  expect([up?.text, upAgain?.text, moveInHistory(history, upAgain, 'A', -1), down?.text]).toEqual(['B', 'A', null, 'dra'])
  expect(moveInHistory(history, down, 'dra', 1)).toBe(null)
})
