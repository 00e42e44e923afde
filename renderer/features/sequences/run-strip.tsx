import { useTranslation } from 'react-i18next'
import { durationText } from '../../../shared/casefile/duration.ts'
import type { SequenceRun } from '../../../shared/contract/sequences.ts'
import { useNow } from '../../ui/use-now.ts'
import { formatWhen } from '../recordings/format-when.ts'
import { RunMark } from './run-mark.tsx'
import styles from './sequences.module.css'

/** Where the run is, or how it ended. */
export function RunStrip({ run }: { readonly run: SequenceRun }) {
  const { t } = useTranslation('sequences')
  const isRunning = run.status === 'running'
  const now = useNow(isRunning)
  return (
    <p className={styles.strip} role="status" data-status={run.status} data-testid="sequence-status">
      <RunMark status={run.status} />
      <strong>{t(`status.${run.status}`)}</strong>
      {!isRunning && <span>{formatWhen(run.startedAt)}</span>}
      {run.loops > 1 && <span>{t('run.loop', { round: run.round, loops: run.loops })}</span>}
      {isRunning && (
        <span>
          {t('run.step', { step: run.step + 1, steps: run.titles.length })} <code>{run.titles[run.step]}</code>
        </span>
      )}
      <span>{t('run.counts', { passed: run.passed, failed: run.failed })}</span>
      <span className={styles.time}>{durationText(Math.max(0, (run.endedAt ?? now) - run.startedAt))}</span>
    </p>
  )
}
