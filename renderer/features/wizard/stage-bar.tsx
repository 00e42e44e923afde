import { IconCheck, IconExclamationMark, IconMinus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { stageStates, type StagedRun, type StageStatus } from './run-progress.ts'
import styles from './run.module.css'

/** From cable to cloud. Shape tells the state as well as colour. */
export function StageBar({ run, isPortOpen }: { readonly run: StagedRun; readonly isPortOpen: boolean }) {
  const { t } = useTranslation('wizard')
  return (
    <ol className={styles.stages} aria-label={t('stage.title')}>
      {stageStates(run, isPortOpen).map(({ stage, status }) => (
        <li
          key={stage}
          className={styles.stage}
          data-stage={stage}
          data-status={status}
          aria-label={t('stage.state', { stage: t(`stage.${stage}`), status: t(`stage.status.${status}`) })}
          title={t(`stage.status.${status}`)}
        >
          <span className={styles.dot}>
            <StageIcon status={status} />
          </span>
          <span className={styles.stageName}>{t(`stage.${stage}`)}</span>
        </li>
      ))}
    </ol>
  )
}

function StageIcon({ status }: { readonly status: StageStatus }) {
  if (status === 'passed') return <IconCheck size={12} stroke={3} aria-hidden />
  if (status === 'failed') return <IconExclamationMark size={12} stroke={3} aria-hidden />
  if (status === 'skipped') return <IconMinus size={12} stroke={3} aria-hidden />
  return null
}
