import { Button, Popover } from '@mantine/core'
import { IconAdjustments } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { isEverything } from '../../../../shared/mqtt/everything-filter.ts'
import { checkSharedOptions } from '../../../../shared/mqtt/broker-limits.ts'
import { checkTopicFilter } from '../../../../shared/mqtt/topic-rules.ts'
import { changeSubscriber, subscribersIn, subscriptionsOf } from '../../../../shared/mqtt/workspace/arrange.ts'
import type { SubscriberCard, Workspace } from '../../../../shared/mqtt/workspace/schema.ts'
import { useCatalogue } from '../../../app/catalogue.ts'
import { joinSentences } from '../../../ui/join-sentences.ts'
import { useLanguage } from '../../../ui/local-text.ts'
import { MessageArea } from '../messages/message-area.tsx'
import { subscribeTo } from './card-actions.ts'
import { CardHead, type CardDrag } from './card-head.tsx'
import { CardMessages } from './card-messages.tsx'
import { refusedSubscription } from './cloud-refusal.ts'
import { EverythingDialog } from './everything-dialog.tsx'
import { QosSelect } from './qos-select.tsx'
import { OptionFields } from './option-fields.tsx'
import { SubscriptionList } from './subscription-list.tsx'
import { TopicInput } from './topic-input.tsx'
import { changeWorkspace, keyOf } from './workspace-store.ts'
import styles from './cards.module.css'

type Props = { readonly connection: ConnectionInfo; readonly workspace: Workspace; readonly card: SubscriberCard; readonly index: number; readonly drag: CardDrag }

/** A filter to add, the ones there are, and what they bring. The first of a connection shows every message, sent ones too; further ones their own. */
export function SubscribeCard({ connection, workspace, card, index, drag }: Props) {
  const { t } = useTranslation(['mqtt-cards', 'mqtt'])
  const language = useLanguage()
  const { filter, qos, options } = card
  const [isAsking, setAsking] = useState(false)
  const change = (part: Partial<Pick<SubscriberCard, 'filter' | 'qos' | 'options'>>): void => changeWorkspace(keyOf(connection), (now) => changeSubscriber(now, card.id, part))
  const isFirst = subscribersIn(workspace)[0]?.id === card.id
  const owner = workspace.subscriptions.find((one) => one.filter === filter && one.isOn && !subscriptionsOf(workspace, card.id).includes(one))
  const wrong = filter === '' ? null : (checkTopicFilter(filter) ?? (connection.options.version === 5 ? checkSharedOptions(filter, options) : null))
  const { findCloud } = useCatalogue()
  const cloud = connection.options.cloud
  const told = wrong ?? refusedSubscription(cloud === undefined ? undefined : findCloud(cloud), filter, qos, connection)
  const problem = told ? joinSentences(language, told.what, told.next) : owner ? t('elsewhere') : undefined
  const add = async (): Promise<void> => {
    setAsking(false)
    if (await subscribeTo(connection.id, filter, qos, card.id, options)) change({ filter: '' })
  }
  const kept = subscriptionsOf(workspace, card.id)
  return (
    <>
      <CardHead connection={connection} workspace={workspace} card={card} index={index} drag={drag} />
      <div className={styles['subscribe']}>
        <form
          aria-label={card.name || t('mqtt:subscribe.title')}
          onSubmit={(event) => {
            event.preventDefault()
            if (filter === '' || problem !== undefined) return
            if (isEverything(filter)) setAsking(true)
            else void add()
          }}
        >
          <TopicInput
            connection={connection}
            direction="subscribe"
            label={t('mqtt:subscribe.topic')}
            value={filter}
            error={problem}
            onChange={(next) => change({ filter: next })}
            testId="mqtt-subscribe-topic"
          />
          <QosSelect label={t('mqtt:subscribe.qos')} value={qos} onChange={(next) => change({ qos: next })} />
          {connection.options.version === 5 && (
            <Popover position="bottom-end" width={320} trapFocus>
              <Popover.Target>
                <Button variant="default" px={7} aria-label={t('options.title')} title={t('options.title')}>
                  <IconAdjustments size={15} />
                </Button>
              </Popover.Target>
              <Popover.Dropdown>
                <OptionFields options={options} onChange={(next) => change({ options: next })} />
              </Popover.Dropdown>
            </Popover>
          )}
          <Button type="submit" variant="default" disabled={connection.state !== 'connected' || filter === '' || problem !== undefined} data-testid="mqtt-subscribe">
            {t('mqtt:subscribe.add')}
          </Button>
        </form>
        <SubscriptionList connection={connection} workspace={workspace} card={card} />
      </div>
      {isFirst ? <MessageArea connectionId={connection.id} /> : <CardMessages connection={connection} filters={kept.map((one) => one.filter)} />}
      {isAsking && <EverythingDialog filter={filter} onCancel={() => setAsking(false)} onGo={() => void add()} />}
    </>
  )
}
