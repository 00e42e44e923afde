import { expect, it } from 'vitest'
import type { SequenceOutcome } from '../../../shared/contract/sequences.ts'
import { text } from '../../../shared/text/local-text.ts'
import { OutcomeLog } from './outcome-log.ts'

const outcome = (n: number, passed: boolean): SequenceOutcome => ({ n, at: n, round: n, step: 0, attempt: 1, passed, sent: 'AT', lines: ['OK'], elapsedMs: 1, ...(!passed && { failure: { code: 'x', stage: 'modem', what: text('a', 'b'), next: text('c', 'd') } }) })

it('keeps the failures of a run that is too long for all of it, and counts what it leaves out', () => {
  const log = new OutcomeLog(20_000)
  for (let n = 1; n <= 10_000; n++) log.add(outcome(n, n % 1000 !== 0))
  expect(log.outcomes.filter(({ passed }) => !passed).map(({ n }) => n)).toEqual([1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000, 10_000])
  expect(log.outcomes.length + log.omitted).toBe(10_000)
  expect(log.outcomes.length).toBeLessThan(200)
  expect(log.outcomes.at(-1)?.n).toBe(10_000)
})

it('stays bounded when everything fails', () => {
  const log = new OutcomeLog(20_000)
  for (let n = 1; n <= 10_000; n++) log.add(outcome(n, false))
  expect([log.outcomes.length < 60, log.outcomes.at(-1)?.n]).toEqual([true, 10_000])
})
