import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageColumn } from '../../../../shared/contract/settings.ts'
import { changeSettings } from '../../settings/settings-store.ts'
import table from '../table.module.css'
import { isResizable, shownColumns, withWidth, type Columns } from './columns.ts'
import styles from './messages.module.css'

/** px a key press. */
const keyStep = 10

/** The names of the columns; the edges of some can be dragged. `onDrag`: the columns while one is being dragged; null: no longer. */
export function ColumnHeads({ columns, onDrag }: { readonly columns: Columns; readonly onDrag: (columns: Columns | null) => void }) {
  const { t } = useTranslation('mqtt-messages')
  return (
    <div className={`${table.head} ${styles.tableHead}`} role="presentation">
      {shownColumns(columns).map((column) => (
        <span key={column} data-column={column} title={t(`column.${column}`)}>
          {column === 'direction' || column === 'retain' ? '' : t(`column.${column}`)}
          {isResizable(column) && <Edge column={column} columns={columns} onDrag={onDrag} />}
        </span>
      ))}
    </div>
  )
}

type EdgeProps = { readonly column: MessageColumn; readonly columns: Columns; readonly onDrag: (columns: Columns | null) => void }

function Edge({ column, columns, onDrag }: EdgeProps) {
  const { t } = useTranslation('mqtt-messages')
  const from = useRef<{ readonly x: number; readonly width: number } | null>(null)
  const [width, setWidth] = useState<number | null>(null)
  const widthNow = (element: Element): number => element.parentElement?.getBoundingClientRect().width ?? 0
  const onPointerDown = (event: PointerEvent): void => {
    event.currentTarget.setPointerCapture(event.pointerId)
    from.current = { x: event.clientX, width: widthNow(event.currentTarget) }
  }
  const onPointerMove = (event: PointerEvent): void => {
    if (!from.current) return
    const next = withWidth(columns, column, from.current.width + event.clientX - from.current.x)
    setWidth(next.widths[column] ?? null)
    onDrag(next)
  }
  const onPointerUp = (): void => {
    from.current = null
    if (width !== null) changeSettings({ mqttColumns: withWidth(columns, column, width) })
    setWidth(null)
    onDrag(null)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowLeft' ? -keyStep : event.key === 'ArrowRight' ? keyStep : 0
    if (by === 0) return
    event.preventDefault()
    changeSettings({ mqttColumns: withWidth(columns, column, widthNow(event.currentTarget) + by) })
  }
  return (
    <span
      className={styles['edge']}
      role="separator"
      aria-orientation="vertical"
      aria-label={t('column.width', { column: t(`column.${column}`) })}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onKeyDown={onKeyDown}
    />
  )
}
