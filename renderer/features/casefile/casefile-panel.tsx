import { Button, Loader } from '@mantine/core'
import { IconFolderOpen } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { FailureCard } from '../../ui/failure-card.tsx'
import { CaseView } from './case-view.tsx'
import { openCase } from './casefile-actions.ts'
import { dismissCaseFailure, useCasefile } from './casefile-store.ts'
import styles from './casefile.module.css'

/** A case file that somebody saved: summary, stages, steps, transcript to replay, and what another one does otherwise. */
export function CasefilePanel() {
  const { t } = useTranslation('casefile')
  const opened = useCasefile((state) => state.opened)
  const isReading = useCasefile((state) => state.isReading)
  const failure = useCasefile((state) => state.failure)
  return (
    <section className={styles['panel']} data-testid="casefile">
      {failure && (
        <div className={styles['failure']}>
          <FailureCard failure={failure} onDismiss={dismissCaseFailure} />
        </div>
      )}
      {isReading && (
        <p className={styles['reading']} role="status">
          <Loader size={14} type="oval" /> {t('reading')}
        </p>
      )}
      {opened ? (
        <CaseView key={opened.name + opened.content.createdAt} opened={opened} />
      ) : (
        <div className={styles['empty']}>
          <h2>{t('title')}</h2>
          <p>{t('intro')}</p>
          <Button leftSection={<IconFolderOpen size={14} />} onClick={() => void openCase()} data-testid="casefile-open" data-panel-focus>
            {t('open')}
          </Button>
          <p className={styles['muted']}>{t('dropHint')}</p>
        </div>
      )}
    </section>
  )
}
