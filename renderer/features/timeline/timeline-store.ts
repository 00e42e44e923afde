import { createStore, useStore } from 'zustand'
import type { Failure } from '../../../shared/contract/failure.ts'

type TimelineState = {
  /** Keys of sources that a person left out; new ones are in. */
  readonly leftOut: readonly string[]
  /** The number of the chosen row. */
  readonly selected: number | null
  readonly failure: Failure | null
}

export const timelineStore = createStore<TimelineState>(() => ({ leftOut: [], selected: null, failure: null }))

export const useTimelineState = <T>(select: (state: TimelineState) => T): T => useStore(timelineStore, select)

export const setTimeline = (change: Partial<TimelineState>): void => timelineStore.setState(change)

export const toggleSource = (key: string): void =>
  timelineStore.setState(({ leftOut }) => ({ leftOut: leftOut.includes(key) ? leftOut.filter((other) => other !== key) : [...leftOut, key], selected: null }))
