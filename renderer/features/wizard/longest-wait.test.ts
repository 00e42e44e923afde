import { expect, it } from 'vitest'
import { longestWait } from './longest-wait.ts'

it('adds the wait for the URC to the wait for the final result', () => {
  expect(longestWait({ timeoutMs: 300 })).toBe(300)
  expect(longestWait({ timeoutMs: 300, urc: { prefix: 'a', accept: 'b', timeoutMs: 75_000 } })).toBe(75_300)
})

it('counts all the time in which a step is asked again', () => {
  expect(longestWait({ timeoutMs: 300, poll: { everyMs: 1000, forMs: 60_000, while: 'x' } })).toBe(60_000)
})
