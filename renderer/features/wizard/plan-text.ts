import { maskedCommand } from '../../../shared/wizard/mask-plan.ts'
import type { Plan } from '../../../shared/wizard/plan.ts'
import { promptMark } from '../../../shared/wizard/prompt-mark.ts'

/** The commands of a plan to paste elsewhere, one a line, secrets masked; what follows a prompt stands indented below its command. */
export const planText = (plan: Plan): string =>
  plan.steps
    .map((step) => {
      const { then } = step
      const data = then ? `  ${promptMark(then.prompt)} ${then.label}${then.end === 'ctrl-z' ? ' <Ctrl-Z>' : ''}\n` : ''
      return `${maskedCommand(step)}\n${data}`
    })
    .join('')
