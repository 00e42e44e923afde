import { useState, type CSSProperties, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { HugeListView } from '../../../ui/huge-list-view.tsx'
import { useLogList } from '../../log/use-log-list.ts'
import { useSettings } from '../../settings/settings-store.ts'
import table from '../table.module.css'
import { ColumnHeads } from './column-heads.tsx'
import { gridColumns, shownColumns, type Columns } from './columns.ts'
import { MessageContextMenu, type MenuPlace } from './message-context-menu.tsx'
import type { MessagePages } from './message-pages.ts'
import { MessageRow } from './message-row.tsx'
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
  const { list, count, rows, choose, onKeyDown } = useLogList({ source, from, end: pausedEnd ?? Infinity, rowHeight, startsAtEnd: true, selected, onSelect })
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
      <HugeListView
        list={list}
        role="listbox"
        className={table['rows'] ?? ''}
        aria-label={t('list')}
        aria-activedescendant={selected === null ? undefined : `mqtt-${connectionId}-${selected}`}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        empty={count === 0 && <p className={table['none']}>{empty}</p>}
        newest={t('newest')}
        testId="mqtt-messages"
      >
        {rows.map(({ key, row }) =>
          row ? (
            <MessageRow key={key} id={`mqtt-${connectionId}-${row.seq}`} message={row} columns={shown} isSelected={row.seq === selected} onSelect={choose} />
          ) : (
            <div key={key} className={`${table.row} ${styles.row}`} />
          ),
        )}
      </HugeListView>
      {menu && <MessageContextMenu key={menu.seq} connectionId={connectionId} place={menu} onTopic={onTopic} onClose={() => setMenu(null)} />}
    </div>
  )
}
