import { Button, Select, TextInput, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { formatNames, payloadFormats } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { changeSubscription, keepSubscription, subscribersIn } from '../../../../shared/mqtt/workspace/arrange.ts'
import { subscriptionColours, type KeptSubscription } from '../../../../shared/mqtt/workspace/schema.ts'
import { subscribeTo } from './card-actions.ts'
import { OptionFields } from './option-fields.tsx'
import { QosSelect } from './qos-select.tsx'
import { changeWorkspace, keyOf } from './workspace-store.ts'
import styles from './cards.module.css'

type Props = { readonly connection: ConnectionInfo; readonly subscription: KeptSubscription; readonly onClose: () => void }

/** Looks change at once; what the broker has to know is subscribed anew. */
export function SubscriptionForm({ connection, subscription, onClose }: Props) {
  const { t } = useTranslation(['mqtt-cards', 'mqtt'])
  const { filter, alias, colour, format } = subscription
  const [qos, setQos] = useState(subscription.qos)
  const [options, setOptions] = useState(subscription.options)
  const isChanged = qos !== subscription.qos || JSON.stringify(options) !== JSON.stringify(subscription.options)
  const change = (part: Partial<Omit<KeptSubscription, 'filter'>>): void =>
    changeWorkspace(keyOf(connection), (now) =>
      now.subscriptions.some((one) => one.filter === filter)
        ? changeSubscription(now, filter, part)
        : // One that nobody kept is kept from now on.
          keepSubscription(now, { ...subscription, cardId: subscribersIn(now)[0]?.id ?? '', ...part }),
    )
  const apply = (): void => {
    if (subscription.isOn && connection.state === 'connected') void subscribeTo(connection.id, filter, qos, subscription.cardId || undefined, options)
    else change({ qos, options })
    onClose()
  }
  return (
    <div className={styles['options']} data-testid="mqtt-subscription-form">
      <code className={styles['whole']}>{filter}</code>
      <TextInput label={t('alias')} value={alias} maxLength={100} onChange={(event) => change({ alias: event.currentTarget.value })} data-autofocus />
      <div className={styles['colours']} role="radiogroup" aria-label={t('colour')}>
        {subscriptionColours.map((each) => (
          <UnstyledButton key={each} role="radio" aria-checked={each === colour} aria-label={t(`colours.${each}`)} title={t(`colours.${each}`)} data-colour={each} onClick={() => change({ colour: each })} />
        ))}
      </div>
      <Select
        label={t('format')}
        data={[{ value: '', label: t('formatAuto') }, ...payloadFormats.map((each) => ({ value: each, label: each === 'text' ? t('mqtt:publish.text') : formatNames[each] }))]}
        value={format ?? ''}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(chosen) => change({ format: payloadFormats.find((each) => each === chosen) ?? null })}
      />
      <div className={styles['line']}>
        <span>{t('mqtt:subscribe.qos')}</span>
        <QosSelect label={t('qosOf', { filter })} value={qos} onChange={setQos} />
      </div>
      {connection.options.version === 5 && <OptionFields options={options} onChange={setOptions} />}
      {isChanged && (
        <Button size="compact-sm" onClick={apply}>
          {t(subscription.isOn ? 'applyOn' : 'apply')}
        </Button>
      )}
    </div>
  )
}
