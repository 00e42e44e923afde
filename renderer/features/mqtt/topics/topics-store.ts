import { createStore, useStore } from 'zustand'
import type { TopicView } from '../../../../shared/contract/mqtt-topics.ts'

/** How the tree of one connection is looked at, kept while another view is in front. */
export type TopicsState = TopicView & { readonly chosen: string | null }

/** The contract's limit on exceptions: past it the oldest go back to what all others are. */
const exceptionsAtMost = 5000

export const freshTopics: TopicsState = { filter: '', sort: 'name', isAllOpen: true, exceptions: [], chosen: null }

export const topicsStore = createStore<Readonly<Record<string, TopicsState>>>(() => ({}))

export const useTopics = (id: string): TopicsState => useStore(topicsStore, (state) => state[id] ?? freshTopics)

export const changeTopics = (id: string, change: Partial<TopicsState>): void =>
  topicsStore.setState((state) => ({ [id]: { ...(state[id] ?? freshTopics), ...change } }))

/** The connection is no more. */
export const forgetTopics = (id: string): void => topicsStore.setState(({ [id]: _gone, ...others }) => others, true)

export function toggleBranch(id: string, path: string): void {
  const { exceptions } = topicsStore.getState()[id] ?? freshTopics
  changeTopics(id, { exceptions: exceptions.includes(path) ? exceptions.filter((one) => one !== path) : [...exceptions, path].slice(-exceptionsAtMost) })
}
