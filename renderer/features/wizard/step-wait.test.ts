import { expect, it } from 'vitest'
import { waitOf } from './step-wait.ts'

it('tells what a running step waits for', () => {
  const urc = { prefix: '+QMTOPEN:', accept: '0,0$', timeoutMs: 75_000 }
  const poll = { everyMs: 2_000, forMs: 90_000, while: '0,2$' }
  expect([
    waitOf({ expect: { timeoutMs: 300 } }, {}),
    waitOf({ expect: { timeoutMs: 300, urc } }, {}),
    waitOf({ expect: { timeoutMs: 300, poll } }, {}),
    waitOf({ expect: { timeoutMs: 300, urc } }, { data: { sentBytes: 256, totalBytes: 1000 } }),
    waitOf({ expect: { timeoutMs: 300 } }, { data: { sentBytes: 1000, totalBytes: 1000 } }),
  ]).toEqual([{ kind: 'final' }, { kind: 'urc', prefix: '+QMTOPEN' }, { kind: 'poll', seconds: 2 }, { kind: 'sending' }, { kind: 'final' }])
})
