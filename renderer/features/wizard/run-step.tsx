import { Loader } from '@mantine/core'
import { IconCheck, IconExclamationMark, IconMinus, IconPointFilled } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepRun, StepStatus, WizardRun } from '../../../shared/contract/wizard.ts'
import type { Step } from '../../../shared/wizard/step.ts'
import { useText } from '../../ui/local-text.ts'
import { CapturedChips } from './captured-chips.tsx'
import { CommandEditor } from './command-editor.tsx'
import { FailedStep } from './failed-step.tsx'
import { StepData } from './planned-step.tsx'
import { RiskMark } from './risk-mark.tsx'
import { SecretChip } from './secret-chip.tsx'
import { StepTime } from './step-time.tsx'
import { StepWait } from './step-wait.tsx'
import type { Edit } from './use-edit.ts'
import styles from './run.module.css'
import panel from './wizard.module.css'

type Props = {
  readonly run: WizardRun
  readonly step: Step
  readonly state: StepRun
  readonly isCurrent: boolean
  readonly edit: Edit
}

/** One step: a line for what is over or to come, opened up for the one in question or on a click. */
export function RunStep({ run, step, state, isCurrent, edit }: Props) {
  const { t } = useTranslation('wizard')
  const text = useText()
  const [isOpened, setIsOpened] = useState(false)
  const isNext = isCurrent && run.status !== 'done' && run.status !== 'stopped'
  const isEditable = isNext && run.status !== 'running'
  const isExpanded = isOpened || isNext
  const isLasting = step.risk === 'writes-nvm' || step.risk === 'irreversible'
  const before = run.changes.find(({ stepId }) => stepId === step.id)?.before
  return (
    <li className={styles.step} data-step={step.id} data-status={state.status} data-current={isNext} aria-current={isNext ? 'step' : undefined}>
      <span className={styles.icon} title={t(`step.status.${state.status}`)}>
        <StepIcon status={state.status} isNext={isNext} />
      </span>
      <div className={styles.body}>
        <button type="button" className={styles.head} aria-expanded={isExpanded} onClick={() => setIsOpened(!isOpened)}>
          <span className={styles.stepTitle}>{text(step.title)}</span>
          <CapturedChips step={step} state={state} />
          {before !== undefined && <span className={panel.chip}>{t('step.before', { value: before })}</span>}
          {isLasting && !isExpanded && (
            <span className={panel.risk} data-risk={step.risk} title={t(`risk.${step.risk}.hint`)}>
              {t(`risk.${step.risk}.name`)}
            </span>
          )}
          {step.chained && state.status === 'waiting' && <span className={panel.chip}>{t('step.chained')}</span>}
          <StepTime state={state} />
        </button>
        {state.captured.map(({ name, secret }) => {
          const label = step.capture?.find((capture) => capture.name === name)?.label
          return secret && label && <SecretChip key={name} runId={run.id} name={name} label={text(label)} />
        })}
        {isEditable ? <CommandEditor step={step} edit={edit} isRetry={run.status === 'failed'} /> : <code className={panel.command}>{state.sent ?? step.send}</code>}
        {step.then && isExpanded && <StepData then={step.then} {...(isShort(state) && { sent: state.data })} />}
        {isExpanded && (
          <p className={panel.why}>
            <RiskMark risk={step.risk} /> {text(step.why)} <span className={panel.source}>{step.source}</span>
          </p>
        )}
        {state.status === 'running' && <StepWait step={step} state={state} />}
        {isOpened && state.lines.length > 0 && <pre className={styles.lines}>{state.lines.join('\n')}</pre>}
        {state.failure && <FailedStep run={run} state={state} />}
      </div>
    </li>
  )
}

/** Data that is on its way, or never got there whole. */
const isShort = ({ data }: StepRun): boolean => data !== undefined && data.sentBytes < data.totalBytes

function StepIcon({ status, isNext }: { readonly status: StepStatus; readonly isNext: boolean }) {
  if (status === 'running') return <Loader size={14} type="oval" />
  if (status === 'passed') return <IconCheck size={15} stroke={2.4} />
  if (status === 'failed') return <IconExclamationMark size={15} stroke={2.6} />
  if (status === 'skipped') return <IconMinus size={15} />
  return <IconPointFilled size={isNext ? 14 : 9} />
}
