import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { useCallback, useLayoutEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { LogRowView } from './log-row-view.tsx'
import type { LogRow } from './log-rows.ts'
import styles from './log-view.module.css'
import { RowDetail } from './row-detail.tsx'
import { useTerminal } from './terminal-store.ts'
import { useFollowingList } from './use-following-list.ts'

const rowHeight = 19

type Props = { readonly rows: readonly LogRow[]; readonly isTruncated: boolean }

/** The lines, newest last. Follows the end until someone scrolls up or chooses a line. */
export function LogView({ rows, isTruncated }: Props) {
  const { t } = useTranslation('terminal')
  const isHexShown = useTerminal((state) => state.isHexShown)
  const filter = useTerminal((state) => state.filter.trim().toLowerCase())
  const shown = useMemo(() => (filter === '' ? rows : rows.filter((row) => row.text.toLowerCase().includes(filter))), [rows, filter])
  const [selectedId, setSelectedId] = useState<number | null>(null)
  // Filtered ids have gaps: their rows cannot be counted from the ids.
  const list = useFollowingList(shown.length, filter === '' ? shown[0]?.id : undefined, rowHeight)
  const { follow, reveal, range } = list
  const selectedIndex = useMemo(() => (selectedId === null ? -1 : shown.findIndex((row) => row.id === selectedId)), [shown, selectedId])
  const selected = shown[selectedIndex]

  const select = useCallback(
    (id: number | null) => {
      // Someone who looks at one line does not want it to run away.
      follow(false)
      setSelectedId(id)
    },
    [follow],
  )

  // The strip that opens below must not cover the line it tells about.
  useLayoutEffect(() => {
    if (selectedId === null) return undefined
    const frame = requestAnimationFrame(() => reveal(shown.findIndex((row) => row.id === selectedId)))
    return () => cancelAnimationFrame(frame)
    // When another line is chosen, not with every new line.
    // eslint-disable-next-line react/exhaustive-deps
  }, [selectedId, reveal])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setSelectedId(null)
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    const from = selectedIndex === -1 ? shown.length : selectedIndex
    const next = shown[from + (event.key === 'ArrowUp' ? -1 : 1)]
    if (next) select(next.id)
  }

  return (
    <div className={styles['view']}>
      <div className={styles['lines']}>
        <div
          ref={list.viewport}
          className={styles['viewport']}
          onScroll={list.onScroll}
          onKeyDown={onKeyDown}
          tabIndex={0}
          role="table"
          aria-label={t('log.name')}
          aria-rowcount={shown.length}
        >
          {isTruncated && shown.length > 0 && <div className={styles['truncated']}>{t('log.truncated')}</div>}
          {shown.length === 0 && <div className={styles['empty']}>{t(filter === '' ? 'log.empty' : 'log.noMatch')}</div>}
          <div role="rowgroup" className={styles['rows']} style={{ height: shown.length * rowHeight }}>
            <div role="presentation" style={{ transform: `translateY(${range.start * rowHeight}px)` }}>
              {shown.slice(range.start, range.end).map((row) => (
                <LogRowView key={row.id} row={row} isHexShown={isHexShown} isSelected={row.id === selectedId} onSelect={select} />
              ))}
            </div>
          </div>
        </div>
        {!list.isAtEnd && (
          <Button className={styles['jump'] ?? ''} size="compact-xs" leftSection={<IconArrowDown size={13} />} onClick={() => follow(true)}>
            {t('log.jump')}
          </Button>
        )}
      </div>
      {selected && <RowDetail row={selected} onClose={() => setSelectedId(null)} />}
    </div>
  )
}
