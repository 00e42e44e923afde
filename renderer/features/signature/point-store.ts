import { createStore, useStore } from 'zustand'

type Place = 'form' | 'work'

/** The input that mouse or keyboard is at, in the form or in the work: its traces light up in the other. */
const pointStore = createStore<{ readonly key: string | null; readonly at: Place }>(() => ({ key: null, at: 'form' }))

/** What is pointed at, from either place or from one alone. */
export const usePointed = (at?: Place): string | null => useStore(pointStore, (state) => (at === undefined || state.at === at ? state.key : null))

export const pointAt =
  (at: Place) =>
  (key: string | null): void =>
    pointStore.setState({ key, at })
