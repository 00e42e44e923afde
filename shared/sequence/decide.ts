import type { Sequence, SequenceStep } from './schema.ts'

/** Where a run is: the step, how often it has been done in a row, and tried again since it last passed. */
export type Place = { readonly round: number; readonly step: number; readonly time: number; readonly attempt: number; readonly jumps: Readonly<Record<number, number>> }
export type Decision = { readonly kind: 'next'; readonly place: Place; readonly pauseMs: number } | { readonly kind: 'end'; readonly passed: boolean; readonly reason?: 'stop' | 'jumps' }

export const firstPlace: Place = { round: 1, step: 0, time: 1, attempt: 1, jumps: {} }

/** Times that one failed step may lead elsewhere in one round: two steps that send each other back and forth must end. */
export const mostJumps = 100

/** What comes after a step. Pure: the runner only does as it says. */
export function decide(sequence: Pick<Sequence, 'steps' | 'loops'>, place: Place, passed: boolean): Decision {
  const step = sequence.steps[place.step]
  if (passed || step?.onFailure === 'continue') return onward(sequence, place, step)
  const how = typeof step?.onFailure === 'object' ? step.onFailure : {}
  if (place.attempt <= (how.retry ?? 0)) return { kind: 'next', place: { ...place, attempt: place.attempt + 1 }, pauseMs: how.pause ?? 0 }
  const target = how.goTo === undefined ? -1 : sequence.steps.findIndex(({ name }) => name === how.goTo)
  if (target < 0) return { kind: 'end', passed: false, reason: 'stop' }
  const jumps = (place.jumps[place.step] ?? 0) + 1
  if (jumps > mostJumps) return { kind: 'end', passed: false, reason: 'jumps' }
  return { kind: 'next', place: { ...place, step: target, time: 1, attempt: 1, jumps: { ...place.jumps, [place.step]: jumps } }, pauseMs: how.pause ?? 0 }
}

function onward({ steps, loops }: Pick<Sequence, 'steps' | 'loops'>, place: Place, step: SequenceStep | undefined): Decision {
  if (place.time < (step?.times ?? 1)) return { kind: 'next', place: { ...place, time: place.time + 1, attempt: 1 }, pauseMs: 0 }
  if (place.step + 1 < steps.length) return { kind: 'next', place: { ...place, step: place.step + 1, time: 1, attempt: 1 }, pauseMs: 0 }
  if (place.round < loops) return { kind: 'next', place: { ...firstPlace, round: place.round + 1 }, pauseMs: 0 }
  return { kind: 'end', passed: true }
}
