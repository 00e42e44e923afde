import { Loader } from '@mantine/core'
import { IconCheck, IconExclamationMark, IconMinus, IconPointFilled } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CaseRun, CaseStep } from '../../../shared/casefile/format.ts'
import { useText } from '../../ui/local-text.ts'
import { durationText } from '../wizard/run-progress.ts'
import styles from './casefile.module.css'
import { stepAt } from './run-at.ts'

type Props = { readonly run: CaseRun; readonly at: number; readonly onSeek: (to: number) => void }

/** The plan's steps as they stood at the replay's moment. A click goes to where one began. */
export function CaseSteps({ run, at, onSeek }: Props) {
  const { t } = useTranslation(['casefile', 'wizard'])
  const text = useText()
  const list = useRef<HTMLOListElement>(null)
  const current = run.steps.findLast((step) => step.startedAt !== undefined && step.startedAt <= at)?.id

  useEffect(() => {
    list.current?.querySelector('[data-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  return (
    <ol ref={list} className={styles['steps']} aria-label={t('steps')}>
      {run.steps.map((step) => {
        const status = stepAt(step, at)
        return (
          <li key={step.id} data-step={step.id} data-status={status} data-current={step.id === current || undefined}>
            <button type="button" onClick={() => onSeek(step.startedAt ?? at)} disabled={step.startedAt === undefined} title={step.startedAt === undefined ? undefined : t('seekStep')}>
              <span className={styles['icon']} title={t(`wizard:step.status.${status}`)}>
                <StepIcon status={status} />
              </span>
              <span className={styles['stepBody']}>
                <span className={styles['stepHead']}>
                  <span className={styles['stepTitle']}>{text(step.title)}</span>
                  {step.captured.map(({ name, value, words }) => status === 'passed' && <i key={name}>{words ? text(words) : value}</i>)}
                  <span className={styles['stepTime']}>{step.elapsedMs !== undefined && status !== 'waiting' && status !== 'running' ? durationText(step.elapsedMs) : ''}</span>
                </span>
                <code>{step.sent ?? step.send}</code>
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

function StepIcon({ status }: { readonly status: CaseStep['status'] }) {
  if (status === 'running') return <Loader size={13} type="oval" />
  if (status === 'passed') return <IconCheck size={14} stroke={2.4} />
  if (status === 'failed') return <IconExclamationMark size={14} stroke={2.6} />
  if (status === 'skipped') return <IconMinus size={14} />
  return <IconPointFilled size={9} />
}
