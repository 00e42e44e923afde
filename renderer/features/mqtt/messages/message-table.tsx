import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowDown, IconEraser } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageLog } from './message-log.ts'
import { MessageRow } from './message-row.tsx'
import { clearMessages, selectMessage } from './message-actions.ts'
import { activeConnection, useMqtt } from '../mqtt-store.ts'
import { rowHeight, useStickToEnd } from './use-stick-to-end.ts'
import styles from './messages.module.css'

type Props = { readonly connectionId: string; readonly log: MessageLog; readonly selected: number | undefined }

/** Only the rows in sight exist. The newest is last and stays in sight until someone scrolls up. */
export function MessageTable({ connectionId, log, selected }: Props) {
  const { t } = useTranslation('mqtt')
  const { messages } = log
  const hasSubscriptions = useMqtt((state) => (activeConnection(state)?.subscriptions.length ?? 0) > 0)
  const stick = useStickToEnd(messages)
  // oxlint-disable-next-line react/incompatible-library -- its results go to no memoized component
  const rows = useVirtualizer({ count: messages.length, getScrollElement: () => stick.scroller.current, estimateSize: () => rowHeight, overscan: 12 })

  const move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Escape') selectMessage(connectionId, undefined)
    if (by === 0 || messages.length === 0) return
    event.preventDefault()
    const at = messages.findIndex(({ seq }) => seq === selected)
    const next = at < 0 ? messages.length - 1 : Math.min(messages.length - 1, Math.max(0, at + by))
    selectMessage(connectionId, messages[next]?.seq)
    rows.scrollToIndex(next)
  }

  return (
    <div className={styles.table}>
      <div className={styles.tableHead}>
        <span>{t('message.time')}</span>
        <span />
        <span>{t('message.topic')}</span>
        <span>QoS</span>
        <span>{t('message.payload')}</span>
        <span className={styles.count} data-testid="mqtt-count">
          {log.lost > 0 ? t('message.countLost', { count: messages.length, lost: log.lost }) : messages.length}
        </span>
        <Tooltip label={t('message.clear')}>
          <ActionIcon size="xs" aria-label={t('message.clear')} disabled={messages.length === 0} onClick={() => clearMessages(connectionId)}>
            <IconEraser size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div
        ref={stick.scroller}
        className={styles.rows}
        role="listbox"
        aria-label={t('message.list')}
        aria-activedescendant={selected === undefined ? undefined : `mqtt-${connectionId}-${selected}`}
        tabIndex={0}
        onKeyDown={move}
        onScroll={stick.onScroll}
      >
        {messages.length === 0 && <p className={styles.none}>{t(hasSubscriptions ? 'message.none' : 'message.noSubscription')}</p>}
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const message = messages[index]
            return (
              message && (
                <MessageRow
                  key={message.seq}
                  id={`mqtt-${connectionId}-${message.seq}`}
                  message={message}
                  top={start}
                  isSelected={message.seq === selected}
                  onSelect={() => selectMessage(connectionId, message.seq === selected ? undefined : message.seq)}
                />
              )
            )
          })}
        </div>
      </div>
      {!stick.isAtEnd && (
        <Button className={styles.jump ?? ''} size="compact-xs" leftSection={<IconArrowDown size={13} />} onClick={stick.toEnd}>
          {t('message.newest')}
        </Button>
      )}
    </div>
  )
}
