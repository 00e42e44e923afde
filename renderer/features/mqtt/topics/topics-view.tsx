import { useCallback, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { TopicRow as Row } from '../../../../shared/contract/mqtt-topics.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { FailureCard } from '../../../ui/failure-card.tsx'
import { HugeListView } from '../../../ui/huge-list-view.tsx'
import { useHugeList } from '../../../ui/use-huge-list.ts'
import { MessageDetail } from '../messages/message-detail.tsx'
import { activeConnection, useMqtt } from '../mqtt-store.ts'
import messages from '../messages/messages.module.css'
import table from '../table.module.css'
import { ClearRetained } from './clear-retained.tsx'
import { TopicActions } from './topic-actions.tsx'
import { TopicRow } from './topic-row.tsx'
import { TopicsBar } from './topics-bar.tsx'
import { changeTopics, toggleBranch, useTopics } from './topics-store.ts'
import { noRows, rowAt, useTopicRows, type ShownRows } from './use-topic-rows.ts'
import styles from './topics.module.css'

/** px; `.row` in the style sheet. */
const rowHeight = 24

/** What a connection received, as a tree of topics: the last value of each, and the chosen one whole beside it. */
export function TopicsView({ connectionId }: { readonly connectionId: string }) {
  const view = useTopics(connectionId)
  const [shown, setShown] = useState<ShownRows>(noRows)
  const [toClear, setToClear] = useState<{ readonly path: string | null; readonly isBelow: boolean } | null>(null)
  const { chosen } = view
  const row = shown.chosen?.path === chosen ? shown.chosen : undefined
  const seq = row?.value?.seq
  const choose = useCallback((path: string | null) => changeTopics(connectionId, { chosen: path }), [connectionId])
  return (
    <div className={messages['messages']} data-split={seq !== undefined}>
      <div className={table['side']}>
        <TopicsBar
          connectionId={connectionId}
          totals={shown}
          onClear={() => setToClear({ path: null, isBelow: true })}
          onForget={() => void bridge().call('mqttTopics.forget', connectionId).catch(() => {})}
        />
        {shown.failure && <FailureCard failure={shown.failure} />}
        <Rows connectionId={connectionId} shown={shown} onRows={setShown} onChoose={choose} />
        {row && <TopicActions connectionId={connectionId} row={row} onClear={(isBelow) => setToClear({ path: row.path, isBelow })} />}
      </div>
      {seq !== undefined && <MessageDetail connectionId={connectionId} seq={seq} onClose={() => choose(null)} />}
      {toClear && <ClearRetained connectionId={connectionId} path={toClear.path} isBelow={toClear.isBelow} onClose={() => setToClear(null)} />}
    </div>
  )
}

type RowsProps = {
  readonly connectionId: string
  readonly shown: ShownRows
  readonly onRows: (change: (before: ShownRows) => ShownRows) => void
  readonly onChoose: (path: string | null) => void
}

/** Only the rows in sight are fetched and drawn. */
function Rows({ connectionId, shown, onRows, onChoose }: RowsProps) {
  const { t } = useTranslation('mqtt-topics')
  const view = useTopics(connectionId)
  const hasSubscriptions = useMqtt((state) => (activeConnection(state)?.subscriptions.length ?? 0) > 0)
  const list = useHugeList({ count: shown.total, rowHeight })
  const { start, end, reveal } = list
  const { chosen } = view
  useTopicRows({ connectionId, view, start, end, chosen }, onRows)
  const toggle = useCallback((path: string) => toggleBranch(connectionId, path), [connectionId])

  const moveTo = async (index: number): Promise<void> => {
    const to = Math.max(0, Math.min(shown.total - 1, index))
    const { filter, sort, isAllOpen, exceptions } = view
    const row = rowAt(shown, to) ?? (await firstOf(bridge().call('mqttTopics.rows', connectionId, { filter, sort, isAllOpen, exceptions: [...exceptions] }, to, 1)))
    if (row) onChoose(row.path)
    reveal(to)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // A key that follows another at once: what was answered last may still be about the row before.
    const isAnswered = chosen === null || shown.chosen?.path === chosen
    const drawnAt = isAnswered ? -1 : shown.rows.findIndex(({ path }) => path === chosen)
    const place = isAnswered ? (shown.place ?? -1) : drawnAt < 0 ? -1 : shown.from + drawnAt
    const row = chosen === null ? undefined : isAnswered ? shown.chosen : shown.rows[drawnAt]
    const act = (work: () => void): void => {
      event.preventDefault()
      work()
    }
    const parent = row && row.path.includes('/') ? row.path.slice(0, row.path.lastIndexOf('/')) : undefined
    switch (event.key) {
      case 'ArrowDown':
        return act(() => void moveTo(place + 1).catch(() => {}))
      case 'ArrowUp':
        return act(() => void moveTo(place < 0 ? shown.total - 1 : place - 1).catch(() => {}))
      case 'ArrowRight':
        return act(() => {
          if (row && row.children > 0 && !row.isOpen) toggle(row.path)
          else if (row && row.children > 0) void moveTo(place + 1).catch(() => {})
        })
      case 'ArrowLeft':
        return act(() => {
          if (row?.isOpen && view.filter === '') toggle(row.path)
          else if (parent !== undefined) onChoose(parent)
        })
      case 'Enter':
        return act(() => {
          if (row && row.children > 0) toggle(row.path)
        })
      case 'Escape':
        return onChoose(null)
      default:
        return list.onKeyDown(event)
    }
  }
  const drawn = Array.from({ length: Math.max(0, end - start) }, (_, index) => [start + index, rowAt(shown, start + index)] as const)

  return (
    <div className={table['table']}>
      <div className={`${table.head} ${styles.head}`}>
        <span>{t('column.topic')}</span>
        <span>{t('column.value')}</span>
        <span className={table['number']}>{t('column.messages')}</span>
        <span className={table['number']}>{t('column.rate')}</span>
        <span>{t('column.time')}</span>
      </div>
      <HugeListView
        list={list}
        role="tree"
        className={table['rows'] ?? ''}
        aria-label={t('tree')}
        aria-activedescendant={chosen !== null && shown.place !== undefined ? `topic-${connectionId}-${shown.place}` : undefined}
        onKeyDown={onKeyDown}
        empty={shown.total === 0 && <p className={table['none']}>{shown.reading === undefined && t(view.filter !== '' && shown.topics > 0 ? 'noMatch' : hasSubscriptions ? 'none' : 'noSubscription')}</p>}
        testId="mqtt-topics"
      >
        {drawn.map(([index, row]) =>
          row ? (
            <TopicRow key={row.path} id={`topic-${connectionId}-${index}`} row={row} isSelected={row.path === chosen} onChoose={onChoose} onToggle={toggle} />
          ) : (
            <div key={`gap ${index}`} className={`${table.row} ${styles.row}`} />
          ),
        )}
      </HugeListView>
    </div>
  )
}

async function firstOf(answer: Promise<{ readonly ok: boolean; readonly value?: { readonly rows: readonly Row[] } }>): Promise<Row | undefined> {
  return (await answer).value?.rows[0]
}
