import type { Failure, Stage } from '../contract/failure.ts'
import { stages } from '../contract/failure.ts'
import type { CaseRun, CaseStep } from './format.ts'

/** The step that failed last, as the run stood when the file was made. */
export const failedStep = (run: CaseRun): CaseStep | undefined => run.steps.find(({ status }) => status === 'failed')

/** What ended the run, or came after its end. */
export const failureOf = (run: CaseRun): Failure | undefined => failedStep(run)?.failure ?? run.notice

/** The furthest stage with a step that passed, or where the failure belongs. */
export function stageReached(run: CaseRun): Stage | undefined {
  const failed = failedStep(run)
  if (failed) return failed.failure?.stage ?? failed.stage
  return run.steps
    .filter(({ status }) => status === 'passed')
    .map(({ stage }) => stage)
    .toSorted((a, b) => stages.indexOf(a) - stages.indexOf(b))
    .at(-1)
}
