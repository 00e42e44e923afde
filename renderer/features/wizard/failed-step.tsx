import { stages } from '../../../shared/contract/failure.ts'
import type { StepRun, WizardRun } from '../../../shared/contract/wizard.ts'
import { symptomsOfStep } from '../../../shared/diagnosis/step-symptoms.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { PossibleCauses } from '../field-failures/possible-causes.tsx'
import { NextChecks } from './next-checks.tsx'
import { ProbeResult } from './probe-result.tsx'
import { SetClockButton } from './set-clock-button.tsx'
import { TryLoginButton } from './try-login.tsx'
import styles from './run.module.css'

/** Why it failed, what to ask the modem next, and the one check that splits the problem in two: does the same endpoint work from this PC? */
export function FailedStep({ run, state }: { readonly run: WizardRun; readonly state: StepRun }) {
  if (!state.failure) return null
  // Earlier failures that were skipped keep their words, but the offer belongs to the step in question.
  const isCurrent = state.status === 'failed'
  const isClock = isCurrent && state.failure.code.startsWith('clock.')
  // A missing SIM says nothing about the broker, nor the broker about it.
  const isProbeUseful = isCurrent && !isClock && stages.indexOf(state.failure.stage) >= stages.indexOf('data')
  return (
    <div className={styles.failed}>
      <FailureCard
        failure={state.failure}
        {...(isClock && { actions: <SetClockButton run={run} /> })}
        {...(isProbeUseful && { actions: <TryLoginButton run={run} /> })}
      />
      {isCurrent && run.status === 'failed' && state.checks && <NextChecks run={run} checks={state.checks} />}
      {isProbeUseful && run.probe && <ProbeResult probe={run.probe} />}
      {isCurrent && <PossibleCauses failures={symptomsOfStep(run.plan, run.steps, state)} modem={run.plan.modem} />}
    </div>
  )
}
