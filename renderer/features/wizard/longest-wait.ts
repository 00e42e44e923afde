import type { Expectation } from '../../../shared/wizard/step.ts'

/** ms that a step may take by its manual: the final result, then its URC, or all the time it is asked again. */
export function longestWait(expect: Expectation): number {
  const once = expect.timeoutMs + (expect.urc?.timeoutMs ?? 0)
  return expect.poll ? Math.max(once, expect.poll.forMs) : once
}
