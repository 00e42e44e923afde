import type { StepRun } from '../contract/wizard.ts'
import type { Plan } from '../wizard/plan.ts'
import type { Step } from '../wizard/step.ts'
import { fieldFailuresOfStep, type FieldFailure } from './field-failures/index.ts'

type Planned = Pick<Plan, 'modem' | 'cloud'> & { readonly steps: readonly Pick<Step, 'id' | 'send'>[] }

/** What may be behind a failed step of a run, the closest first: from its lines, its failure's code, and what was sent and answered before. */
export function symptomsOfStep(plan: Planned, steps: readonly StepRun[], { stepId, sent, lines, failure }: StepRun): readonly FieldFailure[] {
  const at = plan.steps.findIndex(({ id }) => id === stepId)
  const step = plan.steps[at]
  if (!failure || !step) return []
  const earlier = steps.slice(0, at).flatMap((each, index) => (each.status === 'passed' ? [each.sent ?? plan.steps[index]?.send ?? '', ...each.lines] : []))
  const evidence = { stepId, stage: failure.stage, command: sent ?? step.send, final: null, lines, received: 'lines' as const, ...(failure.evidence !== undefined && { offending: failure.evidence }) }
  return fieldFailuresOfStep(evidence, failure.code, plan, earlier)
}
