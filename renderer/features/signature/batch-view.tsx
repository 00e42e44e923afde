import { useTranslation } from 'react-i18next'
import { BatchResult } from './batch-result.tsx'
import { BatchSourceForm } from './batch-source.tsx'
import { InputForm } from './input-form.tsx'
import styles from './signature.module.css'
import { useCalculation } from './use-calculation.ts'
import { useSignedBatch } from './use-batch.ts'

/** A table of devices in, a table of logins out. */
export function BatchView() {
  const { t } = useTranslation('signature')
  const calculation = useCalculation()
  const signed = useSignedBatch()
  return (
    <div className={styles.columns} data-columns="2" data-wide data-first="rest">
      <div className={styles.column} data-column="form">
        <header className={styles.head}>
          <h3>{t('batch.common')}</h3>
          <span className={styles.hint}>{t('batch.commonHint')}</span>
        </header>
        <InputForm calculation={calculation} mode="batch" />
      </div>
      <section className={styles.column} aria-label={t('batch.table')} data-fixed>
        <BatchSourceForm calculation={calculation} />
        {signed && <BatchResult batch={signed.batch} openQuote={signed.openQuote} calculation={calculation} />}
      </section>
    </div>
  )
}
