import { useEffect, useMemo, useState } from 'react'
import type { TimelineSource, TimelineState } from '../../../shared/contract/timeline.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { RowPages } from '../log/row-pages.ts'
import { shownRows, type ShownRow } from './shown-row.ts'
import { setTimeline } from './timeline-store.ts'

export type OpenTimeline = {
  readonly id: string
  readonly pages: RowPages<ShownRow>
  /** Rows of the sources that are still being put in their places. */
  readonly waiting: number
}

const pagesOf = (id: string): RowPages<ShownRow> =>
  new RowPages<ShownRow>(async (from, count) => {
    const result = await bridge().call('timeline.rows', id, from, count)
    return result.ok ? shownRows(result.value) : []
  })

/** The time line of these sources while the caller is mounted; null while there is none. A lost link opens it anew. */
export function useTimeline(sources: readonly TimelineSource[]): OpenTimeline | null {
  const [timeline, setTimelineOpen] = useState<OpenTimeline | null>(null)
  const key = JSON.stringify(sources.map(({ kind, id }) => ({ kind, id })))
  const wanted = useMemo(() => JSON.parse(key) as readonly TimelineSource[], [key])
  useEffect(() => {
    let isOver = false
    let current: OpenTimeline | null = null
    const take = (state: TimelineState): void => {
      if (isOver || current?.id !== state.timelineId) return
      current.pages.grew({ first: 0, end: state.rows })
      if (current.waiting === state.waiting) return
      current = { ...current, waiting: state.waiting }
      setTimelineOpen(current)
    }
    const close = (id: string): void => void attempt(() => bridge().call('timeline.close', id))
    const open = async (): Promise<void> => {
      if (wanted.length === 0) {
        setTimelineOpen(null)
        return
      }
      const result = await attempt(() => bridge().call('timeline.open', wanted))
      if (!result.ok) {
        if (!isOver) setTimeline({ failure: result.failure })
        return
      }
      if (isOver) {
        close(result.value.timelineId)
        return
      }
      const { timelineId, waiting } = result.value
      current = { id: timelineId, pages: pagesOf(timelineId), waiting }
      setTimeline({ failure: null })
      setTimelineOpen(current)
      take(result.value)
    }
    const disposers = [
      bridge().on('timeline.didGrow', take),
      bridge().onLinkState((state) => {
        if (state === 'connected') void open()
      }),
    ]
    void open()
    return () => {
      isOver = true
      disposers.forEach((dispose) => dispose())
      if (current) close(current.id)
    }
  }, [wanted])
  return timeline
}
