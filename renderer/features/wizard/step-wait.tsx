import { useTranslation } from 'react-i18next'
import type { StepRun } from '../../../shared/contract/wizard.ts'
import type { Step } from '../../../shared/wizard/step.ts'
import { useNow } from '../../ui/use-now.ts'
import { barAfterMs, elapsedOf } from './run-progress.ts'
import { waitOf } from './step-wait.ts'
import styles from './run.module.css'

/** What a step that takes its time is waiting for, and what came last. */
export function StepWait({ step, state }: { readonly step: Step; readonly state: StepRun }) {
  const { t } = useTranslation('wizard')
  const now = useNow(true)
  if ((elapsedOf(state, now) ?? 0) <= barAfterMs) return null
  const { kind, ...values } = waitOf(step, state)
  const last = state.lines.findLast((line) => line !== 'OK')
  return (
    <p className={styles.wait}>
      {t(`step.wait.${kind}`, values)}
      {last !== undefined && <code>{last}</code>}
    </p>
  )
}
