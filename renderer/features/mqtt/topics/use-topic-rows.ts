import { useEffect } from 'react'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { TopicRow, TopicRows, TopicView } from '../../../../shared/contract/mqtt-topics.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { keepAsking } from '../../../bridge/keep-asking.ts'

/** What was last answered: rows from number `from` on. */
export type ShownRows = TopicRows & { readonly from: number; readonly failure: Failure | null }

export const noRows: ShownRows = { topics: 0, messages: 0, retained: 0, unplaced: 0, total: 0, rows: [], from: 0, failure: null }

/** Fetched beyond what is in sight, so that a short scroll shows no gap. */
const margin = 30
/** ms. When nothing comes any more, nothing tells that a rate falls. */
const settleMs = 1000
/** The contract's limit. */
const rowsAtMost = 500

type Wanted = { readonly connectionId: string; readonly view: TopicView; readonly start: number; readonly end: number; readonly chosen: string | null }

/** Keeps the rows in sight as they are now: asks when others come into sight and when the tree says that it has changed, one question at a time. */
export function useTopicRows({ connectionId, view, start, end, chosen }: Wanted, onRows: (rows: (before: ShownRows) => ShownRows) => void): void {
  const { filter, sort, isAllOpen, exceptions } = view
  useEffect(() => {
    let isSettling = false
    const from = Math.max(0, start - margin)
    const count = Math.min(rowsAtMost, end + margin - from)
    return keepAsking(
      () => attempt(() => bridge().call('mqttTopics.rows', connectionId, { filter, sort, isAllOpen, exceptions: [...exceptions] }, from, count, chosen ?? undefined)),
      (result) => {
        isSettling = result.ok && result.value.rows.some(({ rate }) => rate > 0)
        onRows((before) => (result.ok ? { ...result.value, from, failure: null } : { ...before, failure: result.failure }))
      },
      (ask) => {
        const timer = setInterval(() => {
          if (isSettling) ask()
        }, settleMs)
        const off = bridge().on('mqttTopics.didChange', (id) => {
          if (id === connectionId) ask()
        })
        return () => {
          clearInterval(timer)
          off()
        }
      },
    )
  }, [connectionId, filter, sort, isAllOpen, exceptions, start, end, chosen, onRows])
}

export const rowAt = ({ rows, from }: ShownRows, index: number): TopicRow | undefined => rows[index - from]
