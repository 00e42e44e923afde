import { useClipboard } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notice } from '../../app/notices.tsx'
import { useCharset } from '../terminal/charset-context.ts'
import { copyRows } from './copy-rows.ts'
import { fixedRows } from './fixed-rows.ts'
import { LogBar } from './log-bar.tsx'
import { isFiltering, type LogFilter } from './log-filter.ts'
import type { LogSource } from './log-source.ts'
import { LogView, type LogViewProps } from './log-view.tsx'
import { MarkedLog } from './marked-log.tsx'
import { useLogMarks } from './use-log-marks.ts'
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
  const state = useSelection(log?.id ?? null, filter, from)
  const source = state.selection?.pages ?? log?.pages ?? nothing
  const shownFrom = state.selection ? 0 : from
  const [paused, setPaused] = useState<{ readonly source: LogSource; readonly end: number } | null>(null)
  const pausedEnd = paused?.source === source ? paused.end : null
  const isPaused = paused !== null
  // A filter that is changed meanwhile stands still as soon as it has gone through what there is.
  useEffect(() => {
    if (!isPaused || pausedEnd !== null) return undefined
    const hold = (): void => {
      const counts = state.selection?.counts()
      if (!counts || counts.progress >= 1) setPaused({ source, end: counts?.places ?? source.extent().end })
    }
    const first = setTimeout(hold, 0)
    const unsubscribe = source.subscribe(hold)
    return () => {
      clearTimeout(first)
      unsubscribe()
    }
  }, [isPaused, pausedEnd, source, state.selection])

  const copy = async (): Promise<void> => {
    const { first, end } = source.extent()
    const copied = await copyRows(source, Math.max(first, shownFrom), Math.min(end, pausedEnd ?? end), charset)
    clipboard.copy(copied.text)
    notice(t(copied.isWhole ? 'copied' : 'copiedNewest', { count: copied.count, shown: copied.count.toLocaleString() }))
  }
  return (
    <>
      <LogBar
        source={source}
        filter={filter}
        onFilter={onFilter}
        state={state}
        pausedEnd={pausedEnd}
        onPause={isLive ? (isToPause) => setPaused(isToPause ? { source, end: source.extent().end } : null) : null}
        onCopy={() => void copy().catch(() => {})}
        marks={marks ? { count: marks.all.length, isShown: isListShown, onShow: setListShown } : null}
      />
      <MarkedLog marks={marks} isListShown={isListShown} selected={view.selected} onSelect={view.onSelect}>
        <LogView {...view} source={source} shownFrom={shownFrom} {...(pausedEnd !== null && { shownEnd: pausedEnd })} empty={isFiltering(filter) ? t('noMatch') : empty} />
      </MarkedLog>
    </>
  )
}
