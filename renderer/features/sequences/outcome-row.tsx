import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { durationText } from '../../../shared/casefile/duration.ts'
import type { SequenceOutcome } from '../../../shared/contract/sequences.ts'
import { useText } from '../../ui/local-text.ts'
import { formatTime } from '../../ui/format.ts'
import { RunMark } from './run-mark.tsx'
import styles from './sequences.module.css'

type Props = { readonly outcome: SequenceOutcome; readonly title: string; readonly loops: number }

/** One time that a step was done: what went out, what came, how long it took, and why it failed. */
export const OutcomeRow = memo(function OutcomeRow({ outcome: { at, round, step, attempt, passed, sent, lines, elapsedMs, failure }, title, loops }: Props) {
  const { t } = useTranslation('sequences')
  const text = useText()
  const came = lines.filter((line) => line.trim() !== '')
  return (
    <div className={styles.outcome} role="listitem" data-passed={passed}>
      <RunMark status={passed ? 'passed' : 'failed'} />
      <span className={styles.outcomePlace} title={formatTime(at)}>
        {loops > 1 ? `${round}.${step + 1}` : step + 1}
      </span>
      <code className={styles.sent}>{sent ?? title}</code>
      <span className={styles.time}>
        {attempt > 1 && <span className={styles.chip}>{t('results.attempt', { count: attempt })}</span>} {durationText(elapsedMs)}
      </span>
      {came.length > 0 && <pre className={styles.outcomeLines}>{came.join('\n')}</pre>}
      {failure && (
        <p className={styles.outcomeFailure}>
          {text(failure.what)} <span>{text(failure.next)}</span>
        </p>
      )}
    </div>
  )
})
