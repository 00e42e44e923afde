import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { useEffect, useState, type CSSProperties, type KeyboardEvent, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useHugeList } from '../../../ui/use-huge-list.ts'
import { useChosenRow } from '../../log/use-chosen-row.ts'
import { useSettings } from '../../settings/settings-store.ts'
import { ColumnHeads } from './column-heads.tsx'
import { gridColumns, shownColumns, type Columns } from './columns.ts'
import { MessageContextMenu, type MenuPlace } from './message-context-menu.tsx'
import type { MessagePages } from './message-pages.ts'
import { MessageRow } from './message-row.tsx'
import { useExtent } from './use-extent.ts'
import styles from './messages.module.css'

/** px; `.row` in the style sheet. */
const rowHeight = 24

export type MessageListProps = {
  readonly connectionId: string
  /** A new object is another choice of messages. */
  readonly source: MessagePages
  /** Of the places in the source, the first that is shown, and where what is shown ends while it stands still. */
  readonly from: number
  readonly pausedEnd: number | null
  /** Said where there is no row. */
  readonly empty: string
  /** The chosen message's own number. */
  readonly selected: number | null
  readonly onSelect: (seq: number | null) => void
  /** Only messages of this topic are to be shown. */
  readonly onTopic: (topic: string) => void
}

/** Messages by their places, any number of them: only those in sight are fetched and drawn. The newest is last and stays in sight until someone scrolls up. */
export function MessageList({ connectionId, source, from, pausedEnd, empty, selected, onSelect, onTopic }: MessageListProps) {
  const { t } = useTranslation('mqtt-messages')
  const kept = useSettings((settings) => settings.mqttColumns)
  const [dragged, setDragged] = useState<Columns | null>(null)
  const columns = dragged ?? kept
  const shown = shownColumns(columns)
  const extent = useExtent(source)
  const first = Math.max(extent.first, from)
  const end = Math.max(first, Math.min(extent.end, pausedEnd ?? extent.end))
  const count = end - first
  const { viewport, barHeight, start, end: drawnEnd, offset, slots, isFollowing, isScrollable, follow, reveal, onScroll, onKeyDown: onListKey } = useHugeList({
    count,
    rowHeight,
    startsAtEnd: true,
    dropped: first,
    ...(source.isFlooding() && { overscan: 0 }),
  })
  const rows = source.rows(first + start, first + drawnEnd)

  const isEndWatched = isFollowing && pausedEnd === null
  useEffect(() => {
    if (!isEndWatched) return undefined
    source.watchEnd(true)
    return () => source.watchEnd(false)
  }, [source, isEndWatched])

  const { choose, step } = useChosenRow({ source, first, end, inSight: rows, inSightFrom: first + start, selected, onSelect, follow, reveal })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') choose(null)
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      step(event.key === 'ArrowUp' ? -1 : 1).catch(() => {})
    } else onListKey(event)
  }
  const [menu, setMenu] = useState<MenuPlace | null>(null)
  const onContextMenu = (event: MouseEvent): void => {
    const row = event.target instanceof Element ? event.target.closest('[data-seq]') : null
    if (!row) return
    event.preventDefault()
    setMenu({ seq: Number(row.getAttribute('data-seq')), x: event.clientX, y: event.clientY })
  }
  const grid = { '--columns': gridColumns(columns, false), '--columns-narrow': gridColumns(columns, true) } as CSSProperties

  return (
    <div className={styles['table']} style={grid}>
      <ColumnHeads columns={columns} onDrag={setDragged} />
      <div
        ref={viewport}
        className={styles['rows']}
        role="listbox"
        aria-label={t('list')}
        aria-activedescendant={selected === null ? undefined : `mqtt-${connectionId}-${selected}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onScroll={onScroll}
        onContextMenu={onContextMenu}
        data-testid="mqtt-messages"
      >
        {count === 0 && <p className={styles['none']}>{empty}</p>}
        <div className={styles['layer']}>
          <div style={{ transform: `translateY(${offset}px)` }}>
            {rows.map((message, index) =>
              message ? (
                <MessageRow
                  key={(first + start + index) % slots}
                  id={`mqtt-${connectionId}-${message.seq}`}
                  message={message}
                  columns={shown}
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
      {menu && <MessageContextMenu key={menu.seq} connectionId={connectionId} place={menu} onTopic={onTopic} onClose={() => setMenu(null)} />}
      {!isFollowing && isScrollable && (
        <Button className={styles['jump'] ?? ''} size="compact-xs" leftSection={<IconArrowDown size={13} />} onClick={() => follow(true)}>
          {t('newest')}
        </Button>
      )}
    </div>
  )
}
