import { createStore, useStore } from 'zustand'
import { noFilter, type LogFilter } from '../log/log-filter.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { Charset } from '../../../shared/text/charset.ts'
import type { OpenedRecording, RecordingHit, RecordingList, SearchQuery, SearchState } from '../../../shared/contract/recordings.ts'

type RecordingsState = {
  readonly list: RecordingList | null
  /** The one being read; null: the list is shown. */
  readonly opened: OpenedRecording | null
  /** What the bytes of the opened one mean as text. */
  readonly charset: Charset
  /** Number of the row somebody was led to or chose. */
  readonly selected: number | null
  /** Which of its rows are shown. */
  readonly filter: LogFilter
  readonly query: SearchQuery
  readonly search: SearchState | null
  /** The first of the search's hits, in the order of the file. */
  readonly hits: readonly RecordingHit[]
  readonly failure: Failure | null
}

export const emptySearch = { search: null, hits: [] } as const

/** What the panel shows; the rows themselves never come through here. */
export const recordingsStore = createStore<RecordingsState>(() => ({
  list: null,
  opened: null,
  charset: 'utf-8',
  selected: null,
  filter: noFilter,
  query: { kind: 'text', value: '', ignoreCase: false },
  ...emptySearch,
  failure: null,
}))

export const useRecordings = <T>(select: (state: RecordingsState) => T): T => useStore(recordingsStore, select)

export const setRecordings = (change: Partial<RecordingsState>): void => recordingsStore.setState(change)
