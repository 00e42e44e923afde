import { createStore, useStore } from 'zustand'
import type { Disposer, Result } from '../../shared/contract/failure.ts'
import type { LineSettings, SessionInfo } from '../../shared/contract/serial.ts'
import { attempt } from '../bridge/attempt.ts'
import { bridge, type Bridge } from '../bridge/bridge.ts'
import { changeSettings, settingsStore } from '../features/settings/settings-store.ts'
import { leaveReplay } from './front-replay.ts'
import { applyCounts, applySessionChange, applySessionList, countsOfList, withoutCounts, withoutSession, type CountsState, type Session, type SessionCounts, type SessionsState } from './session-list.ts'

/** Sessions belong to the program, not to this page: the list is a projection. Which one is in front is this page's own. */
export const sessionsStore = createStore<SessionsState & { readonly isListed: boolean }>(() => ({ sessions: [], activeSessionId: null, isListed: false }))

/** How much has gone over each session, told some times a second while something does. */
const countsStore = createStore<CountsState>(() => ({}))

export const useSessionCounts = (id: string): SessionCounts | undefined => useStore(countsStore, (counts) => counts[id])

export const useSessions = (): readonly Session[] => useStore(sessionsStore, (state) => state.sessions)

export const useActiveSessionId = (): string | null => useStore(sessionsStore, (state) => state.activeSessionId)

export const useActiveSession = (): Session | undefined =>
  useStore(sessionsStore, (state) => state.sessions.find((session) => session.id === state.activeSessionId))

/** `isListed`: the program has said which sessions there are, so that one which is missing is gone. */
export function useSession(id: string): { readonly session: Session | undefined; readonly isListed: boolean } {
  const session = useStore(sessionsStore, (state) => state.sessions.find((each) => each.id === id))
  return { session, isListed: useStore(sessionsStore, (state) => state.isListed) }
}

export const activeSessionId = (): string | null => sessionsStore.getState().activeSessionId

export function selectSession(id: string): void {
  leaveReplay()
  sessionsStore.setState({ activeSessionId: id })
}

/** A settled answer about a session goes in at once; the event that says the same changes nothing. */
export function noteSession(info: SessionInfo): void {
  sessionsStore.setState((state) => applySessionChange(state, info))
  countsStore.setState((counts) => applyCounts(counts, info), true)
}

export function attachSessions(from: Bridge): Disposer {
  const refresh = (): void => {
    from
      .call('serial.sessions')
      .then((sessions) => {
        sessionsStore.setState((state) => ({ ...applySessionList(state, sessions), isListed: true }))
        countsStore.setState(countsOfList(sessions), true)
      })
      .catch(() => {})
  }
  refresh()
  const disposers = [
    from.on('serial.didChangeSession', noteSession),
    from.onLinkState((state) => {
      if (state === 'connected') refresh()
    }),
  ]
  return () => disposers.forEach((dispose) => dispose())
}

const recentLimit = 10

/** Opens and brings to the front; remembers the path for the list. */
export async function openSession(path: string, settings: LineSettings): Promise<Result<SessionInfo>> {
  const result = await attempt(() => bridge().call('serial.open', path, settings))
  if (!result.ok) return result
  noteSession(result.value)
  selectSession(result.value.id)
  const recent = settingsStore.getState().recentPorts.filter((known) => known !== path)
  changeSettings({ recentPorts: [path, ...recent].slice(0, recentLimit) })
  return result
}

export async function closeSession(id: string): Promise<Result<null>> {
  const result = await attempt(() => bridge().call('serial.close', id))
  if (result.ok) {
    sessionsStore.setState((state) => withoutSession(state, id))
    countsStore.setState((counts) => withoutCounts(counts, id), true)
  }
  return result
}
