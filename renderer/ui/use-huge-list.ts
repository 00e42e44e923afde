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
  readonly isAtEnd: boolean
  readonly reveal: (row: number) => void
  readonly toEnd: () => void
  readonly onScroll: () => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/**
 * A list of any number of rows of one height. Its content is drawn in a layer that sticks to the viewport's top, so no element is ever taller than a
 * browser allows; the wheel moves by pixels, the scroll bar by its share of the whole.
 */
export function useHugeList(count: number, rowHeight: number): HugeList {
  const viewport = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(0)
  const [wanted, setWanted] = useState(0)
  /** What this hook gave the scroll bar itself: the event that follows says nothing new. */
  const given = useRef(0)
  const extent = { count, rowHeight, height }
  const top = clampTop(extent, wanted)
  const latest = useRef({ extent, top })

  useLayoutEffect(() => {
    latest.current = { extent, top }
  })

  useLayoutEffect(() => {
    const element = viewport.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const moveTo = useCallback((to: number): void => {
    const { extent: now } = latest.current
    const next = clampTop(now, to)
    latest.current = { extent: now, top: next }
    setWanted(next)
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
    moveTo(topOf(latest.current.extent, element.scrollTop))
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

  const reveal = useCallback((row: number) => moveTo(revealed(latest.current.extent, latest.current.top, row)), [moveTo])
  const toEnd = useCallback(() => moveTo(furthest(latest.current.extent)), [moveTo])

  return { viewport, barHeight: barHeight(extent), ...seen(extent, top), isAtEnd: top >= furthest(extent) - 1, reveal, toEnd, onScroll, onKeyDown }
}
