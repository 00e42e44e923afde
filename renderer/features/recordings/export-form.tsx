import { Button, NumberInput, Radio, Switch } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { exportFormats, type ExportFormat } from '../../../shared/contract/recordings.ts'
import { FailureCard } from '../../ui/failure-card.tsx'
import form from '../../ui/export.module.css'
import styles from './export.module.css'
import { closeExport, startExport, useExport } from './export-store.ts'

const rowOf = (line: number | string): number | undefined => (typeof line === 'number' && line >= 1 ? line - 1 : undefined)

/** Which format, which lines, and whether whoever gets the file may tell the module and the card by it. */
export function ExportForm({ name }: { readonly name: string }) {
  const { t } = useTranslation('recordings')
  const failure = useExport((state) => state.failure)
  const [format, setFormat] = useState<ExportFormat>('text')
  const [isMasked, setMasked] = useState(true)
  const [first, setFirst] = useState<number | string>('')
  const [last, setLast] = useState<number | string>('')
  const [isBusy, setBusy] = useState(false)
  const [from, to] = [rowOf(first), rowOf(last)]
  const isBackwards = from !== undefined && to !== undefined && to < from
  const start = async (): Promise<void> => {
    setBusy(true)
    await startExport(name, { format, unmasked: !isMasked, ...(from !== undefined && { from }), ...(to !== undefined && { to }) })
    setBusy(false)
  }
  return (
    <form
      className={form['form']}
      data-testid="export-form"
      onSubmit={(event) => {
        event.preventDefault()
        void start()
      }}
    >
      {failure && <FailureCard failure={failure} />}
      <Radio.Group aria-label={t('export.format')} value={format} onChange={(value) => setFormat(value as ExportFormat)}>
        <div className={styles['formats']}>
          {exportFormats.map((each) => (
            <Radio key={each} size="xs" value={each} label={t(`export.formats.${each}.name`)} description={t(`export.formats.${each}.words`)} />
          ))}
        </div>
      </Radio.Group>
      <div className={form['pair']}>
        <NumberInput label={t('export.from')} placeholder={t('export.first')} min={1} allowDecimal={false} value={first} onChange={setFirst} />
        <NumberInput label={t('export.to')} placeholder={t('export.last')} min={1} allowDecimal={false} value={last} onChange={setLast} error={isBackwards && t('export.backwards')} />
      </div>
      <div className={styles['about']}>
        <Switch label={t('export.mask')} checked={isMasked} onChange={(event) => setMasked(event.currentTarget.checked)} />
        {isMasked ? (
          <p className={styles['hint']}>{t('export.maskHint')}</p>
        ) : (
          <p className={styles['warning']} role="alert">
            <IconAlertTriangle size={14} aria-hidden /> {t('export.unmasked')}
          </p>
        )}
      </div>
      <div className={form['buttons']}>
        <Button variant="default" onClick={closeExport}>
          {t('export.cancel')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={isBackwards} data-autofocus>
          {t('export.run')}
        </Button>
      </div>
    </form>
  )
}
