import { createStore, useStore } from 'zustand'
import { chartSeriesAtMost, type ChartSeries } from '../../../../shared/contract/mqtt-charts.ts'

/** Times between which somebody looks, ms since the epoch. */
export type Range = { readonly from: number; readonly to: number }

/** What is drawn of one connection, kept while another view is in front. */
export type ChartsState = {
  readonly topic: string
  readonly lines: readonly ChartSeries[]
  /** ms up to the newest point; null: all there is. */
  readonly window: number | null
  /** Zoomed or paused: what comes does not move it. */
  readonly range: Range | null
  /** A scale for each line, so that 3.6 V and 1013 hPa show both. */
  readonly hasOwnScales: boolean
}

export const freshChart: ChartsState = { topic: '', lines: [], window: null, range: null, hasOwnScales: false }

export const chartsStore = createStore<Readonly<Record<string, ChartsState>>>(() => ({}))

export const useCharts = (id: string): ChartsState => useStore(chartsStore, (state) => state[id] ?? freshChart)

export const changeChart = (id: string, change: Partial<ChartsState>): void =>
  chartsStore.setState((state) => ({ [id]: { ...(state[id] ?? freshChart), ...change } }))

/** The connection is no more. */
export const forgetChart = (id: string): void => chartsStore.setState(({ [id]: _gone, ...others }) => others, true)

export const isSameLine = (one: ChartSeries, other: ChartSeries): boolean => one.topic === other.topic && one.path === other.path

/** The lines of one topic are these; those of others stay. */
export function withLinesOf(lines: readonly ChartSeries[], topic: string, chosen: readonly ChartSeries[]): readonly ChartSeries[] {
  const kept = lines.filter((line) => line.topic !== topic || chosen.some((one) => isSameLine(one, line)))
  const added = chosen.filter((one) => !kept.some((line) => isSameLine(line, one)))
  return [...kept, ...added].slice(0, chartSeriesAtMost)
}
