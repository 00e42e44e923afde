import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import { FilteredMessages } from '../messages/filtered-messages.tsx'
import { noFilter, type ListFilter } from '../messages/list-filter.ts'
import { messagesOf, mqttStore } from '../mqtt-store.ts'
import { MessageDetail } from '../messages/message-detail.tsx'
import styles from './cards.module.css'

type Props = { readonly connection: ConnectionInfo; readonly filters: readonly string[] }

/** What the subscriptions of one card have brought. */
const received: ListFilter = { ...noFilter, direction: 'in' }

export function CardMessages({ connection, filters }: Props) {
  const { t } = useTranslation('mqtt-cards')
  const [filter, setFilter] = useState(received)
  const [from, setFrom] = useState(0)
  const [selected, setSelected] = useState<number | null>(null)
  if (filters.length === 0) return <p className={styles['hint']}>{t('ownMessages')}</p>
  return (
    <div className={styles['messages']}>
      <div className={styles['list']}>
        <FilteredMessages
          connectionId={connection.id}
          within={filters}
          filter={filter}
          onFilter={setFilter}
          from={from}
          onClear={() => setFrom(messagesOf(mqttStore.getState(), connection.id).extent().end)}
          empty={t('ownMessages')}
          selected={selected}
          onSelect={setSelected}
        />
      </div>
      {selected !== null && (
        <div className={styles['below']}>
          <MessageDetail key={selected} connectionId={connection.id} seq={selected} onChoose={setSelected} />
        </div>
      )}
    </div>
  )
}
