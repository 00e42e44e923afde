import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { useEffect, useSyncExternalStore, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useHugeList } from '../../ui/use-huge-list.ts'
import { LogRowView } from '../terminal/log-row-view.tsx'
import styles from '../terminal/log-view.module.css'
import { RowDetail } from '../terminal/row-detail.tsx'
import type { LogSource } from './log-source.ts'
import { useChosenRow } from './use-chosen-row.ts'

/** px; `.row` in log-view.module.css. */
const rowHeight = 19

export type LogViewProps = {
  /** A new object is another log, or another choice of its rows. */
  readonly source: LogSource
  /** Begins at the newest row and follows it; else at the first. */
  readonly startsAtEnd: boolean
  /** Of the places in the source, the first and the end of what is shown; all unless told. */
  readonly shownFrom?: number
  readonly shownEnd?: number
  readonly label: string
  /** Said where there is no row. */
  readonly empty: string
  /** Said above the rows, where they are not all that there was. */
  readonly note?: string | null
  readonly isHexShown: boolean
  /** The chosen row's own number. */
  readonly selected: number | null
  readonly onSelect: (row: number | null) => void
  readonly testId?: string
}

/** The rows of any log, live or recorded, of any length, and the chosen one whole. Only what is in sight is fetched and drawn. */
export function LogView({ source, startsAtEnd, shownFrom = 0, shownEnd = Infinity, label, empty, note = null, isHexShown, selected, onSelect, testId }: LogViewProps) {
  const { t } = useTranslation('terminal')
  // A change is either in the extent or in what has come of the rows.
  useSyncExternalStore(source.subscribe, source.version)
  const extent = source.extent()
  const first = Math.max(extent.first, shownFrom)
  const count = Math.max(0, Math.min(extent.end, shownEnd) - first)
  const { viewport, barHeight, start, end, offset, slots, isFollowing, isScrollable, follow, reveal, onScroll, onKeyDown: onListKey } = useHugeList({
    count,
    rowHeight,
    startsAtEnd,
    dropped: first,
    ...(source.isFlooding() && { overscan: 0 }),
  })
  const rows = source.rows(first + start, first + end)

  const isEndWatched = isFollowing && extent.end <= shownEnd
  useEffect(() => {
    if (!isEndWatched) return undefined
    source.watchEnd(true)
    return () => source.watchEnd(false)
  }, [source, isEndWatched])

  const { chosen, choose, step } = useChosenRow({ source, first, end: first + count, inSight: rows, inSightFrom: first + start, selected, onSelect, follow, reveal })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') choose(null)
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      step(event.key === 'ArrowUp' ? -1 : 1).catch(() => {})
    } else onListKey(event)
  }

  return (
    <div className={styles['view']}>
      {note !== null && <div className={styles['truncated']}>{note}</div>}
      <div className={styles['lines']}>
        <div
          ref={viewport}
          className={styles['viewport']}
          onScroll={onScroll}
          onKeyDown={onKeyDown}
          tabIndex={0}
          role="table"
          aria-label={label}
          aria-rowcount={count}
          data-testid={testId}
        >
          {count === 0 && <div className={styles['empty']}>{empty}</div>}
          <div className={styles['layer']} role="rowgroup">
            <div role="presentation" style={{ transform: `translateY(${offset}px)` }}>
              {rows.map((row, index) =>
                row ? (
                  <LogRowView key={(first + start + index) % slots} row={row} isHexShown={isHexShown} isSelected={row.id === selected} onSelect={choose} />
                ) : (
                  <div key={`gap ${(first + start + index) % slots}`} className={styles['row']} role="row" />
                ),
              )}
            </div>
          </div>
          <div style={{ height: barHeight }} />
        </div>
        {!isFollowing && isScrollable && (
          <Button className={styles['jump'] ?? ''} size="compact-xs" leftSection={<IconArrowDown size={13} />} onClick={() => follow(true)}>
            {t('log.jump')}
          </Button>
        )}
      </div>
      {chosen && <RowDetail row={chosen} onClose={() => choose(null)} />}
    </div>
  )
}
