import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowDown, IconEraser, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useEffect, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useHugeList } from '../../../ui/use-huge-list.ts'
import type { LogSource } from '../../log/log-source.ts'
import { useChosenRow } from '../../log/use-chosen-row.ts'
import { activeConnection, messagesOf, useMqtt } from '../mqtt-store.ts'
import type { ListedMessage } from './listed-message.ts'
import { clearMessages } from './message-actions.ts'
import { MessageRow } from './message-row.tsx'
import { useExtent } from './use-extent.ts'
import styles from './messages.module.css'

/** px; `.row` in the style sheet. */
const rowHeight = 24

type Props = {
  readonly connectionId: string
  /** The chosen message's own number. */
  readonly selected: number | null
  readonly onSelect: (seq: number | null) => void
}

/** The messages of a connection, any number of them: only those in sight are fetched and drawn. The newest is last and stays in sight until someone scrolls up. */
export function MessageList({ connectionId, selected, onSelect }: Props) {
  const { t } = useTranslation(['mqtt-messages', 'mqtt'])
  const source = useMqtt((state) => messagesOf(state, connectionId))
  const clearedBefore = useMqtt((state) => state.clearedBefore[connectionId] ?? 0)
  const hasSubscriptions = useMqtt((state) => (activeConnection(state)?.subscriptions.length ?? 0) > 0)
  const extent = useExtent(source)
  const [paused, setPaused] = useState<{ readonly source: LogSource<ListedMessage>; readonly end: number } | null>(null)
  const pausedEnd = paused?.source === source ? paused.end : null
  const first = Math.max(extent.first, clearedBefore)
  const end = Math.max(first, Math.min(extent.end, pausedEnd ?? extent.end))
  const count = end - first
  const waiting = extent.end - end
  const { viewport, barHeight, start, end: drawnEnd, offset, slots, isFollowing, isScrollable, follow, reveal, onScroll, onKeyDown: onListKey } = useHugeList({ count, rowHeight, startsAtEnd: true, dropped: first, ...(source.isFlooding() && { overscan: 0 }) })
  const rows = source.rows(first + start, first + drawnEnd)

  const isEndWatched = isFollowing && pausedEnd === null
  useEffect(() => {
    if (!isEndWatched) return undefined
    source.watchEnd(true)
    return () => source.watchEnd(false)
  }, [source, isEndWatched])

  const { choose, step } = useChosenRow({
    source,
    first,
    end,
    inSight: rows,
    inSightFrom: first + start,
    selected,
    onSelect,
    follow,
    reveal,
  })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') choose(null)
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      step(event.key === 'ArrowUp' ? -1 : 1).catch(() => {})
    } else onListKey(event)
  }
  const pause = pausedEnd === null ? 'pause' : 'resume'

  return (
    <div className={styles['table']}>
      <div className={styles['tableHead']}>
        <span>{t('mqtt:message.time')}</span>
        <span />
        <span>{t('mqtt:message.topic')}</span>
        <span>QoS</span>
        <span>{t('mqtt:message.payload')}</span>
        <span className={styles['count']}>
          {waiting > 0 && <strong>{t('waiting', { count: waiting, shown: waiting.toLocaleString() })}</strong>}
          <span data-testid="mqtt-count">{count.toLocaleString()}</span>
        </span>
        <Tooltip label={t(`${pause}Hint`)}>
          <ActionIcon size="xs" aria-label={t(pause)} aria-pressed={pausedEnd !== null} onClick={() => setPaused(pausedEnd === null ? { source, end: extent.end } : null)}>
            {pausedEnd === null ? <IconPlayerPause size={14} /> : <IconPlayerPlay size={14} />}
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('mqtt:message.clear')}>
          <ActionIcon size="xs" aria-label={t('mqtt:message.clear')} disabled={count === 0} onClick={() => clearMessages(connectionId)}>
            <IconEraser size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div
        ref={viewport}
        className={styles['rows']}
        role="listbox"
        aria-label={t('mqtt:message.list')}
        aria-activedescendant={selected === null ? undefined : `mqtt-${connectionId}-${selected}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={onScroll}
        data-testid="mqtt-messages"
      >
        {count === 0 && <p className={styles['none']}>{t(hasSubscriptions ? 'mqtt:message.none' : 'mqtt:message.noSubscription')}</p>}
        <div className={styles['layer']}>
          <div style={{ transform: `translateY(${offset}px)` }}>
            {rows.map((message, index) =>
              message ? (
                <MessageRow
                  key={(first + start + index) % slots}
                  id={`mqtt-${connectionId}-${message.seq}`}
                  message={message}
                  isSelected={message.seq === selected}
                  onSelect={choose}
                />
              ) : (
                <div key={`gap ${(first + start + index) % slots}`} className={styles['row']} />
              ),
            )}
          </div>
        </div>
        <div style={{ height: barHeight }} />
      </div>
      {!isFollowing && isScrollable && (
        <Button className={styles['jump'] ?? ''} size="compact-xs" leftSection={<IconArrowDown size={13} />} onClick={() => follow(true)}>
          {t('mqtt:message.newest')}
        </Button>
      )}
    </div>
  )
}
