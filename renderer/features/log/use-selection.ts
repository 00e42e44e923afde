import { useEffect, useMemo, useState } from 'react'
import type { Failure } from '../../../shared/contract/failure.ts'
import { bridge } from '../../bridge/bridge.ts'
import { followSelection, type Selection, type SelectionCalls, type SelectionState } from './follow-selection.ts'

/** A typed filter is asked for when typing has paused, ms. */
const typingMs = 200

export type Selected<State extends SelectionState, Row> = {
  /** Null: not there yet, or everything is shown. */
  readonly selection: Selection<State, Row> | null
  /** Why the filter is not in force. */
  readonly failure: Failure | null
}

const none: Selected<never, never> = { selection: null, failure: null }

/** What a filter leaves of a log, while it grows; a filter of null leaves everything. The selection before stays until the next is there. */
export function useSelection<Filter, State extends SelectionState, Row>(
  calls: SelectionCalls<Filter, State, Row>,
  logId: string | null,
  filter: Filter | null,
): Selected<State, Row> {
  const [state, setState] = useState<Selected<State, Row>>(none)
  /** Counts up when the program has lost the selection. */
  const [round, setRound] = useState(0)
  // The same filter is the same selection, whoever made the object.
  const key = JSON.stringify(filter)
  const wanted = useMemo(() => JSON.parse(key) as Filter | null, [key])
  const isOn = logId !== null && wanted !== null
  // Set while rendering: what was left of another log, or by a filter that was taken away, is nothing to begin with.
  if (state !== none && (!isOn || (state.selection !== null && state.selection.logId !== logId))) setState(none)
  useEffect(() => {
    if (logId === null || wanted === null) return undefined
    const again = (): void => setRound((before) => before + 1)
    let stop = (): void => {}
    const begin = (): void => {
      stop = followSelection(calls, logId, wanted, {
        selected: (selection) => setState({ selection, failure: null }),
        failed: (failure) => setState((before) => ({ ...before, failure })),
        lost: again,
      })
    }
    const timer = setTimeout(begin, typingMs)
    const dispose = bridge().onLinkState((link) => {
      if (link === 'connected') again()
    })
    return () => {
      clearTimeout(timer)
      dispose()
      stop()
    }
    // A new round asks for the same again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [calls, logId, wanted, round])
  return isOn ? state : none
}
