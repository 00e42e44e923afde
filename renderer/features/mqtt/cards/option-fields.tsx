import { Checkbox, NumberInput, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SubscriptionOptions } from '../../../../shared/contract/mqtt.ts'
import styles from './cards.module.css'

type Props = { readonly options: SubscriptionOptions; readonly onChange: (options: SubscriptionOptions) => void }

const handlings = [0, 1, 2] as const

/** What MQTT 5 adds to a subscription. */
export function OptionFields({ options, onChange }: Props) {
  const { t } = useTranslation('mqtt-cards')
  const { noLocal, retainAsPublished, retainHandling, identifier } = options
  return (
    <div className={styles['options']}>
      <Checkbox label={t('options.noLocal')} checked={noLocal} onChange={(event) => onChange({ ...options, noLocal: event.currentTarget.checked })} />
      <Checkbox label={t('options.retainAsPublished')} checked={retainAsPublished} onChange={(event) => onChange({ ...options, retainAsPublished: event.currentTarget.checked })} />
      <Select
        label={t('options.retainHandling')}
        data={handlings.map((value) => ({ value: String(value), label: t(`options.handling.${value}`) }))}
        value={String(retainHandling)}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(chosen) => onChange({ ...options, retainHandling: handlings.find((value) => String(value) === chosen) ?? 0 })}
      />
      <NumberInput
        label={t('options.identifier')}
        min={1}
        max={268_435_455}
        allowDecimal={false}
        hideControls
        value={identifier ?? ''}
        onChange={(value) => {
          const { identifier: _before, ...others } = options
          const number = Math.round(Number(value))
          onChange(value === '' || !(number >= 1) ? others : { ...others, identifier: Math.min(268_435_455, number) })
        }}
      />
    </div>
  )
}
