import type { PromptToken } from './step.ts'

/** What stands before a step's data where a plan is shown: the prompt that asks for it, or an ellipsis where it ends the command line. */
export const promptMark = (prompt: PromptToken): string => (prompt === 'inline' ? '…' : prompt)
