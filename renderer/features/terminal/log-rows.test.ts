import { expect, test } from 'vitest'
import type { Chunk } from '../../../shared/contract/serial.ts'
import { concat, latin1, utf8 } from '../../../shared/text/bytes.ts'
import { explainRow } from './explain-row.ts'
import { appendChunks, emptyLog, logLimits, type LogState } from './log-rows.ts'

let seq = 0
const chunk = (direction: Chunk['direction'], text: string, at = 1000): Chunk => ({ seq: seq++, at, direction, bytes: utf8(text) })
const log = (...chunks: Chunk[]): LogState => appendChunks(emptyLog, chunks)
const shape = (state: LogState) => state.rows.map((row) => [row.direction, row.text, explainRow(row, undefined).kind])

const exchange: [Chunk['direction'], string][] = [
  ['out', 'AT+CSQ\r'],
  ['in', 'AT+CSQ\r\r\n+CSQ: 26,99\r\n\r\nOK\r\n'],
  ['out', 'AT+NOPE\r'],
  ['in', '\r\nERROR\r\n'],
]
const exchangeRows = [
  ['out', 'AT+CSQ\r', 'sent'],
  ['in', 'AT+CSQ\r', 'echo'],
  ['in', '\r\n+CSQ: 26,99\r\n', 'answer'],
  ['in', '\r\nOK\r\n', 'ok'],
  ['out', 'AT+NOPE\r', 'sent'],
  ['in', '\r\nERROR\r\n', 'error'],
]

test('an exchange with echo becomes one row a line, whatever the size of its chunks', () => {
  expect(shape(log(...exchange.map(([direction, text]) => chunk(direction, text))))).toEqual(exchangeRows)
  for (const size of [1, 2, 3, 5, 7]) {
    let state = emptyLog
    for (const [direction, text] of exchange) {
      for (let at = 0; at < text.length; at += size) state = appendChunks(state, [chunk(direction, text.slice(at, at + size))])
    }
    expect(shape(state)).toEqual(exchangeRows)
  }
})

test('rows keep every byte of the stream in order', () => {
  const noise = latin1(Array.from({ length: 3000 }, (_, index) => String.fromCharCode((index * 73 + 13 * (index >> 3)) & 0xff)).join(''))
  let state = emptyLog
  for (let at = 0; at < noise.length; at += 17) state = appendChunks(state, [{ seq: 0, at: 0, direction: 'in', bytes: noise.subarray(at, at + 17) }])
  expect(concat(state.rows.map((row) => row.bytes))).toEqual(noise)
  expect(state.size).toBe(noise.length)
})

test('a CR whose LF comes in the next chunk stays with it, a CR without LF ends the row', () => {
  expect(shape(log(chunk('in', 'A\r'), chunk('in', '\nB\r'), chunk('in', 'C\r\n')))).toEqual([
    ['in', 'A\r\n', 'unknown'],
    ['in', 'B\r', 'unknown'],
    ['in', 'C\r\n', 'unknown'],
  ])
})

test('a prompt without a line end shows at once and what is sent after it is a new row', () => {
  const asked = log(chunk('out', 'AT+QMTPUB=0,0,0,0,"t"\r'), chunk('in', '\r\n> '))
  expect(shape(asked)).toEqual([
    ['out', 'AT+QMTPUB=0,0,0,0,"t"\r', 'sent'],
    ['in', '\r\n> ', 'prompt'],
  ])
  expect(shape(appendChunks(asked, [chunk('out', '{"a":1}\x1a'), chunk('in', '\r\nOK\r\n')])).slice(2)).toEqual([
    ['out', '{"a":1}\x1a', 'data'],
    ['in', '\r\nOK\r\n', 'ok'],
  ])
})

test('data after a prompt is one row, however it was cut', () => {
  const pem = '-----BEGIN CERTIFICATE-----\r\nMIIB\nAAAA\r-----END CERTIFICATE-----\n'
  const expected = [
    ['out', 'AT+QFUPL="RAM:cacert.pem",62,100\r', 'sent'],
    ['in', '\r\nCONNECT\r\n', 'ok'],
    ['out', pem, 'data'],
    ['in', '\r\n+QFUPL: 62,2d13\r\n', 'answer'],
    ['in', '\r\nOK\r\n', 'ok'],
    ['out', 'AT\r', 'sent'],
    ['out', 'AT\r', 'sent'],
  ]
  for (const size of [1, 3, 200]) {
    let state = emptyLog
    for (const [direction, text] of [
      ['out', 'AT+QFUPL="RAM:cacert.pem",62,100\r'],
      ['in', '\r\nCONNECT\r\n'],
      ['out', pem],
      ['in', '\r\n+QFUPL: 62,2d13\r\n\r\nOK\r\n'],
      ['out', 'AT\rAT\r'],
    ] as const) {
      for (let at = 0; at < text.length; at += size) state = appendChunks(state, [chunk(direction, text.slice(at, at + size))])
    }
    expect(shape(state)).toEqual(expected)
  }
})

test('a row has the time of its first byte, a final result the time since its command', () => {
  const state = log(chunk('out', 'AT\r', 1000), chunk('in', '\r\nO', 1012), chunk('in', 'K\r\n', 1015))
  expect(state.rows.map(({ at, elapsedMs }) => [at, elapsedMs])).toEqual([
    [1000, undefined],
    [1012, 12],
  ])
})

test('what comes unasked is told apart, also in the middle of an answer', () => {
  const state = log(
    chunk('out', 'AT+QMTOPEN=0,"h",1883\r'),
    chunk('in', '\r\n+CEREG: 1,"5A1C","0D80413D",7\r\n\r\nOK\r\n\r\n+QMTOPEN: 0,5\r\nRDY\r\n'),
  )
  expect(shape(state).slice(1)).toEqual([
    ['in', '\r\n+CEREG: 1,"5A1C","0D80413D",7\r\n', 'urc'],
    ['in', '\r\nOK\r\n', 'ok'],
    ['in', '\r\n+QMTOPEN: 0,5\r\n', 'error'],
    ['in', 'RDY\r\n', 'boot'],
  ])
})

test('a note is a row of its own and closes what was open', () => {
  expect(shape(log(chunk('in', 'par'), chunk('note', 'unplugged 已拔出'), chunk('in', 'tial\r\n')))).toEqual([
    ['in', 'par', 'unknown'],
    ['note', 'unplugged 已拔出', 'note'],
    ['in', 'tial\r\n', 'unknown'],
  ])
})

test('row numbers count on and an open row keeps its own', () => {
  const first = log(chunk('in', 'A\r\nB'))
  const second = appendChunks(first, [chunk('in', 'B\r\nC\r\n')])
  expect([first.rows.map((row) => row.id), second.rows.map((row) => [row.id, row.text])]).toEqual([
    [0, 1],
    [[0, 'A\r\n'], [1, 'BB\r\n'], [2, 'C\r\n']],
  ])
})

test('memory is bounded by rows, by bytes, and by the length of a row', () => {
  const many = log(chunk('in', 'x\n'.repeat(logLimits.rows + 1)))
  expect([many.rows.length, many.rows.at(-1)?.id]).toEqual([logLimits.rows * 0.9, logLimits.rows])
  let large = emptyLog
  const line = 'y'.repeat(logLimits.rowBytes * 3)
  for (let total = 0; total <= logLimits.bytes; total += line.length) large = appendChunks(large, [chunk('in', line)])
  expect(Math.max(...large.rows.map((row) => row.bytes.length))).toBeLessThanOrEqual(logLimits.rowBytes)
  expect(large.size).toBeLessThanOrEqual(logLimits.bytes)
  expect(large.size).toBe(large.rows.reduce((sum, row) => sum + row.bytes.length, 0))
})

test('a result line that reports a failure is shown as one, a good one as a URC', () => {
  const rows = shape(log(chunk('out', 'AT+QMTCONN=0,"id"\r'), chunk('in', '\r\nOK\r\n\r\n+QMTCONN: 0,0,4\r\n'), chunk('in', '\r\n+QMTSTAT: 0,1\r\n\r\n+QMTSUB: 0,1,0,1\r\n')))
  expect(rows.map(([, text, tone]) => [text?.trim(), tone]).slice(2)).toEqual([
    ['+QMTCONN: 0,0,4', 'error'],
    ['+QMTSTAT: 0,1', 'error'],
    ['+QMTSUB: 0,1,0,1', 'urc'],
  ])
})
