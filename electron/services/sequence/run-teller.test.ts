import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { SequenceOutcome, SequenceRun } from '../../../shared/contract/sequences.ts'
import { RunTeller } from './run-teller.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const run = (status: SequenceRun['status'], passed: number) => ({ status, passed }) as SequenceRun
const outcome = (n: number) => ({ n }) as SequenceOutcome

it('tells the first at once, what follows together, and the end without waiting; nothing done is left out', () => {
  const told: unknown[] = []
  const teller = new RunTeller(({ status, passed }, outcomes) => told.push([status, passed, outcomes.map(({ n }) => n)]))
  for (let n = 1; n <= 1000; n++) teller.put(run('running', n), outcome(n))
  expect(told).toEqual([['running', 1, [1]]])
  vi.advanceTimersByTime(100)
  teller.put(run('running', 1001), outcome(1001))
  teller.put(run('passed', 1001), null)
  vi.advanceTimersByTime(1000)
  expect(told.slice(1)).toEqual([
    ['running', 1000, Array.from({ length: 999 }, (_, at) => at + 2)],
    ['passed', 1001, [1001]],
  ])
})
