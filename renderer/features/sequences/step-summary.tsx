import { useTranslation } from 'react-i18next'
import { failureKind, onFailureOf, waitKind, waitValue, type Step } from './step-edit.ts'
import styles from './sequences.module.css'

/** A step in one line: what goes out, what must come, and what is special about it. */
export function StepSummary({ step, target }: { readonly step: Step; readonly target: number | null }) {
  const { t } = useTranslation('sequences')
  const kind = waitKind(step)
  const sent = step.send ?? step.hex
  const { retry, goTo } = onFailureOf(step)
  const marks = [
    ...((step.times ?? 1) > 1 ? [t('mark.times', { count: step.times })] : []),
    ...(step.pause !== undefined && step.pause > 0 && (sent !== undefined || kind !== 'nothing') ? [t('mark.pause', { ms: step.pause })] : []),
    ...(failureKind(step) === 'continue' ? [t('mark.continue')] : []),
    ...(retry === undefined ? [] : [t('mark.retry', { count: retry })]),
    ...(goTo === undefined ? [] : [t('mark.goTo', { step: target === null ? '?' : target + 1 })]),
  ]
  return (
    <span className={styles.summary}>
      {step.title !== undefined && step.title !== '' && <span className={styles.stepTitle}>{step.title}</span>}
      <span className={styles.does}>
        {sent !== undefined && <code className={styles.sent}>{sent === '' ? '…' : sent}</code>}
        {sent === undefined && kind === 'nothing' && <span>{t('mark.onlyPause', { ms: step.pause ?? 0 })}</span>}
        {kind !== 'nothing' && (
          <span className={styles.waits}>
            {sent === undefined ? t('mark.wait') : '→'} {kind === 'text' || kind === 'regex' || kind === 'urc' ? <code>{waitValue(step) || '…'}</code> : t(`wait.short.${kind}`)}
          </span>
        )}
      </span>
      {marks.map((mark) => (
        <span key={mark} className={styles.chip}>
          {mark}
        </span>
      ))}
      {step.note !== undefined && step.note !== '' && <span className={styles.note}>{step.note}</span>}
    </span>
  )
}
