import { useEffect, type KeyboardEvent } from 'react'
import { useHugeList, type HugeList } from '../../ui/use-huge-list.ts'
import type { LogSource } from './log-source.ts'
import { useChosenRow } from './use-chosen-row.ts'
import { useExtent } from './use-extent.ts'

type Options<Row> = {
  /** A new object is another log, or another choice of its rows. */
  readonly source: LogSource<Row>
  /** Of the places in the source, the first and the end of what is shown. */
  readonly from: number
  readonly end: number
  /** px. */
  readonly rowHeight: number
  /** Begins at the newest row and follows it; else at the first. */
  readonly startsAtEnd: boolean
  /** The chosen row's own number. */
  readonly selected: number | null
  readonly onSelect: (row: number | null) => void
}

export type LogList<Row> = {
  readonly list: HugeList
  readonly count: number
  /** Those to draw, as far as they have come; drawn in the same place of the document as long as they are in sight. */
  readonly rows: readonly { readonly key: number; readonly row: Row | undefined }[]
  /** The chosen row whole, also when it is out of sight. */
  readonly chosen: Row | null
  readonly choose: (row: number | null) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** The rows of a log of any length, of which only those in sight are fetched and drawn, and one is chosen by its number, by pointer or keys. */
export function useLogList<Row extends { readonly id: number }>({ source, from, end: shownEnd, rowHeight, startsAtEnd, selected, onSelect }: Options<Row>): LogList<Row> {
  const extent = useExtent(source)
  const first = Math.max(extent.first, from)
  const count = Math.max(0, Math.min(extent.end, shownEnd) - first)
  const list = useHugeList({ count, rowHeight, startsAtEnd, dropped: first, ...(source.isFlooding() && { overscan: 0 }) })
  const { start, slots, follow, reveal } = list
  const inSight = source.rows(first + start, first + list.end)

  const isEndWatched = list.isFollowing && extent.end <= shownEnd
  useEffect(() => {
    if (!isEndWatched) return undefined
    source.watchEnd(true)
    return () => source.watchEnd(false)
  }, [source, isEndWatched])

  const { chosen, choose, step } = useChosenRow({ source, first, end: first + count, inSight, inSightFrom: first + start, selected, onSelect, follow, reveal })
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') choose(null)
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault()
      step(event.key === 'ArrowUp' ? -1 : 1).catch(() => {})
    } else list.onKeyDown(event)
  }
  return { list, count, rows: inSight.map((row, index) => ({ key: (first + start + index) % slots, row })), chosen, choose, onKeyDown }
}
