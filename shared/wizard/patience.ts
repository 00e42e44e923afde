import type { Step } from './step.ts'

/** Longest time that a step may take by the manual, in ms: the prompt, the final result, its URC, or all the time it is asked again. */
export function patienceOf({ expect, then: data }: Pick<Step, 'expect' | 'then'>): number {
  const once = (data?.promptTimeoutMs ?? 0) + expect.timeoutMs + (expect.urc?.timeoutMs ?? 0)
  return expect.poll ? Math.max(once, expect.poll.forMs) : once
}
