import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogRow } from '../terminal/log-rows.ts'
import { LogRowView } from '../terminal/log-row-view.tsx'
import log from '../terminal/log-view.module.css'
import { RowDetail } from '../terminal/row-detail.tsx'
import { useFollowingList } from '../terminal/use-following-list.ts'

/** px, as in the terminal's log. */
const rowHeight = 19

type Props = { readonly rows: readonly LogRow[]; readonly count: number; readonly isCut: boolean }

/** The rows that have come so far, newest last; nothing can be sent from here. */
export function ReplayLog({ rows, count, isCut }: Props) {
  const { t } = useTranslation(['casefile', 'terminal'])
  const [selectedId, setSelectedId] = useState<number | null>(null)
  const { viewport, range, isAtEnd, follow, onScroll } = useFollowingList(count, rows[0]?.id, rowHeight)
  const selected = rows.slice(0, count).find(({ id }) => id === selectedId)
  const select = (id: number | null): void => {
    follow(false)
    setSelectedId(id)
  }
  return (
    <div className={log['view']}>
      <div className={log['lines']}>
        <div ref={viewport} className={log['viewport']} onScroll={onScroll} tabIndex={0} role="table" aria-label={t('replay.lines')} aria-rowcount={count} data-testid="casefile-lines">
          {isCut && count > 0 && <div className={log['truncated']}>{t('replay.cut')}</div>}
          {count === 0 && <div className={log['empty']}>{t('replay.nothingYet')}</div>}
          <div role="rowgroup" className={log['rows']} style={{ height: count * rowHeight }}>
            <div role="presentation" style={{ transform: `translateY(${range.start * rowHeight}px)` }}>
              {rows.slice(range.start, Math.min(range.end, count)).map((row) => (
                <LogRowView key={row.id} row={row} isHexShown={false} isSelected={row.id === selectedId} onSelect={select} />
              ))}
            </div>
          </div>
        </div>
        {!isAtEnd && (
          <Button className={log['jump'] ?? ''} size="compact-xs" leftSection={<IconArrowDown size={13} />} onClick={() => follow(true)}>
            {t('terminal:log.jump')}
          </Button>
        )}
      </div>
      {selected && <RowDetail row={selected} onClose={() => setSelectedId(null)} />}
    </div>
  )
}
