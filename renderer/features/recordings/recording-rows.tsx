import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedRecording } from '../../../shared/contract/recordings.ts'
import { FilteredLog } from '../log/filtered-log.tsx'
import type { LogFilter } from '../log/log-filter.ts'
import { recordedPages } from '../log/recorded-pages.ts'
import { useTerminal } from '../terminal/terminal-store.ts'
import styles from './recordings.module.css'
import { setRecordings, useRecordings } from './recordings-store.ts'

const select = (selected: number | null): void => setRecordings({ selected })
const setFilter = (filter: LogFilter): void => setRecordings({ filter })

/** The rows of a recording of any size. */
export function RecordingRows({ opened }: { readonly opened: OpenedRecording }) {
  const { t } = useTranslation('recordings')
  const isHexShown = useTerminal((state) => state.isHexShown)
  const selected = useRecordings((state) => state.selected)
  const filter = useRecordings((state) => state.filter)
  const { id, first, rows } = opened
  const log = useMemo(() => ({ id, pages: recordedPages(id) }), [id])
  // Its last row may have grown as well.
  useEffect(() => log.pages.grew({ first, end: rows }), [log, first, rows, opened])
  return (
    <div className={styles['rowsArea']}>
      <FilteredLog
        log={log}
        filter={filter}
        onFilter={setFilter}
        isLive={opened.entry.isLive}
        startsAtEnd={false}
        label={t('rows')}
        empty={t('noRows')}
        isHexShown={isHexShown}
        selected={selected}
        onSelect={select}
        testId="recording-rows"
      />
    </div>
  )
}
