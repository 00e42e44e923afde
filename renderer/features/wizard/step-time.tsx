import { useTranslation } from 'react-i18next'
import type { StepRun } from '../../../shared/contract/wizard.ts'
import { useNow } from '../../ui/use-now.ts'
import { barAfterMs, durationText, elapsedOf, patienceFraction } from './run-progress.ts'
import styles from './run.module.css'

/** What a step took; for the running one, how much of the documented time has gone by. */
export function StepTime({ state }: { readonly state: StepRun }) {
  const { t } = useTranslation('wizard')
  const isRunning = state.status === 'running'
  const now = useNow(isRunning)
  const elapsed = elapsedOf(state, now)
  if (elapsed === undefined) return null
  if (!isRunning) return <span className={styles.time}>{durationText(elapsed)}</span>
  const fraction = patienceFraction(state, now)
  return (
    <span className={styles.time}>
      {durationText(elapsed)} / {durationText(state.patienceMs)}
      {elapsed > barAfterMs && (
        <span
          className={styles.patience}
          role="progressbar"
          aria-label={t('step.patience')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(fraction * 100)}
        >
          <span style={{ width: `${fraction * 100}%` }} data-late={fraction > 0.8} />
        </span>
      )}
    </span>
  )
}
