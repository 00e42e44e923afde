import { useCallback, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'

/** px; the style sheet has the same. */
export const rowHeight = 24

/** Within this of the end, in px, counts as being there. */
const slack = 6

export type StickToEnd = {
  /** For the scrolling element. */
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly isAtEnd: boolean
  readonly onScroll: () => void
  readonly toEnd: () => void
}

/**
 * Keeps the newest row in sight while the reader is at the end. Further up, what is being read stays where it is,
 * also when old rows fall out above it.
 */
export function useStickToEnd(messages: readonly MqttMessage[]): StickToEnd {
  const scroller = useRef<HTMLDivElement>(null)
  const [isAtEnd, setIsAtEnd] = useState(true)
  const atEnd = useRef(true)
  const firstSeq = useRef<number>(undefined)
  const count = useRef(0)

  const toEnd = useCallback(() => {
    const element = scroller.current
    if (element) element.scrollTop = element.scrollHeight
  }, [])

  const onScroll = useCallback(() => {
    const element = scroller.current
    if (!element) return
    atEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight <= slack
    setIsAtEnd(atEnd.current)
  }, [])

  useLayoutEffect(() => {
    const element = scroller.current
    const first = messages[0]?.seq
    if (element && atEnd.current) toEnd()
    else if (element && first !== undefined && firstSeq.current !== undefined && first > firstSeq.current) {
      // Rows fell out above: as many as the count of the new ones exceeds the growth of the list.
      const fallen = Math.min(first - firstSeq.current, count.current)
      element.scrollTop -= fallen * rowHeight
    }
    if (messages.length === 0) atEnd.current = true
    firstSeq.current = first
    count.current = messages.length
  }, [messages, toEnd])

  // A dock that is dragged smaller must not leave the newest row behind the edge.
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return undefined
    const observer = new ResizeObserver(() => {
      if (atEnd.current) toEnd()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [toEnd])

  return { scroller, isAtEnd: isAtEnd || messages.length === 0, onScroll, toEnd }
}
