import { text } from '../text/local-text.ts'
import { fillIn } from './fills.ts'
import type { Job } from './credential.ts'
import type { Step } from './step.ts'

/** A step that was sent, and what stood before it where that was read. */
export type Change = { readonly stepId: string; readonly before?: string }

/** The value of `Job.options` that has settings read before they are changed. */
export const isCareful = ({ options }: Job): boolean => options?.['careful'] === 'yes'

/** What was not read cannot be set again: such settings are left as the plan leaves them. */
export const withoutReading = (step: Step): Step => {
  if (!step.undo?.read) return step
  const { undo: _, ...kept } = step
  return kept
}

/** Commands that bring the modem back to where it was, the last change first. What stands as it stood before is left alone. */
export function putBackSteps(steps: readonly Step[], changes: readonly Change[]): readonly Step[] {
  return changes.toReversed().flatMap(({ stepId, before }): Step[] => {
    const step = steps.find(({ id }) => id === stepId)
    if (!step?.undo || (step.undo.read && before === undefined)) return []
    const { timeoutMs } = step.undo
    const send = before === undefined ? step.undo.send : fillIn(step.undo.send, { before })
    // 0xFFFF is answered as 0XFFFF.
    if (send.toLowerCase() === step.send.toLowerCase()) return []
    return [
      {
        id: `undo-${stepId}`,
        stage: step.stage,
        title: text(`Put back: ${step.title.en}`, `恢复：${step.title.zh}`),
        why: step.undo.read ? text('As it stood before this plan.', '恢复为本流程之前的值。') : text('What this plan has written is taken away.', '删除本流程写入的内容。'),
        source: step.source,
        send,
        secrets: [],
        expect: { timeoutMs },
        risk: step.risk,
      },
    ]
  })
}
