import { useEffect, useMemo, useReducer, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedRecording } from '../../../shared/contract/recordings.ts'
import { bridge } from '../../bridge/bridge.ts'
import { useHugeList } from '../../ui/use-huge-list.ts'
import { rowHeight } from '../terminal/log-lines.tsx'
import { LogRowView } from '../terminal/log-row-view.tsx'
import logStyles from '../terminal/log-view.module.css'
import { RowDetail } from '../terminal/row-detail.tsx'
import { useTerminal } from '../terminal/terminal-store.ts'
import { readRows } from './recorded-row.ts'
import styles from './recordings.module.css'
import { setRecordings, useRecordings } from './recordings-store.ts'
import { RowPages } from './row-pages.ts'

/** Read before the first row in sight, so that an answer knows its command. */
const before = 12

/** The rows of a recording of any size; only what is in sight is fetched and drawn. */
export function RecordingRows({ opened }: { readonly opened: OpenedRecording }) {
  const { t } = useTranslation('recordings')
  const isHexShown = useTerminal((state) => state.isHexShown)
  const selected = useRecordings((state) => state.selected)
  const [arrivals, arrived] = useReducer((count: number) => count + 1, 0)
  const [pages] = useState(
    () =>
      new RowPages(async (from, count) => {
        const result = await bridge().call('recordings.rows', opened.id, from, count)
        return result.ok ? result.value : []
      }, arrived),
  )
  const list = useHugeList(opened.rows, rowHeight)
  const { start, end, reveal } = list
  const first = Math.max(0, start - before)
  const rows = useMemo(
    () => readRows(pages.rows(first, end)).slice(start - first),
    // What has arrived since is in the pages.
    // oxlint-disable-next-line react/exhaustive-deps
    [pages, first, start, end, arrivals, opened.rows],
  )
  useEffect(() => {
    if (selected !== null) reveal(selected)
  }, [selected, reveal])
  const chosen = rows.find((row) => row?.id === selected)

  return (
    <div className={styles['rowsArea']}>
      <div
        ref={list.viewport}
        className={`${logStyles['viewport']} ${logStyles['huge']}`}
        onScroll={list.onScroll}
        onKeyDown={list.onKeyDown}
        tabIndex={0}
        role="table"
        aria-label={t('rows')}
        aria-rowcount={opened.rows}
        data-testid="recording-rows"
      >
        <div className={styles['layer']} role="rowgroup">
          <div role="presentation" style={{ transform: `translateY(${list.offset}px)` }}>
            {rows.map((row, index) =>
              row ? (
                <LogRowView key={row.id} row={row} isHexShown={isHexShown} isSelected={row.id === selected} onSelect={(id) => setRecordings({ selected: id })} />
              ) : (
                <div key={start + index} className={logStyles['row']} role="row" />
              ),
            )}
          </div>
        </div>
        <div style={{ height: list.barHeight }} />
      </div>
      {chosen && <RowDetail row={chosen} onClose={() => setRecordings({ selected: null })} />}
    </div>
  )
}
