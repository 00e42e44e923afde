import { createStore, useStore } from 'zustand'
import type { Failure } from '../../../shared/contract/failure.ts'

type TimelineState = {
  /** Keys of sources that a person left out; new ones are in. */
  readonly leftOut: readonly string[]
  /** The number of the chosen row. */
  readonly selected: number | null
  readonly failure: Failure | null
  /** A message that is to be chosen as soon as it is on the time line. */
  readonly sought: SoughtMessage | null
}

/** `at`: its time, ms since the epoch. */
export type SoughtMessage = { readonly connectionId: string; readonly seq: number; readonly at: number }

export const timelineStore = createStore<TimelineState>(() => ({ leftOut: [], selected: null, failure: null, sought: null }))

export const useTimelineState = <T>(select: (state: TimelineState) => T): T => useStore(timelineStore, select)

export const setTimeline = (change: Partial<TimelineState>): void => timelineStore.setState(change)

/** Chooses a message on the time line, and puts its connection there. */
export const seekMessage = (sought: SoughtMessage): void =>
  timelineStore.setState(({ leftOut }) => ({ sought, leftOut: leftOut.filter((key) => key !== `mqtt:${sought.connectionId}`) }))

export const toggleSource = (key: string): void =>
  timelineStore.setState(({ leftOut }) => ({ leftOut: leftOut.includes(key) ? leftOut.filter((other) => other !== key) : [...leftOut, key], selected: null }))
