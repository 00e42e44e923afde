import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogRow } from './log-rows.ts'
import { LogRowView } from './log-row-view.tsx'
import { RowDetail } from './row-detail.tsx'
import styles from './log-view.module.css'
import { useTerminal } from './terminal-store.ts'

const rowHeight = 19
/** Within this many pixels of the end counts as being at the end. */
const endSlack = 24

type Props = { readonly rows: readonly LogRow[]; readonly isTruncated: boolean }

/** The lines, newest last. Follows the end until someone scrolls up. */
export function LogView({ rows, isTruncated }: Props) {
  const { t } = useTranslation('terminal')
  const isHexShown = useTerminal((state) => state.isHexShown)
  const filter = useTerminal((state) => state.filter.trim().toLowerCase())
  const shown = useMemo(() => (filter === '' ? rows : rows.filter((row) => row.text.toLowerCase().includes(filter))), [rows, filter])
  const [selectedId, setSelectedId] = useState<number | null>(null)
  const [isAtEnd, setAtEnd] = useState(true)
  const viewport = useRef<HTMLDivElement>(null)
  const firstId = useRef<number | undefined>(undefined)

  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 20,
    getItemKey: (index) => shown[index]?.id ?? index,
  })

  useLayoutEffect(() => {
    const element = viewport.current
    if (!element) return
    const previous = firstId.current
    firstId.current = shown[0]?.id
    if (isAtEnd) {
      element.scrollTop = element.scrollHeight
    } else if (previous !== undefined && filter === '') {
      // Old rows were dropped at the front: keep what is being read where it is.
      const dropped = shown.findIndex((row) => row.id >= previous) === 0 ? (shown[0]?.id ?? previous) - previous : 0
      if (dropped > 0) element.scrollTop -= dropped * rowHeight
    }
  }, [shown, isAtEnd, filter])

  const onScroll = useCallback(() => {
    const element = viewport.current
    if (element) setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < endSlack)
  }, [])
  const select = useCallback((id: number) => setSelectedId((current) => (current === id ? null : id)), [])
  const selected = selectedId === null ? undefined : rows.find((row) => row.id === selectedId)

  return (
    <div className={styles['view']}>
      <div ref={viewport} className={styles['viewport']} onScroll={onScroll} tabIndex={0} role="table" aria-label={t('log.name')} aria-rowcount={shown.length}>
        {isTruncated && shown.length > 0 && <div className={styles['truncated']}>{t('log.truncated')}</div>}
        {shown.length === 0 && <div className={styles['empty']}>{t(filter === '' ? 'log.empty' : 'log.noMatch')}</div>}
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = shown[item.index]
            if (!row) return null
            return (
              <div key={item.key} role="presentation" className={styles['slot']} style={{ transform: `translateY(${item.start}px)`, height: rowHeight }}>
                <LogRowView row={row} isHexShown={isHexShown} isSelected={row.id === selectedId} onSelect={select} />
              </div>
            )
          })}
        </div>
      </div>
      {!isAtEnd && (
        <Button className={styles['jump'] ?? ''} size="compact-xs" leftSection={<IconArrowDown size={13} />} onClick={() => setAtEnd(true)}>
          {t('log.jump')}
        </Button>
      )}
      {selected && <RowDetail row={selected} onClose={() => setSelectedId(null)} />}
    </div>
  )
}
