import type { StepRun } from '../../../shared/contract/wizard.ts'

/** ms between two tellings: a write that is over sooner is not worth one. */
const tellMs = 150

/**
 * Turns a port's counts into what a step tells of itself. The modem's own time does not run while its data is on the way, so what the
 * sending took is added to `patienceMs`.
 */
export function sendingProgress(now: () => number, tell: (change: Pick<StepRun, 'data' | 'patienceMs'>) => void, patienceMs: number): (sentBytes: number, totalBytes: number) => void {
  let beganAt = 0
  let toldAt: number | undefined
  return (sentBytes, totalBytes) => {
    const at = now()
    if (sentBytes === 0) {
      beganAt = at
      toldAt = undefined
      return
    }
    const isEnd = sentBytes >= totalBytes
    if (isEnd ? toldAt === undefined : at - (toldAt ?? beganAt) < tellMs) return
    toldAt = at
    tell({ data: { sentBytes, totalBytes }, patienceMs: patienceMs + at - beganAt })
  }
}
