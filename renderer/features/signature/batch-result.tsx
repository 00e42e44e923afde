import { Button, Switch } from '@mantine/core'
import { IconAlertCircle, IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { batchTable } from '../../../shared/signature/batch-table.ts'
import type { Batch, TableProblem } from '../../../shared/signature/batch.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { useLanguage, useText } from '../../ui/local-text.ts'
import { saveFile } from '../../ui/save-file.ts'
import { BatchDetail } from './batch-detail.tsx'
import { BatchTable } from './batch-table.tsx'
import { setOnlyFaults, useBatch } from './batch-store.ts'
import type { Calculation } from './calculation.ts'
import { writeCsv } from './csv.ts'
import batchStyles from './batch.module.css'
import styles from './signature.module.css'

type Props = { readonly batch: Batch; readonly openQuote: boolean; readonly calculation: Calculation }

/** How many devices came out, every one of them, and the file. */
export function BatchResult({ batch, openQuote, calculation }: Props) {
  const { t } = useTranslation('signature')
  const language = useLanguage()
  const onlyFaults = useBatch((state) => state.onlyFaults)
  const selected = useBatch((state) => state.selected)
  if (!batch.ok) return <Refused problem={batch.problem} />
  const { rows, columns } = batch
  const faulty = rows.filter(({ made }) => !made)
  const unknown = columns.filter(({ field, name }) => !field && name !== '').map(({ name }) => name)
  const open = rows.find(({ number }) => number === selected)
  const name = `${calculation.cloud.id}-${calculation.operation.id}.csv`
  return (
    <>
      <div className={batchStyles.batchSummary} data-testid="batch-summary">
        <b>{t('batch.signed', { count: rows.length - faulty.length })}</b>
        {faulty.length > 0 && <span data-tone="error">{t('batch.faulty', { count: faulty.length })}</span>}
        {unknown.length > 0 && <span className={styles.hint}>{t('batch.ignored', { columns: unknown.join(t('list')) })}</span>}
        {openQuote && <span data-tone="warning">{t('batch.openQuote')}</span>}
        <span className={styles.spacer} />
        {faulty.length > 0 && <Switch label={t('batch.onlyFaults')} checked={onlyFaults} onChange={(event) => setOnlyFaults(event.currentTarget.checked)} />}
        <Button
          leftSection={<IconDownload size={14} />}
          title={t('batch.saveHint')}
          onClick={() => saveFile(name, utf8(writeCsv(batchTable(columns, rows, language))), 'text/csv')}
          data-testid="batch-save"
        >
          {t('batch.save')}
        </Button>
      </div>
      <BatchTable columns={columns} rows={onlyFaults ? faulty : rows} />
      {open && <BatchDetail row={open} calculation={calculation} />}
    </>
  )
}

function Refused({ problem: { kind, fields, example } }: { readonly problem: TableProblem }) {
  const { t } = useTranslation('signature')
  const text = useText()
  const names = fields.map(({ key, label }) => (text(label).toLowerCase() === key.toLowerCase() ? key : `${key} (${text(label)})`)).join(t('list'))
  return (
    <div className={batchStyles.refused} role="alert" data-testid="batch-problem" data-problem={kind}>
      <IconAlertCircle size={16} aria-hidden />
      <div>
        <b>{t(`batch.problem.${kind}`, { fields: names })}</b>
        <p>{t('batch.problem.example')}</p>
        <code>{example}</code>
      </div>
    </div>
  )
}
