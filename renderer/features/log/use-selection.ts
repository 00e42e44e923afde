import { useEffect, useState } from 'react'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { RowSelection } from '../../../shared/contract/recordings.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { useCharset } from '../terminal/charset-context.ts'
import { isFiltering, rowFilter, type LogFilter } from './log-filter.ts'
import { readRows } from './read-rows.ts'
import { RowPages } from './row-pages.ts'

/** A typed filter is asked for when typing has paused, ms. */
const typingMs = 200

export type Selection = {
  readonly logId: string
  readonly pages: RowPages
  /** Rows left by the filter, the places that they take, and how much of the log has been looked through, 0 to 1; all change as `pages` does. */
  readonly counts: () => Pick<RowSelection, 'rows' | 'places' | 'progress'>
}

export type SelectionState = {
  /** Null: all rows are shown. */
  readonly selection: Selection | null
  /** Why the filter is not in force. */
  readonly failure: Failure | null
}

const none: SelectionState = { selection: null, failure: null }

/** What a filter leaves of a log, from a row on, while it grows. The one before stays until the next is there. */
export function useSelection(logId: string | null, filter: LogFilter, from: number): SelectionState {
  const [state, setState] = useState(none)
  /** Counts up when the program has lost the selection. */
  const [round, setRound] = useState(0)
  const charset = useCharset()
  const isOn = isFiltering(filter)
  // Set while rendering: what was left of another log, or by a filter that was taken away, is nothing to begin with.
  if (state !== none && (!isOn || (state.selection !== null && state.selection.logId !== logId))) setState(none)
  useEffect(() => {
    if (logId === null || !isOn) return undefined
    let isOver = false
    let own: { readonly id: string; readonly take: (state: RowSelection) => void } | undefined
    // A short log is looked through before the answer is here.
    const early = new Map<string, RowSelection>()

    const begin = async (): Promise<void> => {
      const result = await attempt(() => bridge().call('recordings.select', logId, rowFilter(filter, charset, from)))
      if (!result.ok) {
        if (!isOver) setState((before) => ({ ...before, failure: result.failure }))
        return
      }
      const id = result.value.selectionId
      if (isOver) return void attempt(() => bridge().call('recordings.unselect', id))
      let latest = early.get(id) ?? result.value
      const pages = new RowPages(
        async (place, count) => {
          const rows = await bridge().call('recordings.selectedRows', id, place, count)
          if (!rows.ok && rows.failure.code === 'recording.no-selection' && !isOver) setRound((before) => before + 1)
          return rows.ok ? readRows(rows.value) : []
        },
        async (row) => {
          const place = await bridge().call('recordings.placeOf', id, row)
          return place.ok ? place.value : 0
        },
      )
      const take = (next: RowSelection): void => {
        latest = next
        pages.grew({ first: next.first, end: next.places })
        if (next.failure) setState((before) => ({ ...before, failure: next.failure ?? null }))
      }
      own = { id, take }
      setState({ selection: { logId, pages, counts: () => latest }, failure: null })
      take(latest)
    }

    const timer = setTimeout(() => void begin(), typingMs)
    const disposers = [
      bridge().on('recordings.didSelect', (next) => {
        if (next.selectionId === own?.id) own.take(next)
        else if (!own && next.id === logId) early.set(next.selectionId, next)
      }),
      bridge().onLinkState((link) => {
        if (link === 'connected') setRound((before) => before + 1)
      }),
    ]
    return () => {
      isOver = true
      clearTimeout(timer)
      disposers.forEach((dispose) => dispose())
      const id = own?.id
      if (id !== undefined) void attempt(() => bridge().call('recordings.unselect', id))
    }
    // A new round asks for the same again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [logId, filter, charset, from, isOn, round])
  return isOn ? state : none
}
