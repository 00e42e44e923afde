import { useRef, useState, type PointerEvent } from 'react'
import styles from './quick-column.module.css'

type Props = { readonly width: number; readonly label: string; readonly onChange: (width: number) => void }

/** px: what the schema of the settings takes. */
const limits = { least: 160, most: 800, step: 16 } as const
const within = (width: number): number => Math.round(Math.min(limits.most, Math.max(limits.least, width)))

/** The column's left edge: dragged, or moved with the arrow keys. */
export function ColumnSash({ width, label, onChange }: Props) {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const [isHeld, setHeld] = useState(false)
  const wanted = (event: PointerEvent): number => within((start.current?.width ?? width) + (start.current?.x ?? event.clientX) - event.clientX)
  return (
    <div
      className={styles['sash']}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={limits.least}
      aria-valuemax={limits.most}
      tabIndex={0}
      data-held={isHeld || undefined}
      onPointerDown={(event) => {
        start.current = { x: event.clientX, width }
        event.currentTarget.setPointerCapture(event.pointerId)
        setHeld(true)
      }}
      onPointerMove={(event) => {
        const column = event.currentTarget.parentElement
        if (isHeld && column) column.style.width = `${wanted(event)}px`
      }}
      onPointerUp={(event) => {
        if (isHeld) onChange(wanted(event))
        setHeld(false)
      }}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowLeft' ? limits.step : event.key === 'ArrowRight' ? -limits.step : 0
        if (step === 0) return
        event.preventDefault()
        onChange(within(width + step))
      }}
    />
  )
}
