import { useMqtt } from '../mqtt-store.ts'
import { selectMessage } from './message-actions.ts'
import { MessageDetail } from './message-detail.tsx'
import { MessageList } from './message-list.tsx'
import styles from './messages.module.css'

/** All messages, and the chosen one whole beside them. */
export function MessagesView({ connectionId }: { readonly connectionId: string }) {
  const selected = useMqtt((state) => state.selected[connectionId] ?? null)
  return (
    <div className={styles['messages']} data-split={selected !== null}>
      <MessageList connectionId={connectionId} selected={selected} onSelect={(seq) => selectMessage(connectionId, seq)} />
      {selected !== null && <MessageDetail key={selected} connectionId={connectionId} seq={selected} />}
    </div>
  )
}
