import type { Stage } from '../../../shared/contract/failure.ts'
import type { Step } from '../../../shared/wizard/step.ts'

export type StageBlock = { readonly stage: Stage; readonly steps: readonly Step[] }

/** Steps in the order in which they are sent, under their stage's name: a stage comes twice where another's commands lie between. */
export function inOrder(steps: readonly Step[]): readonly StageBlock[] {
  const blocks: { stage: Stage; steps: Step[] }[] = []
  for (const step of steps) {
    const last = blocks.at(-1)
    if (last?.stage === step.stage) last.steps.push(step)
    else blocks.push({ stage: step.stage, steps: [step] })
  }
  return blocks
}
