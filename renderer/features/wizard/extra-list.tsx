import { Loader } from '@mantine/core'
import { IconCheck, IconExclamationMark } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ExtraRun } from '../../../shared/contract/wizard.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import { formatTime } from '../../ui/format.ts'
import { visibleControls } from '../../ui/payload-text.ts'
import { durationText } from './run-progress.ts'
import styles from './after-connect.module.css'

/** What was sent besides the plan and what came of it, the newest first. */
export function ExtraList({ extras }: { readonly extras: readonly ExtraRun[] }) {
  const { t } = useTranslation('wizard')
  if (extras.length === 0) return null
  return (
    <ul className={styles.extras} aria-label={t('extra.title')} data-testid="wizard-extras">
      {extras.toReversed().map((extra, index) => (
        <li key={extra.id} data-newest={index === 0} data-status={extra.status} data-kind={extra.kind}>
          <span className={styles.icon} title={t(`step.status.${extra.status}`)}>
            {extra.status === 'running' ? <Loader size={12} type="oval" /> : extra.status === 'passed' ? <IconCheck size={14} stroke={2.4} /> : <IconExclamationMark size={14} stroke={2.6} />}
          </span>
          <time>{formatTime(extra.startedAt)}</time>
          <span>{t(`extra.${extra.kind}`)}</span>
          {extra.elapsedMs !== undefined && <span className={styles.took}>{durationText(extra.elapsedMs)}</span>}
          <code className={styles.payload}>{extra.topic ?? extra.sent.join('\n')}</code>
          {extra.payload !== undefined && <code className={styles.payload}>{visibleControls(extra.payload)}</code>}
          {extra.failure && <FailureCard failure={extra.failure} />}
        </li>
      ))}
    </ul>
  )
}
