import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageProperties as Properties } from '../../../../shared/contract/mqtt.ts'
import { oneLine } from '../../../ui/payload-text.ts'
import styles from './messages.module.css'

/** What came with a message under MQTT 5. */
export function MessageProperties({ properties }: { readonly properties: Properties }) {
  const { t } = useTranslation('mqtt-messages')
  const { isUtf8, messageExpiry, topicAlias, responseTopic, correlationData, contentType, userProperties, subscriptionIdentifiers } = properties
  const rows: readonly (readonly [name: string, value: string | undefined])[] = [
    [t('property.contentType'), contentType],
    [t('property.format'), isUtf8 === true ? 'UTF-8' : undefined],
    [t('property.expiry'), messageExpiry === undefined ? undefined : t('property.seconds', { count: messageExpiry })],
    [t('property.responseTopic'), responseTopic],
    [t('property.correlationData'), correlationData && oneLine(correlationData, 200)],
    [t('property.topicAlias'), topicAlias?.toString()],
    [t('property.subscriptions'), subscriptionIdentifiers?.join(', ')],
    ...(userProperties ?? []).map(([name, value]) => [name, value] as const),
  ]
  const there = rows.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [{ name, value }]))
  if (there.length === 0) return null
  return (
    <dl className={styles['properties']} aria-label={t('property.all')}>
      {there.map(({ name, value }, index) => (
        // A name may stand more than once.
        <Fragment key={`${index} ${name}`}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  )
}
