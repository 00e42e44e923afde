import { Loader } from '@mantine/core'
import { IconCheck, IconExclamationMark, IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SequenceRun } from '../../../shared/contract/sequences.ts'
import styles from './sequences.module.css'

/** How a run or a step stands: a sign, its colour, and the word for who cannot see either. */
export function RunMark({ status }: { readonly status: SequenceRun['status'] }) {
  const { t } = useTranslation('sequences')
  const label = t(`status.${status}`)
  return (
    <span className={styles.mark} data-status={status} role="img" aria-label={label} title={label}>
      {status === 'running' ? <Loader size={12} type="oval" /> : status === 'passed' ? <IconCheck size={14} stroke={2.4} /> : status === 'failed' ? <IconExclamationMark size={14} stroke={2.6} /> : <IconPlayerStop size={13} />}
    </span>
  )
}
