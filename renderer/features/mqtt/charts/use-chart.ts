import { useEffect, useState } from 'react'
import type { ChartSeries, ChartState } from '../../../../shared/contract/mqtt-charts.ts'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { Points } from '../../../../shared/mqtt/numbers/thin-points.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import type { Range } from './charts-store.ts'

/** What is drawn: points of each line, and the times between which they were asked for. */
export type Drawn = Range & { readonly points: readonly Points[] }

export type ShownChart = { readonly state: ChartState | null; readonly drawn: Drawn | null; readonly failure: Failure | null }

/** A single point has no extent of its own: some seconds stand before it. */
const leastMs = 5000

function shownRange(state: ChartState, window: number | null, range: Range | null): Range | null {
  if (range) return range
  if (state.first === null || state.last === null) return null
  const from = window === null ? state.first : Math.max(state.last - window, state.first - window)
  return state.last - from >= leastMs || window !== null ? { from, to: state.last } : { from: state.last - leastMs, to: state.last }
}

/** Opens a chart of some lines and keeps what is drawn up to date, one question at a time. */
export function useChart(connectionId: string, lines: readonly ChartSeries[], window: number | null, range: Range | null, pixels: number): ShownChart {
  const [state, setState] = useState<ChartState | null>(null)
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [links, setLinks] = useState(0)

  // A program that was away has forgotten its charts.
  useEffect(
    () =>
      bridge().onLinkState((link) => {
        if (link === 'connected') setLinks((count) => count + 1)
      }),
    [],
  )

  useEffect(() => {
    let isOver = false
    let opened: string | undefined
    const close = (id: string): void => void bridge().call('mqttCharts.close', id).catch(() => {})
    const off = bridge().on('mqttCharts.didGrow', (next) => {
      if (next.id === opened && !isOver) setState(next)
    })
    const open = async (): Promise<void> => {
      if (lines.length === 0) return setState(null)
      const result = await attempt(() => bridge().call('mqttCharts.open', connectionId, [...lines]))
      if (!result.ok) return isOver ? undefined : setFailure(result.failure)
      opened = result.value.id
      if (isOver) return close(opened)
      setFailure(null)
      setState((before) => (before?.id === opened ? before : result.value))
    }
    void open()
    return () => {
      isOver = true
      off()
      if (opened !== undefined) close(opened)
    }
  }, [connectionId, lines, links])

  const chartId = state?.id
  const wanted = state && shownRange(state, window, range)
  const from = wanted?.from
  const to = wanted?.to
  const held = range ? state?.points.join() : ''
  useEffect(() => {
    if (chartId === undefined || from === undefined || to === undefined || pixels === 0) return undefined
    let isOver = false
    void attempt(() => bridge().call('mqttCharts.points', chartId, from, to, pixels)).then((result) => {
      if (isOver) return
      if (result.ok) setDrawn({ from, to, points: result.value })
    })
    return () => {
      isOver = true
    }
    // `held`: in a range that stands still only more points out of the past make another picture.
  }, [chartId, from, to, pixels, held])

  return { state, drawn: lines.length === 0 ? null : drawn, failure }
}
