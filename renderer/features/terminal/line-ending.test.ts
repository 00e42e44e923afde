import { expect, test } from 'vitest'
import type { Chunk } from '../../../shared/contract/serial.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { noEvidence, observeEnding, otherEnding, type EndingEvidence } from './line-ending.ts'

const observe = (...pieces: readonly (readonly [Chunk['direction'], string])[]): EndingEvidence =>
  pieces.map(([direction, words], seq): Chunk => ({ seq, at: seq, direction, bytes: utf8(words) })).reduce(observeEnding, noEvidence)

test('the end of a command that got its final result is the one that works, however the answer was cut', () => {
  expect(observe(['out', 'AT\r'], ['in', 'AT\r\r\nO'], ['in', 'K\r\n']).works).toBe('CR')
  expect(observe(['out', 'AT\r'], ['in', 'AT\r'], ['out', 'AT\r\n'], ['in', '\r\nERROR\r\n']).works).toBe('CRLF')
  expect(observe(['out', 'AT'], ['out', '\r\n'], ['in', '\r\n+CME ERROR: 10\r\n']).works).toBe('CRLF')
})

test('an echo alone, a URC or a result that nobody asked for proves nothing', () => {
  expect(observe(['out', 'AT\r'], ['in', 'AT\r'])).toMatchObject({ pending: 'CR' })
  expect(observe(['out', 'AT\r'], ['in', '\r\n+QIND: SMS DONE\r\n']).works).toBe(undefined)
  expect(observe(['in', '\r\nOK\r\n']).works).toBe(undefined)
})

test('data after a prompt proves nothing, however its lines end', () => {
  const uploaded = observe(['out', 'AT+QFUPL="a",4\r'], ['in', '\r\nCONNECT\r\n'], ['out', 'abc\n'], ['in', '\r\n+QFUPL: 4,1\r\n\r\nOK\r\n'])
  expect(uploaded.works).toBe('CR')
  expect(observe(['out', 'AT+CMGS="1"\r'], ['in', '\r\n> '], ['out', 'hi\n'], ['in', '\r\nOK\r\n'], ['out', 'AT\r\n'], ['in', 'OK\r\n']).works).toBe('CRLF')
})

test('a device whose lines end with LF alone is given LF, until a command proves another', () => {
  expect(observe(['in', 'one\ntwo\nthr'], ['in', 'ee\n']).works).toBe('LF')
  expect(observe(['in', 'one\ntwo\n\nthree\r\nfour\n']).works).toBe(undefined)
  expect(observe(['in', 'a\nb\nc\n'], ['out', 'AT\r\n'], ['in', 'OK\n']).works).toBe('CRLF')
})

test('after one end without an answer the other usual one is offered', () => {
  expect((['CR', 'LF', 'CRLF'] as const).map(otherEnding)).toStrictEqual(['CRLF', 'CRLF', 'CR'])
})
