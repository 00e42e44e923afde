import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { LineExplanation } from './line-explanation.tsx'
import styles from './line-explanation.module.css'
import { leaveRow, useHovered } from './row-hover.ts'

/** px between the card and the row, and the window's edge. */
const gap = 6

/** The explanation of the row under the pointer. One for all lists; it takes no clicks, so it is never in the way. The keyboard's way is to choose the line. */
export function RowCard() {
  const hovered = useHovered()
  const card = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  useLayoutEffect(() => {
    const size = card.current?.getBoundingClientRect()
    if (!hovered || !size) return setPlace(null)
    const below = hovered.bottom + gap
    const top = below + size.height > window.innerHeight - gap ? hovered.top - gap - size.height : below
    setPlace({ left: Math.max(gap, Math.min(hovered.x, window.innerWidth - size.width - gap)), top: Math.max(gap, top) })
  }, [hovered])
  useEffect(() => {
    if (!hovered) return undefined
    const events = ['wheel', 'mousedown', 'keydown', 'blur'] as const
    for (const event of events) window.addEventListener(event, leaveRow, { passive: true })
    return () => {
      for (const event of events) window.removeEventListener(event, leaveRow)
    }
  }, [hovered])
  if (!hovered) return null
  return (
    <div ref={card} className={styles['card']} role="tooltip" data-testid="line-card" style={{ left: place?.left ?? 0, top: place?.top ?? 0, visibility: place ? 'visible' : 'hidden' }}>
      <LineExplanation explained={hovered.explained} />
    </div>
  )
}
