import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { useTranslation } from 'react-i18next'
import { subscribersIn, subscriptionsOf } from '../../../../shared/mqtt/workspace/arrange.ts'
import { plainOptions, type KeptSubscription, type SubscriberCard, type Workspace } from '../../../../shared/mqtt/workspace/schema.ts'
import { SubscriptionChip } from './subscription-chip.tsx'
import styles from './cards.module.css'

/** At the broker without being kept: made by another program's part, or by a page that has not told yet. */
const stray = (connection: ConnectionInfo, workspace: Workspace): readonly KeptSubscription[] =>
  connection.subscriptions
    .filter(({ topic }) => !workspace.subscriptions.some(({ filter }) => filter === topic))
    .map(({ topic, qos, options = plainOptions }) => ({ filter: topic, cardId: '', qos, isOn: true, colour: 'none', alias: '', format: null, options }))

type Props = { readonly connection: ConnectionInfo; readonly workspace: Workspace; readonly card: SubscriberCard }

/** The subscriptions of one card, each on or off. */
export function SubscriptionList({ connection, workspace, card }: Props) {
  const { t } = useTranslation('mqtt')
  const isFirst = subscribersIn(workspace)[0]?.id === card.id
  const subscriptions = [...subscriptionsOf(workspace, card.id), ...(isFirst ? stray(connection, workspace) : [])]
  if (subscriptions.length === 0) return null
  return (
    <ul className={styles['chips']} aria-label={t('subscribe.list')}>
      {subscriptions.map((subscription) => (
        <SubscriptionChip
          key={subscription.filter}
          connection={connection}
          subscription={subscription}
          atBroker={connection.subscriptions.find(({ topic }) => topic === subscription.filter)}
        />
      ))}
    </ul>
  )
}
