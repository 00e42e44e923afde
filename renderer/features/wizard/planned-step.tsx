import { useTranslation } from 'react-i18next'
import type { StepRun } from '../../../shared/contract/wizard.ts'
import type { Step } from '../../../shared/wizard/step.ts'
import { maskedCommand } from '../../../shared/wizard/mask-plan.ts'
import { patienceOf } from '../../../shared/wizard/patience.ts'
import { promptMark } from '../../../shared/wizard/prompt-mark.ts'
import { useText } from '../../ui/local-text.ts'
import { RiskMark } from './risk-mark.tsx'
import { durationText } from './run-progress.ts'
import styles from './wizard.module.css'

/** One command of the preview: what is sent, why, on whose word, and how long the modem may take. */
export function PlannedStep({ step }: { readonly step: Step }) {
  const { t } = useTranslation('wizard')
  const text = useText()
  return (
    <li className={styles.plannedStep} data-step={step.id}>
      <div className={styles.plannedHead}>
        <b>{text(step.title)}</b>
        <RiskMark risk={step.risk} />
        {step.chained && <span className={styles.chip}>{t('step.chained')}</span>}
        <span className={styles.time} title={t('step.limit')}>
          ≤ {durationText(patienceOf(step))}
        </span>
      </div>
      {step.undo?.read && <p className={styles.why}>{t('step.readFirst', { command: step.undo.read.send })}</p>}
      <code className={styles.command}>{maskedCommand(step)}</code>
      {step.then && <StepData then={step.then} />}
      <p className={styles.why}>
        {text(step.why)} <span className={styles.source}>{step.source}</span>
      </p>
    </li>
  )
}

/** What follows the prompt: the file's name or the payload, and its length. A key's bytes are not here to be counted. */
export function StepData({ then, sent }: { readonly then: NonNullable<Step['then']>; readonly sent?: StepRun['data'] }) {
  const { t } = useTranslation('wizard')
  return (
    <div className={styles.data}>
      <span aria-hidden>{promptMark(then.prompt)}</span>
      <code>{then.label}</code>
      <span className={styles.dataSize}>
        {sent ? t('bytesSent', sent) : then.bytes.length > 0 && t('bytes', { count: then.bytes.length })}
        {then.secret && ` ${t('step.secret')}`}
        {then.end === 'ctrl-z' && ' + Ctrl-Z'}
      </span>
    </div>
  )
}
