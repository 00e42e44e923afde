import { useClipboard } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notice } from '../../app/notices.tsx'
import { useCharset } from '../terminal/charset-context.ts'
import { copyRows } from './copy-rows.ts'
import { fixedRows } from './fixed-rows.ts'
import { LogBar } from './log-bar.tsx'
import { isFiltering, rowFilter, type LogFilter } from './log-filter.ts'
import type { LogSource } from './log-source.ts'
import { LogView, type LogViewProps } from './log-view.tsx'
import { MarkedLog } from './marked-log.tsx'
import { rowSelections } from './row-selections.ts'
import { useLogMarks } from './use-log-marks.ts'
import { usePause } from './use-pause.ts'
import { useSelection } from './use-selection.ts'

const nothing = fixedRows([])

type Props = Omit<LogViewProps, 'source' | 'shownFrom' | 'shownEnd' | 'empty'> & {
  /** An opened recording or a session's log; null while it is being opened. */
  readonly log: { readonly id: string; readonly pages: LogSource } | null
  /** The first row that is shown. */
  readonly from?: number
  readonly filter: LogFilter
  readonly onFilter: (filter: LogFilter) => void
  /** It grows: it can be stopped on the screen, while the recording goes on. */
  readonly isLive: boolean
  /** Said where there is no row, without a filter. */
  readonly empty: string
}

/** The rows of a session or a recording, whichever it is, with what is shown of them chosen above. */
export function FilteredLog({ log, from = 0, filter, onFilter, isLive, empty, ...view }: Props) {
  const { t } = useTranslation('log')
  const charset = useCharset()
  const clipboard = useClipboard()
  const marks = useLogMarks(log?.id ?? null)
  const [isListShown, setListShown] = useState(false)
  const { selection, failure } = useSelection(rowSelections, log?.id ?? null, isFiltering(filter) ? rowFilter(filter, charset, from) : null)
  const source = selection?.pages ?? log?.pages ?? nothing
  const shownFrom = selection ? 0 : from
  const pause = usePause(source, selection)

  const copy = async (): Promise<void> => {
    const { first, end } = source.extent()
    const copied = await copyRows(source, Math.max(first, shownFrom), Math.min(end, pause.end ?? end), charset)
    clipboard.copy(copied.text)
    notice(t(copied.isWhole ? 'copied' : 'copiedNewest', { count: copied.count, shown: copied.count.toLocaleString() }))
  }
  return (
    <>
      <LogBar
        source={source}
        filter={filter}
        onFilter={onFilter}
        selection={selection}
        failure={failure}
        pausedEnd={pause.end}
        onPause={isLive ? pause.set : null}
        onCopy={() => void copy().catch(() => {})}
        marks={marks ? { count: marks.all.length, isShown: isListShown, onShow: setListShown } : null}
      />
      <MarkedLog marks={marks} isListShown={isListShown} selected={view.selected} onSelect={view.onSelect}>
        <LogView {...view} source={source} shownFrom={shownFrom} {...(pause.end !== null && { shownEnd: pause.end })} empty={isFiltering(filter) ? t('noMatch') : empty} />
      </MarkedLog>
    </>
  )
}
