import type { Failure } from '../../../shared/contract/failure.ts'
import type { Step } from '../../../shared/wizard/step.ts'

/** A broken chain is retried from its first step: the connection it opened is gone or stale. */
export function chainStart(steps: readonly Step[], index: number): number {
  let start = index
  while (start > 0 && steps[start - 1]?.chained) start--
  return start
}

export type Stop = {
  readonly index: number
  readonly failure: Failure
  /** Where the run stood when the modem told of a loss; -1: it did not. */
  readonly lossAt: number
  /** The failed step's own lines tell of one. */
  readonly tellsLoss: boolean
}

/** Where a new try begins: at the top, where a modem that was away may have lost all that was set in it; where the link was opened, once that is gone. */
export function resumePoint(steps: readonly Step[], { index, failure, lossAt, tellsLoss }: Stop): number {
  if (failure.code === 'modem.rebooted' || failure.code === 'port.vanished') return 0
  const chained = steps.findIndex((step) => step.chained)
  const opening = chained >= 0 ? chained : steps.findLastIndex((step) => step.opens)
  // Where one command does it all, what was set for it may have gone with the link (ESP-AT).
  const first = chained >= 0 ? chained : steps.findIndex(({ stage }) => stage === 'mqtt')
  const isLinkLost = opening >= 0 && opening < index && (lossAt > opening || tellsLoss)
  return isLinkLost ? Math.min(first, opening) : chainStart(steps, index)
}
