import { useCallback, useLayoutEffect, useMemo, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { LogLines, rowHeight } from './log-lines.tsx'
import type { LogRow } from './log-rows.ts'
import styles from './log-view.module.css'
import { RowDetail } from './row-detail.tsx'
import { useTerminal } from './terminal-store.ts'
import { useFollowingList } from './use-following-list.ts'

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
  const { follow, reveal } = list
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
      <LogLines
        list={list}
        rows={shown}
        label={t('log.name')}
        cut={isTruncated ? t('log.truncated') : null}
        empty={t(filter === '' ? 'log.empty' : 'log.noMatch')}
        isHexShown={isHexShown}
        selectedId={selectedId}
        onSelect={select}
        onKeyDown={onKeyDown}
      />
      {selected && <RowDetail row={selected} onClose={() => setSelectedId(null)} />}
    </div>
  )
}
