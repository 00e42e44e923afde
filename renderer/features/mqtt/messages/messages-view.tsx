import { useTranslation } from 'react-i18next'
import { useMqtt } from '../mqtt-store.ts'
import { FilteredMessages } from './filtered-messages.tsx'
import { ListActions } from './list-actions.tsx'
import { noFilter } from './list-filter.ts'
import { changeFilter, clearMessages, selectMessage } from './message-actions.ts'
import { MessageDetail } from './message-detail.tsx'
import styles from './messages.module.css'

/** All messages, and the chosen one whole beside them. */
export function MessagesView({ connectionId }: { readonly connectionId: string }) {
  const { t } = useTranslation('mqtt-messages')
  const selected = useMqtt((state) => state.selected[connectionId] ?? null)
  const filter = useMqtt((state) => state.filters[connectionId] ?? noFilter)
  const from = useMqtt((state) => state.clearedBefore[connectionId] ?? 0)
  const hasSubscriptions = useMqtt((state) => state.connections.some(({ id, subscriptions }) => id === connectionId && subscriptions.length > 0))
  return (
    <div className={styles['messages']} data-split={selected !== null}>
      <div className={styles['listSide']}>
        <FilteredMessages
          connectionId={connectionId}
          filter={filter}
          onFilter={(next) => changeFilter(connectionId, next)}
          from={from}
          onClear={() => clearMessages(connectionId)}
          empty={t(hasSubscriptions ? 'none' : 'noSubscription')}
          selected={selected}
          onSelect={(seq) => selectMessage(connectionId, seq)}
          actions={<ListActions connectionId={connectionId} filter={filter} from={from} />}
        />
      </div>
      {selected !== null && <MessageDetail key={selected} connectionId={connectionId} seq={selected} />}
    </div>
  )
}
