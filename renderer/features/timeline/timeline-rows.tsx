import { useEffect, useLayoutEffect, useSyncExternalStore, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { HugeListView } from '../../ui/huge-list-view.tsx'
import { useHugeList } from '../../ui/use-huge-list.ts'
import logStyles from '../terminal/log-view.module.css'
import { findMessage } from './find-message.ts'
import { TimelineDetail } from './timeline-detail.tsx'
import { TimelineRowView } from './timeline-row-view.tsx'
import type { OfferedSource } from './timeline-sources.ts'
import { setTimeline, timelineStore, useTimelineState } from './timeline-store.ts'
import type { OpenTimeline } from './use-timeline.ts'

/** px; `.row` in log-view.module.css. */
const rowHeight = 19

const select = (selected: number | null): void => setTimeline({ selected })

/** The rows of all chosen sources in the order of their times. Only what is in sight is fetched and drawn. */
export function TimelineRows({ timeline, sources }: { readonly timeline: OpenTimeline; readonly sources: readonly OfferedSource[] }) {
  const { t } = useTranslation('timeline')
  const { pages } = timeline
  const selected = useTimelineState((state) => state.selected)
  useSyncExternalStore(pages.subscribe, pages.version)
  const count = pages.extent().end
  const list = useHugeList({ count, rowHeight, startsAtEnd: true })
  const { start, end, isFollowing, follow, reveal } = list
  // One more: times are counted from the row before.
  const first = Math.max(0, start - 1)
  const rows = pages.rows(first, end)
  const shown = rows.slice(start - first)
  const chosen = selected === null ? undefined : pages.rows(selected, selected + 1)[0]

  // Its own account below makes the list lower; it is there when the row has been fetched.
  const isOpen = chosen !== undefined
  useLayoutEffect(() => {
    if (selected !== null) reveal(selected)
  }, [selected, isOpen, reveal])

  useEffect(() => {
    if (!isFollowing) return undefined
    pages.watchEnd(true)
    return () => pages.watchEnd(false)
  }, [pages, isFollowing])

  const sought = useTimelineState((state) => state.sought)
  useEffect(() => {
    if (!sought) return
    const seek = async (): Promise<void> => {
      const row = await findMessage(timeline.id, sources, sought)
      // Rows that are still being put in their places may be it.
      if (timelineStore.getState().sought !== sought || (row === null && timeline.waiting > 0)) return
      setTimeline({ sought: null })
      if (row === null) return
      follow(false)
      select(row)
    }
    seek().catch(() => {})
    // What has been merged since may be it.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [sought, timeline, sources, follow, count])

  const choose = (row: number | null): void => {
    // Someone who looks at one row does not want it to run away.
    follow(false)
    select(row)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') choose(null)
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step === 0) return list.onKeyDown(event)
    event.preventDefault()
    const next = Math.min(count - 1, Math.max(0, selected === null ? count - 1 : selected + step))
    choose(next)
  }

  return (
    <div className={logStyles['view']}>
      <div className={logStyles['lines']}>
        <HugeListView
          list={list}
          role="table"
          className={logStyles['viewport'] ?? ''}
          aria-label={t('rows')}
          aria-rowcount={count}
          onKeyDown={onKeyDown}
          empty={count === 0 && <div className={logStyles['empty']}>{t(timeline.waiting > 0 ? 'merging' : 'nothing')}</div>}
          newest={t('newest')}
          testId="timeline-rows"
          isPanelFocus
        >
          {shown.map((row, index) => {
            const before = rows[start - first + index - 1]
            const origin = chosen ?? before
            return row ? (
              <TimelineRowView
                key={row.row}
                row={row}
                source={sources[row.source]}
                since={origin && row.at - origin.at}
                isSelected={row.row === selected}
                onSelect={choose}
              />
            ) : (
              <div key={`gap ${start + index}`} className={logStyles['row']} role="row" />
            )
          })}
        </HugeListView>
      </div>
      {chosen && <TimelineDetail row={chosen} source={sources[chosen.source]} onClose={() => choose(null)} />}
    </div>
  )
}
