import { expect, it } from 'vitest'
import { patienceOf } from './patience.ts'

it('adds the waits for the prompt and the URC to the wait for the final result', () => {
  const then = { prompt: '>', promptTimeoutMs: 5_000, bytes: new Uint8Array(), end: 'length', label: 'ca.pem', secret: false } as const
  const urc = { prefix: 'a', accept: 'b', timeoutMs: 75_000 }
  expect([
    patienceOf({ expect: { timeoutMs: 300 } }),
    patienceOf({ expect: { timeoutMs: 300, urc } }),
    patienceOf({ expect: { timeoutMs: 300, urc }, then }),
  ]).toEqual([300, 75_300, 80_300])
})

it('counts all the time in which a step is asked again', () => {
  expect(patienceOf({ expect: { timeoutMs: 300, poll: { everyMs: 1000, forMs: 60_000, while: 'x' } } })).toBe(60_000)
})
