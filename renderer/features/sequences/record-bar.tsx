import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { setSequences, useSequences } from './sequences-store.ts'
import styles from './sequences.module.css'

/** How lines of the terminal become steps, and what the last one became. */
export function RecordBar() {
  const { t } = useTranslation('sequences')
  const last = useSequences((state) => state.lastRecorded)
  return (
    <p className={styles.recordBar} role="status" data-testid="sequence-recording">
      <span>{last ? t(`record.${last.how}`, { step: last.step + 1 }) : t('record.how')}</span>
      <Button size="compact-xs" variant="default" onClick={() => setSequences({ isRecording: false })}>
        {t('record.done')}
      </Button>
    </p>
  )
}
