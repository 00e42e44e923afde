import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { BatchRow } from '../../../shared/signature/batch.ts'
import { FindingList } from '../cloud-form/finding-list.tsx'
import { selectRow } from './batch-store.ts'
import { secretsOf, type Calculation } from './calculation.ts'
import { ResultList } from './result-list.tsx'
import { resultRows } from './result-rows.ts'
import batchStyles from './batch.module.css'
import styles from './signature.module.css'

type Props = { readonly row: BatchRow; readonly calculation: Calculation }

/** One device of the table, as the calculator would show it. */
export function BatchDetail({ row, calculation }: Props) {
  const { t } = useTranslation('signature')
  const own = calculation.cloud.fields.flatMap(({ key, kind }) => (kind === 'secret' && row.given[key] !== undefined ? [row.given[key]] : []))
  return (
    <section className={batchStyles.batchDetail} aria-label={t('batch.detail', { row: row.number })} data-testid="batch-detail">
      <header className={styles.head}>
        <h3>{t('batch.detail', { row: row.number })}</h3>
        <span className={styles.spacer} />
        <ActionIcon size="sm" aria-label={t('batch.closeDetail')} onClick={() => selectRow(null)}>
          <IconX size={14} />
        </ActionIcon>
      </header>
      <FindingList findings={row.findings} />
      {row.made && <ResultList key={row.number} rows={resultRows(row.made, [...secretsOf(calculation), ...own])} prefix="batch-value" />}
    </section>
  )
}
