import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import type { KeyboardEventHandler } from 'react'
import { useTranslation } from 'react-i18next'
import { LogRowView } from './log-row-view.tsx'
import type { LogRow } from './log-rows.ts'
import styles from './log-view.module.css'
import type { FollowingList } from './use-following-list.ts'

/** px; `.row` in log-view.module.css. */
export const rowHeight = 19

type Props = {
  readonly list: FollowingList
  readonly rows: readonly LogRow[]
  /** How many of the rows are to be seen; all unless told. */
  readonly count?: number
  readonly label: string
  /** Said above the rows, where what came before them is gone. */
  readonly cut: string | null
  /** Said where there is no row. */
  readonly empty: string
  readonly isHexShown: boolean
  readonly selectedId: number | null
  readonly onSelect: (id: number | null) => void
  readonly onKeyDown?: KeyboardEventHandler
  readonly testId?: string
}

/** Rows of a log, newest last; only those in sight are drawn. */
export function LogLines({ list, rows, count = rows.length, label, cut, empty, isHexShown, selectedId, onSelect, onKeyDown, testId }: Props) {
  const { t } = useTranslation('terminal')
  const { viewport, range, isAtEnd, follow, onScroll } = list
  return (
    <div className={styles['lines']}>
      <div ref={viewport} className={styles['viewport']} onScroll={onScroll} onKeyDown={onKeyDown} tabIndex={0} role="table" aria-label={label} aria-rowcount={count} data-testid={testId}>
        {cut !== null && count > 0 && <div className={styles['truncated']}>{cut}</div>}
        {count === 0 && <div className={styles['empty']}>{empty}</div>}
        <div role="rowgroup" className={styles['rows']} style={{ height: count * rowHeight }}>
          <div role="presentation" style={{ transform: `translateY(${range.start * rowHeight}px)` }}>
            {rows.slice(range.start, Math.min(range.end, count)).map((row) => (
              <LogRowView key={row.id} row={row} isHexShown={isHexShown} isSelected={row.id === selectedId} onSelect={onSelect} />
            ))}
          </div>
        </div>
      </div>
      {!isAtEnd && (
        <Button className={styles['jump'] ?? ''} size="compact-xs" leftSection={<IconArrowDown size={13} />} onClick={() => follow(true)}>
          {t('log.jump')}
        </Button>
      )}
    </div>
  )
}
