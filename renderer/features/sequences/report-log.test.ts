import { expect, it } from 'vitest'
import type { SequenceOutcome, SequenceRun } from '../../../shared/contract/sequences.ts'
import { withRun, withTold } from './report-log.ts'

const run = (id: string, passed = 0, last: SequenceRun['last'] = []) => ({ id, passed, last }) as SequenceRun
const outcomes = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => ({ n: from + at }) as SequenceOutcome)
const numbers = (report: ReturnType<typeof withTold>) => report && [report.outcomes[0]?.n, report.outcomes.at(-1)?.n, report.omitted]

it('takes what is told once, and asks for what it missed', () => {
  const first = withTold(undefined, run('a'), outcomes(1, 3))
  expect(numbers(first)).toEqual([1, 3, 0])
  expect(numbers(withTold(first ?? undefined, run('a'), outcomes(2, 5)))).toEqual([1, 5, 0])
  expect(withTold(first ?? undefined, run('a'), outcomes(5, 6))).toBe(null)
  expect(withTold(undefined, run('a'), outcomes(4, 4))).toBe(null)
})

it('lets go of the oldest of a long run, and counts them', () => {
  expect(numbers(withTold(undefined, run('a'), outcomes(1, 2_500)))).toEqual([501, 2_500, 500])
})

it('lists a run once, a new one first', () => {
  expect(withRun([run('b'), run('a')], run('a', 2)).map(({ id, passed }) => [id, passed])).toEqual([['b', 0], ['a', 2]])
  expect(withRun([run('a')], run('b')).map(({ id }) => id)).toEqual(['b', 'a'])
})

it('keeps what was not done again as the same object', () => {
  const [first, second] = outcomes(1, 2)
  const [again, third] = outcomes(2, 3)
  const [merged] = withRun([run('a', 2, [first ?? null, second ?? null, null])], run('a', 3, [third ?? null, again ?? null, null]))
  expect([merged?.last[0] === third, merged?.last[1] === second, merged?.last[2]]).toEqual([true, true, null])
})
