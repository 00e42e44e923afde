import { useCallback, useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { barHeight, clampTop, furthest, revealed, scrollTopOf, seen, topOf } from './huge-scroll.ts'

export type HugeList = {
  readonly viewport: RefObject<HTMLDivElement | null>
  /** Of the empty element that the scroll bar is made from, px. */
  readonly barHeight: number
  /** Rows to draw, `end` exclusive; the first at `offset` px from the top edge. */
  readonly start: number
  readonly end: number
  readonly offset: number
  /** At least as many as are drawn: a row whose number is the same modulo this is drawn in the same place of the document. */
  readonly slots: number
  /** Stays at the end when the list grows. */
  readonly isFollowing: boolean
  /** There is more than can be seen at once. */
  readonly isScrollable: boolean
  readonly follow: (isFollowing: boolean) => void
  readonly reveal: (row: number) => void
  readonly onScroll: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** Rows drawn beyond each edge unless told otherwise. */
const usualOverscan = 12

type Options = {
  readonly count: number
  /** px. */
  readonly rowHeight: number
  /** Begins at its end and follows it; else at its first row. */
  readonly startsAtEnd?: boolean
  /** How many rows have gone from the front: what is being read stays where it is. */
  readonly dropped?: number
  /** Rows drawn beyond each edge, so that a quick scroll shows no gap. */
  readonly overscan?: number
}

/**
 * A list of any number of rows of one height. Its content is drawn in a layer that sticks to the viewport's top, so no element is ever taller than a
 * browser allows; the wheel moves by pixels, the scroll bar by its share of the whole. It follows its end once somebody is there, until they scroll up.
 */
export function useHugeList({ count, rowHeight, startsAtEnd = false, dropped = 0, overscan = usualOverscan }: Options): HugeList {
  const viewport = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(0)
  const [wanted, setWanted] = useState(0)
  const [isFollowing, setFollowing] = useState(startsAtEnd)
  const [droppedBefore, setDropped] = useState(dropped)
  /** What this hook gave the scroll bar itself: the event that follows says nothing new. */
  const given = useRef(0)
  /** The row that was brought into sight last, until somebody scrolls: what opens beside it must not push it out. */
  const kept = useRef<number | null>(null)
  const extent = { count, rowHeight, height }
  // Set while rendering, so that no picture is drawn in between.
  if (dropped !== droppedBefore) {
    setDropped(dropped)
    setWanted(Math.max(0, wanted - (dropped - droppedBefore) * rowHeight))
  }
  const top = isFollowing ? furthest(extent) : clampTop(extent, wanted)
  const latest = useRef({ extent, top })

  useLayoutEffect(() => {
    latest.current = { extent, top }
  })

  useLayoutEffect(() => {
    const element = viewport.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => {
      const { extent: before, top: from } = latest.current
      const now = { ...before, height: element.clientHeight }
      if (kept.current !== null) {
        latest.current = { extent: now, top: revealed(now, from, kept.current) }
        setWanted(latest.current.top)
      }
      setHeight(now.height)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const moveTo = useCallback((to: number, canFollow = true): void => {
    const { extent: now } = latest.current
    const next = clampTop(now, to)
    latest.current = { extent: now, top: next }
    kept.current = null
    setWanted(next)
    setFollowing(canFollow && next >= furthest(now) - 1)
  }, [])

  // The scroll bar follows the content, which may have grown as well.
  useLayoutEffect(() => {
    const element = viewport.current
    if (!element) return
    const scrollTop = Math.round(scrollTopOf({ count, rowHeight, height }, top))
    if (Math.abs(element.scrollTop - scrollTop) < 1) return
    given.current = scrollTop
    element.scrollTop = scrollTop
  }, [count, rowHeight, height, top])

  // React's own wheel listener is passive: it could not keep the browser from scrolling as well.
  useEffect(() => {
    const element = viewport.current
    if (!element) return undefined
    const onWheel = (event: WheelEvent): void => {
      if (event.ctrlKey || event.deltaY === 0) return
      event.preventDefault()
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * rowHeight : event.deltaY
      moveTo(latest.current.top + pixels)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [moveTo, rowHeight])

  const onScroll = useCallback((): void => {
    const element = viewport.current
    if (!element || Math.abs(element.scrollTop - given.current) < 1) return
    given.current = element.scrollTop
    // A viewport that grew makes the browser move what was at the end: it is there still.
    const isAtEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 2
    moveTo(isAtEnd ? furthest(latest.current.extent) : topOf(latest.current.extent, element.scrollTop))
  }, [moveTo])

  const onKeyDown = useCallback(
    (event: KeyboardEvent): void => {
      const { extent: now, top: from } = latest.current
      const page = Math.max(rowHeight, now.height - rowHeight)
      const to: Partial<Record<string, number>> = { PageDown: from + page, PageUp: from - page, Home: 0, End: furthest(now) }
      const next = to[event.key]
      if (next === undefined) return
      event.preventDefault()
      moveTo(next)
    },
    [moveTo, rowHeight],
  )

  const reveal = useCallback(
    (row: number): void => {
      const next = revealed(latest.current.extent, latest.current.top, row)
      // Someone who looks at one row does not want it to run away.
      if (next !== latest.current.top) moveTo(next, false)
      kept.current = row
    },
    [moveTo],
  )

  /** Not following any more, what is in sight stays. */
  const follow = useCallback((isToFollow: boolean): void => {
    kept.current = null
    setWanted(latest.current.top)
    setFollowing(isToFollow)
  }, [])

  const sight = seen(extent, top)
  const start = Math.max(0, sight.start - overscan)
  const end = Math.min(count, sight.end + overscan)
  const offset = sight.offset - (sight.start - start) * rowHeight
  // The same whatever is drawn beyond the edges: with another number every element would become another row, also the one that is just being clicked.
  const slots = Math.ceil(height / rowHeight) + 1 + 2 * Math.max(overscan, usualOverscan)
  return { viewport, barHeight: barHeight(extent), start, end, offset, slots, isFollowing, isScrollable: furthest(extent) > 0, follow, reveal, onScroll, onKeyDown }
}
