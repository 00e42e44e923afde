import { useState } from 'react'
import type { WizardRun } from '../../../shared/contract/wizard.ts'
import { readEdit, type EditedCommand } from './edited-command.ts'
import { runStep } from './run-actions.ts'

export type Edit = {
  readonly typed: string
  readonly reading: EditedCommand
  readonly change: (typed: string) => void
  readonly reset: () => void
  /** Sends the current step, as planned or as edited; nothing while the line cannot be sent. */
  readonly run: () => void
}

/** The command line of the run's current step while a person edits it. Another step begins with its own line. */
export function useEdit(run: WizardRun): Edit {
  const step = run.plan.steps[run.position]
  const planned = step?.send ?? ''
  const [draft, setDraft] = useState<{ readonly stepId: string; readonly typed: string } | null>(null)
  const typed = draft && draft.stepId === step?.id ? draft.typed : planned
  const reading = readEdit(planned, typed)
  return {
    typed,
    reading,
    change: (value) => step && setDraft({ stepId: step.id, typed: value }),
    reset: () => setDraft(null),
    run: () => {
      if (run.status === 'running' || reading.kind === 'still-masked' || reading.kind === 'empty') return
      void runStep(run.id, reading.kind === 'edited' ? reading.line : null)
    },
  }
}
