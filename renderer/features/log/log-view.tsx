import { useTranslation } from 'react-i18next'
import { HugeListView } from '../../ui/huge-list-view.tsx'
import { LogRowView } from '../terminal/log-row-view.tsx'
import styles from '../terminal/log-view.module.css'
import { RowDetail } from '../terminal/row-detail.tsx'
import type { LogSource } from './log-source.ts'
import { useLogList } from './use-log-list.ts'

/** px; `.row` in log-view.module.css. */
const rowHeight = 19

export type LogViewProps = {
  /** A new object is another log, or another choice of its rows. */
  readonly source: LogSource
  /** Begins at the newest row and follows it; else at the first. */
  readonly startsAtEnd: boolean
  /** Of the places in the source, the first and the end of what is shown; all unless told. */
  readonly shownFrom?: number
  readonly shownEnd?: number
  readonly label: string
  /** Said where there is no row. */
  readonly empty: string
  /** Said above the rows, where they are not all that there was. */
  readonly note?: string | null
  readonly isHexShown: boolean
  /** The chosen row's own number. */
  readonly selected: number | null
  readonly onSelect: (row: number | null) => void
  readonly testId?: string
}

/** The rows of any log, live or recorded, of any length, and the chosen one whole. Only what is in sight is fetched and drawn. */
export function LogView({ source, startsAtEnd, shownFrom = 0, shownEnd = Infinity, label, empty, note = null, isHexShown, selected, onSelect, testId }: LogViewProps) {
  const { t } = useTranslation('terminal')
  const { list, count, rows, chosen, choose, onKeyDown } = useLogList({ source, from: shownFrom, end: shownEnd, rowHeight, startsAtEnd, selected, onSelect })
  return (
    <div className={styles['view']}>
      {note !== null && <div className={styles['truncated']}>{note}</div>}
      <div className={styles['lines']}>
        <HugeListView
          list={list}
          role="table"
          className={styles['viewport'] ?? ''}
          aria-label={label}
          aria-rowcount={count}
          onKeyDown={onKeyDown}
          empty={count === 0 && <div className={styles['empty']}>{empty}</div>}
          newest={t('log.jump')}
          testId={testId}
        >
          {rows.map(({ key, row }) =>
            row ? <LogRowView key={key} row={row} isHexShown={isHexShown} isSelected={row.id === selected} onSelect={choose} /> : <div key={key} className={styles['row']} role="row" />,
          )}
        </HugeListView>
      </div>
      {chosen && <RowDetail row={chosen} onClose={() => choose(null)} />}
    </div>
  )
}
