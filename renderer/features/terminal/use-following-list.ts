import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { dropShift, isNearEnd, rowRange, type RowRange } from './row-range.ts'

export type FollowingList = {
  readonly viewport: RefObject<HTMLDivElement | null>
  readonly range: RowRange
  readonly isAtEnd: boolean
  readonly follow: (isFollowing: boolean) => void
  /** Scrolls no further than needed to show the row. */
  readonly reveal: (index: number) => void
  readonly onScroll: () => void
}

/**
 * A list of rows of one height that grows at its end and is cut at its front. Follows the end until someone scrolls up; then
 * what is being read stays where it is. Rows of one height need no measuring: 20,000 of them cost as much as 20.
 */
export function useFollowingList(count: number, firstId: number | undefined, rowHeight: number): FollowingList {
  const viewport = useRef<HTMLDivElement>(null)
  const [height, setHeight] = useState(0)
  const [top, setTop] = useState(0)
  const [isAtEnd, setAtEnd] = useState(true)
  const previousFirstId = useRef(firstId)

  useLayoutEffect(() => {
    const element = viewport.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => setHeight(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  useLayoutEffect(() => {
    const element = viewport.current
    if (!element) return
    const shift = dropShift(previousFirstId.current, firstId, rowHeight)
    previousFirstId.current = firstId
    if (isAtEnd) element.scrollTop = element.scrollHeight
    // `top` is from before the cut: by now the browser may have clamped its own.
    else if (shift > 0) element.scrollTop = Math.max(0, top - shift)
    // The content's height follows from `count`, what fits from `height`: both are reasons to go to the end again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [count, firstId, height, isAtEnd, rowHeight, top])

  const onScroll = useCallback(() => {
    const element = viewport.current
    if (!element) return
    setTop(element.scrollTop)
    setAtEnd(isNearEnd(element))
  }, [])

  const reveal = useCallback(
    (index: number) => {
      const element = viewport.current
      if (!element) return
      const start = index * rowHeight
      if (start < element.scrollTop) element.scrollTop = start
      else if (start + rowHeight * 2 > element.scrollTop + element.clientHeight) element.scrollTop = start + rowHeight * 2 - element.clientHeight
    },
    [rowHeight],
  )

  return { viewport, range: rowRange({ count, rowHeight, height, top, isAtEnd }), isAtEnd, follow: setAtEnd, reveal, onScroll }
}
