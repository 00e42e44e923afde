import type { SessionInfo } from '../../shared/contract/serial.ts'

export type SessionsState = { readonly sessions: readonly SessionInfo[]; readonly activeSessionId: string | null }

/** Keeps the one in front while it is there; else the neighbour at the end comes forward. */
export function applySessionList(state: SessionsState, sessions: readonly SessionInfo[]): SessionsState {
  const isThere = sessions.some((session) => session.id === state.activeSessionId)
  return { sessions, activeSessionId: isThere ? state.activeSessionId : (sessions.at(-1)?.id ?? null) }
}

/** A closed session leaves the list; a new one joins at the end, in the order of opening. */
export function applySessionChange(state: SessionsState, info: SessionInfo): SessionsState {
  if (info.state === 'closed') return applySessionList(state, state.sessions.filter((session) => session.id !== info.id))
  const isKnown = state.sessions.some((session) => session.id === info.id)
  const sessions = isKnown
    ? state.sessions.map((session) => (session.id === info.id ? info : session))
    : [...state.sessions, info]
  return applySessionList(state, sessions)
}
