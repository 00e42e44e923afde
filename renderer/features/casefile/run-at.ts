import type { CaseRun, CaseStep } from '../../../shared/casefile/format.ts'
import type { StagedRun } from '../wizard/run-progress.ts'

const endOf = ({ startedAt = 0, elapsedMs = 0 }: CaseStep): number => startedAt + elapsedMs

/** How a step stood at a moment. Of a step that was tried again the file knows the last try alone. */
export function stepAt(step: CaseStep, at: number): CaseStep['status'] {
  if (step.startedAt === undefined) return step.status === 'skipped' ? 'skipped' : 'waiting'
  if (at < step.startedAt) return 'waiting'
  return at < endOf(step) ? 'running' : step.status
}

/** When the last step had ended; from then on the run is as the file has it. */
export const runEnd = (run: CaseRun): number => Math.max(0, ...run.steps.filter(({ startedAt }) => startedAt !== undefined).map(endOf))

/** The run as it stood `at` ms after the transcript's start, for the stages' bar. */
export function runAt(run: CaseRun, at: number): StagedRun {
  const isOver = at >= runEnd(run)
  const plan = { steps: run.steps.map(({ id, stage, covers }) => ({ id, stage, ...(covers && { covers }) })) }
  const steps = run.steps.map((step) => {
    const status = stepAt(step, at)
    return { stepId: step.id, status, ...(status === 'failed' && step.failure && { failure: step.failure }) }
  })
  return { plan, steps, status: isOver ? run.status : 'running', ...(isOver && run.notice && { notice: run.notice }) }
}
