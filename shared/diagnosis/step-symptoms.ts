import type { Failure } from '../contract/failure.ts'
import type { StepRun } from '../contract/wizard.ts'
import type { Plan } from '../wizard/plan.ts'
import type { Step } from '../wizard/step.ts'
import { fieldFailuresOfStep, type FieldFailure } from './field-failures/index.ts'
import { passedLines } from './passed-lines.ts'

type Planned = Pick<Plan, 'modem' | 'cloud'> & { readonly steps: readonly Pick<Step, 'id' | 'send'>[] }

const evidenceOf = (failure: Failure, command: string, lines: readonly string[]) =>
  ({ stepId: '', stage: failure.stage, command, final: null, lines, received: 'lines', ...(failure.evidence !== undefined && { offending: failure.evidence }) }) as const

/** What may be behind a failed step of a run, the closest first: from its lines, its failure's code, and what was sent and answered before. */
export function symptomsOfStep(plan: Planned, steps: readonly StepRun[], { stepId, sent, lines, failure }: StepRun): readonly FieldFailure[] {
  const at = plan.steps.findIndex(({ id }) => id === stepId)
  const step = plan.steps[at]
  if (!failure || !step) return []
  return fieldFailuresOfStep(evidenceOf(failure, sent ?? step.send, lines), failure.code, plan, passedLines(plan.steps, steps.slice(0, at)))
}

/** What may be behind a loss that the modem reported by itself, after or between the steps. */
export function symptomsOfNotice(plan: Planned, steps: readonly StepRun[], notice: Failure): readonly FieldFailure[] {
  const earlier = passedLines(plan.steps, steps)
  const line = notice.evidence ?? ''
  return fieldFailuresOfStep(evidenceOf(notice, earlier.findLast(({ text }) => text.startsWith('AT'))?.text ?? '', [line]), notice.code, plan, earlier)
}
