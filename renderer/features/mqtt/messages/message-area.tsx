import { useMqtt, logOf } from '../mqtt-store.ts'
import { MessageDetail } from './message-detail.tsx'
import { MessageTable } from './message-table.tsx'
import styles from './messages.module.css'

/** All messages, and the whole payload of the chosen one beside them. */
export function MessageArea({ connectionId }: { readonly connectionId: string }) {
  const log = useMqtt((state) => logOf(state, connectionId))
  const selected = useMqtt((state) => state.selected[connectionId])
  const message = selected === undefined ? undefined : log.messages.find(({ seq }) => seq === selected)
  return (
    <div className={styles.messages} data-split={message !== undefined}>
      <MessageTable connectionId={connectionId} log={log} selected={selected} />
      {message && <MessageDetail key={message.seq} connectionId={connectionId} message={message} />}
    </div>
  )
}
