import { Button, Radio, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../../../shared/contract/failure.ts'
import type { MessageExportRequest } from '../../../../../shared/contract/mqtt-history.ts'
import { formatNames, payloadFormats, type PayloadFormat } from '../../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { FailureCard } from '../../../../ui/failure-card.tsx'
import { messageFilter, type ListFilter } from '../list-filter.ts'
import styles from '../../../../ui/export.module.css'

type Props = {
  readonly filter: ListFilter
  /** The first message that is shown. */
  readonly from: number
  readonly failure: Failure | null
  readonly onStart: (request: MessageExportRequest) => Promise<void>
  readonly onClose: () => void
}

/** ms since the epoch of what a field for date and time holds, in local time; null: nothing. */
const momentOf = (value: string): number | null => (value === '' ? null : new Date(value).getTime())

/** Which messages, and how they are written. */
export function ExportForm({ filter, from, failure, onStart, onClose }: Props) {
  const { t } = useTranslation('mqtt-messages')
  const shown = messageFilter(filter, [], from)
  const [kind, setKind] = useState<'json' | 'csv'>('json')
  const [payload, setPayload] = useState<PayloadFormat>('json')
  const [isAll, setAll] = useState(shown === null)
  const [since, setSince] = useState('')
  const [until, setUntil] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [start, end] = [momentOf(since), momentOf(until)]
  const isBackwards = start !== null && end !== null && end <= start
  const run = async (): Promise<void> => {
    setBusy(true)
    await onStart({ kind, payload, filter: isAll ? null : shown, since: start, until: end })
    setBusy(false)
  }
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault()
        void run()
      }}
    >
      {failure && <FailureCard failure={failure} />}
      <Radio.Group label={t('export.kind')} value={kind} onChange={(value) => setKind(value === 'csv' ? 'csv' : 'json')}>
        <div className={styles['choices']}>
          <Radio size="xs" value="json" label={t('export.json')} />
          <Radio size="xs" value="csv" label={t('export.csv')} />
        </div>
      </Radio.Group>
      <Select
        label={t('export.payload')}
        description={t('export.payloadHint')}
        data={payloadFormats.map((format) => ({ value: format, label: format === 'text' ? t('export.text') : formatNames[format] }))}
        value={payload}
        allowDeselect={false}
        onChange={(chosen) => setPayload(payloadFormats.find((format) => format === chosen) ?? payload)}
      />
      <Radio.Group label={t('export.which')} value={isAll ? 'all' : 'shown'} onChange={(value) => setAll(value === 'all')}>
        <div className={styles['choices']}>
          <Radio size="xs" value="all" label={t('export.all')} />
          <Radio size="xs" value="shown" label={t('export.shown')} disabled={shown === null} />
        </div>
      </Radio.Group>
      <div className={styles['pair']}>
        <TextInput type="datetime-local" step={1} label={t('export.since')} value={since} onChange={(event) => setSince(event.currentTarget.value)} />
        <TextInput type="datetime-local" step={1} label={t('export.until')} value={until} onChange={(event) => setUntil(event.currentTarget.value)} error={isBackwards && t('export.backwards')} />
      </div>
      <div className={styles['buttons']}>
        <Button variant="default" onClick={onClose}>
          {t('export.cancel')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={isBackwards} data-autofocus>
          {t('export.run')}
        </Button>
      </div>
    </form>
  )
}
