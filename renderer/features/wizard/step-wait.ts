import type { StepRun } from '../../../shared/contract/wizard.ts'
import type { Step } from '../../../shared/wizard/step.ts'

export type Wait = { readonly kind: 'sending' } | { readonly kind: 'poll'; readonly seconds: number } | { readonly kind: 'urc'; readonly prefix: string } | { readonly kind: 'final' }

/** What the modem owes, as far as the step alone can tell it. */
export function waitOf({ expect: { poll, urc } }: Pick<Step, 'expect'>, { data }: Pick<StepRun, 'data'>): Wait {
  if (data && data.sentBytes < data.totalBytes) return { kind: 'sending' }
  if (poll) return { kind: 'poll', seconds: poll.everyMs / 1000 }
  return urc ? { kind: 'urc', prefix: urc.prefix.replace(/:$/, '') } : { kind: 'final' }
}
