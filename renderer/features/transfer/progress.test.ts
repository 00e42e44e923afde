import { expect, test } from 'vitest'
import { firstForm, wayOf } from './presets.ts'
import { clockWords, progressOf } from './progress.ts'

test('rate and time left are told once there is enough to go by', () => {
  expect(progressOf({ sent: 100, total: 1000, elapsedMs: 100 })).toStrictEqual({ percent: 10, rate: null, secondsLeft: null })
  expect(progressOf({ sent: 20_000, total: 100_000, elapsedMs: 2000 })).toStrictEqual({ percent: 20, rate: 10_000, secondsLeft: 8 })
  expect(progressOf({ sent: 0, total: 0, elapsedMs: 0 })).toStrictEqual({ percent: 0, rate: null, secondsLeft: null })
})

test('time left reads as a clock', () => {
  expect([7, 65, 3725].map(clockWords)).toStrictEqual(['0:07', '1:05', '1:02:05'])
})

test('the form becomes what the contract takes', () => {
  expect(wayOf(firstForm, 'CR')).toStrictEqual({ kind: 'prompt', command: 'AT+QFUPL="{name}",{size},100', lineEnd: 'CR', prompt: 'CONNECT', promptTimeoutMs: 10_000, answerTimeoutMs: 60_000, pace: null })
  expect(wayOf({ ...firstForm, kind: 'raw', isPaced: true }, 'CR')).toStrictEqual({ kind: 'raw', pace: { blockBytes: 256, pauseMs: 20 } })
  expect(wayOf({ ...firstForm, kind: 'xmodem', hasLongBlocks: true }, 'CR')).toStrictEqual({ kind: 'xmodem-1k', startTimeoutMs: 60_000 })
})
