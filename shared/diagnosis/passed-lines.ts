import type { StepRun } from '../contract/wizard.ts'
import type { Step } from '../wizard/step.ts'
import type { SeenLine } from './field-failures/index.ts'

/** What passed between PC and modem in those of the steps that went well: what a later result is read in the light of. */
export const passedLines = (planned: readonly Pick<Step, 'send'>[], steps: readonly StepRun[]): readonly SeenLine[] =>
  steps
    .flatMap(({ status, sent, lines }, at): SeenLine[] =>
      status === 'passed' ? [{ text: sent ?? planned[at]?.send ?? '', from: 'host' }, ...lines.map((text): SeenLine => ({ text, from: 'modem' }))] : [],
    )
    .filter(({ text }) => text !== '')
