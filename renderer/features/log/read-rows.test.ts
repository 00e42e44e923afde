import { expect, it } from 'vitest'
import type { Direction } from '../../../shared/log/directions.ts'
import { MemoryRows } from '../../../shared/log/memory-rows.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { explainRow } from '../terminal/explain-row.ts'
import { readRows } from './read-rows.ts'

const session: readonly (readonly [direction: Direction, text: string, at: number])[] = [
  ['note', 'Opened', 900],
  ['out', 'AT+CSQ\r', 1000],
  ['in', 'AT+CSQ\r\r\n+CSQ: 26,99\r\n\r\nO', 1004],
  ['in', 'K\r\n', 1015],
  ['in', '\r\n+CEREG: 1,"5A1C","0D80413D",7\r\n', 1500],
  ['out', 'AT+QMTPUB=0,0,0,0,"t"\r', 2000],
  ['in', '\r\n> ', 2010],
  ['out', '{"a":1}\x1a', 2020],
  ['in', '\r\nOK\r\n', 2030],
  ['in', '\r\n+QMTPUB: 0,0,0\r\n', 2300],
  ['out', 'AT+NOPE\r', 3000],
  ['in', '\r\nERROR\r\n', 3004],
]

const rows = new MemoryRows()
for (const [direction, text, at] of session) rows.push([{ direction, at, bytes: utf8(text) }])
const shape = (from: number, count: number) => readRows(rows.read(from, count)).map((row) => [row.id, row.text.trim(), explainRow(row, undefined).kind, row.elapsedMs])

it('tells each line what it is, and how long its command took', () => {
  expect(shape(0, 99)).toStrictEqual([
    [0, 'Opened', 'note', undefined],
    [1, 'AT+CSQ', 'sent', undefined],
    [2, 'AT+CSQ', 'echo', undefined],
    [3, '+CSQ: 26,99', 'answer', undefined],
    [4, 'OK', 'ok', 4],
    [5, '+CEREG: 1,"5A1C","0D80413D",7', 'urc', undefined],
    [6, 'AT+QMTPUB=0,0,0,0,"t"', 'sent', undefined],
    [7, '>', 'prompt', undefined],
    [8, '{"a":1}\x1a', 'data', undefined],
    [9, 'OK', 'ok', 30],
    [10, '+QMTPUB: 0,0,0', 'urc', undefined],
    [11, 'AT+NOPE', 'sent', undefined],
    [12, 'ERROR', 'error', 4],
  ])
})

it('says the same of a line whichever row a page begins with', () => {
  const whole = shape(0, 99)
  for (let from = 0; from < whole.length; from++) expect(shape(from, 2)).toStrictEqual(whole.slice(from, from + 2))
})
