import { createStore, useStore } from 'zustand'

/** The replay that the terminal shows in place of a session; null: none. Sessions go on behind it. */
const frontReplayStore = createStore<{ readonly id: string | null }>(() => ({ id: null }))

export const useFrontReplayId = (): string | null => useStore(frontReplayStore, (state) => state.id)

export const showReplay = (id: string): void => frontReplayStore.setState({ id })

export const leaveReplay = (): void => frontReplayStore.setState({ id: null })
