import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { wordsOf } from '../../../shared/signature/batch-table.ts'
import type { BatchRow, Column } from '../../../shared/signature/batch.ts'
import { useLanguage } from '../../ui/local-text.ts'
import { hiddenText } from '../../ui/reveal-icon.tsx'
import { selectRow, useBatch } from './batch-store.ts'
import batchStyles from './batch.module.css'

/** px */
const rowHeight = 28

type Props = { readonly columns: readonly Column[]; readonly rows: readonly BatchRow[] }

/** Only the rows in sight exist. Enter or a click opens one. */
export function BatchTable({ columns, rows }: Props) {
  const { t } = useTranslation('signature')
  const scroller = useRef<HTMLDivElement>(null)
  const selected = useBatch((state) => state.selected)
  const named = columns.flatMap(({ field }) => (field && field.kind !== 'secret' ? [field] : [])).slice(0, 3)
  // oxlint-disable-next-line react/incompatible-library -- its results go to no memoized component
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 })
  const template = `52px 24px ${named.map(() => 'minmax(90px, 1fr)').join(' ')} minmax(160px, 2fr) minmax(120px, 1.4fr)`

  const move = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Escape') selectRow(null)
    if (by === 0 || rows.length === 0) return
    event.preventDefault()
    const at = rows.findIndex(({ number }) => number === selected)
    const next = at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))
    selectRow(rows[next]?.number ?? null)
    virtual.scrollToIndex(next)
  }

  return (
    <div className={batchStyles.batchTable} role="table" aria-label={t('batch.devices')} aria-rowcount={rows.length}>
      <div className={batchStyles.batchHead} style={{ gridTemplateColumns: template }} role="row">
        <span role="columnheader">{t('batch.row')}</span>
        <span />
        {named.map(({ key }) => (
          <span key={key} role="columnheader">
            {key}
          </span>
        ))}
        <span role="columnheader">{t('batch.result')}</span>
        <span role="columnheader">{t('part.username')}</span>
      </div>
      <div ref={scroller} className={batchStyles.batchRows} tabIndex={0} onKeyDown={move} data-testid="batch-rows">
        <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index]
            return (
              row && (
                <div
                  key={row.number}
                  role="row"
                  className={batchStyles.batchRow}
                  style={{ gridTemplateColumns: template, transform: `translateY(${start}px)`, height: rowHeight }}
                  data-faulty={!row.made || undefined}
                  data-selected={row.number === selected || undefined}
                  onClick={() => selectRow(row.number === selected ? null : row.number)}
                >
                  <span className={batchStyles.rowNumber}>{row.number}</span>
                  <StateIcon row={row} />
                  {named.map(({ key }) => (
                    <span key={key}>{row.given[key]}</span>
                  ))}
                  <Result row={row} />
                </div>
              )
            )
          })}
        </div>
      </div>
    </div>
  )
}

function StateIcon({ row }: { readonly row: BatchRow }) {
  const Icon = row.made ? (row.findings.length > 0 ? IconAlertTriangle : IconCheck) : IconX
  return (
    <span data-tone={row.made ? (row.findings.length > 0 ? 'warning' : 'ok') : 'error'}>
      <Icon size={14} aria-hidden />
    </span>
  )
}

/** What was made, or why nothing was. */
function Result({ row }: { readonly row: BatchRow }) {
  const language = useLanguage()
  if (!row.made) {
    const why = wordsOf(row.findings, 'error', language)
    return (
      <span className={batchStyles.batchWhy} title={why}>
        {why}
      </span>
    )
  }
  const { login, values } = row.made
  return (
    <>
      <span>{login?.clientId ?? Object.keys(values).map((name) => `${name}: ${hiddenText}`).join(' ')}</span>
      <span>{login?.username}</span>
    </>
  )
}
