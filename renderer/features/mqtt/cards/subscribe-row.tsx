import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo, Subscription } from '../../../../shared/contract/mqtt.ts'
import { isGranted } from '../../../../shared/mqtt/suback.ts'
import { checkTopicFilter } from '../../../../shared/mqtt/topic-rules.ts'
import { joinSentences } from '../../../ui/join-sentences.ts'
import { useLanguage } from '../../../ui/local-text.ts'
import { changeDraft, subscribeTo, unsubscribeFrom } from './card-actions.ts'
import { draftOf, useMqtt } from '../mqtt-store.ts'
import { QosSelect } from './qos-select.tsx'
import styles from '../mqtt.module.css'

/** A filter to add, and the ones there are with the QoS that the broker granted. */
export function SubscribeRow({ connection }: { readonly connection: ConnectionInfo }) {
  const { t } = useTranslation('mqtt')
  const language = useLanguage()
  const { filter, filterQos } = useMqtt((state) => draftOf(state, connection.id))
  const problem = filter === '' ? null : checkTopicFilter(filter)
  const add = async (): Promise<void> => {
    if (await subscribeTo(connection.id, filter, filterQos)) changeDraft(connection.id, { filter: '' })
  }
  return (
    <div className={styles.subscribe}>
      <form
        aria-label={t('subscribe.title')}
        onSubmit={(event) => {
          event.preventDefault()
          if (filter !== '' && !problem) void add()
        }}
      >
        <TextInput
          aria-label={t('subscribe.topic')}
          placeholder={t('subscribe.topic')}
          classNames={{ input: styles.mono ?? '' }}
          value={filter}
          onChange={(event) => changeDraft(connection.id, { filter: event.currentTarget.value })}
          error={problem ? joinSentences(language, problem.what, problem.next) : undefined}
          spellCheck={false}
          autoComplete="off"
          data-testid="mqtt-subscribe-topic"
        />
        <QosSelect label={t('subscribe.qos')} value={filterQos} onChange={(qos) => changeDraft(connection.id, { filterQos: qos })} />
        <Button
          type="submit"
          variant="default"
          disabled={connection.state !== 'connected' || filter === '' || problem !== null}
          data-testid="mqtt-subscribe"
        >
          {t('subscribe.add')}
        </Button>
      </form>
      {connection.subscriptions.length > 0 && (
        <ul className={styles.chips} aria-label={t('subscribe.list')}>
          {connection.subscriptions.map((subscription) => (
            <SubscriptionChip key={subscription.topic} subscription={subscription} connectionId={connection.id} />
          ))}
        </ul>
      )}
    </div>
  )
}

function SubscriptionChip({ subscription, connectionId }: { readonly subscription: Subscription; readonly connectionId: string }) {
  const { t } = useTranslation('mqtt')
  const { topic, qos, grantedQos } = subscription
  const isRefused = grantedQos !== null && !isGranted(grantedQos)
  const state = grantedQos === null ? t('subscribe.asked', { qos }) : isRefused ? t('subscribe.refused') : `QoS ${grantedQos}`
  const remove = t('subscribe.remove', { topic })
  return (
    <li className={styles.chip} data-refused={isRefused} data-subscription={topic}>
      <code>{topic}</code>
      <span>{state}</span>
      <Tooltip label={remove}>
        <ActionIcon size="xs" aria-label={remove} onClick={() => void unsubscribeFrom(connectionId, topic)}>
          <IconX size={11} />
        </ActionIcon>
      </Tooltip>
    </li>
  )
}
