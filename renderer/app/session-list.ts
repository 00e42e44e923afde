import type { SessionInfo } from '../../shared/contract/serial.ts'

/** A session without what moves all the time, so that whoever shows it is drawn anew only when something about it has changed. */
export type Session = Omit<SessionInfo, 'bytesIn' | 'bytesOut' | 'recording'> & { readonly recording: Pick<SessionInfo['recording'], 'file'> }

/** In bytes; `recorded`: on disk. */
export type SessionCounts = { readonly bytesIn: number; readonly bytesOut: number; readonly recorded: number }

export type SessionsState = { readonly sessions: readonly Session[]; readonly activeSessionId: string | null }

const facts = ({ bytesIn: _in, bytesOut: _out, recording, ...rest }: SessionInfo): Session => ({ ...rest, recording: { file: recording.file } })

export const countsOf = ({ bytesIn, bytesOut, recording }: SessionInfo): SessionCounts => ({ bytesIn, bytesOut, recorded: recording.bytes })

/** Those of the sessions that there are, by session. */
export type CountsState = Readonly<Record<string, SessionCounts>>

export const countsOfList = (sessions: readonly SessionInfo[]): CountsState => Object.fromEntries(sessions.map((info) => [info.id, countsOf(info)]))

/** Those of a closed session go. */
export const applyCounts = (counts: CountsState, info: SessionInfo): CountsState =>
  info.state === 'closed' ? withoutCounts(counts, info.id) : { ...counts, [info.id]: countsOf(info) }

export function withoutCounts(counts: CountsState, id: string): CountsState {
  const { [id]: _gone, ...others } = counts
  return others
}

/** Keeps the one in front while it is there; else the neighbour at the end comes forward. */
export const applySessionList = (state: SessionsState, sessions: readonly SessionInfo[]): SessionsState => withSessions(state, sessions.map(facts))

/** A closed session leaves the list; a new one joins at the end, in the order of opening. The same state where nothing but counts has changed. */
export function applySessionChange(state: SessionsState, info: SessionInfo): SessionsState {
  if (info.state === 'closed') return withoutSession(state, info.id)
  const known = state.sessions.find(({ id }) => id === info.id)
  const now = facts(info)
  if (!known) return withSessions(state, [...state.sessions, now])
  if (JSON.stringify(known) === JSON.stringify(now)) return state
  return withSessions(state, state.sessions.map((session) => (session === known ? now : session)))
}

export const withoutSession = (state: SessionsState, id: string): SessionsState => withSessions(state, state.sessions.filter((session) => session.id !== id))

function withSessions(state: SessionsState, sessions: readonly Session[]): SessionsState {
  const isThere = sessions.some((session) => session.id === state.activeSessionId)
  return { sessions, activeSessionId: isThere ? state.activeSessionId : (sessions.at(-1)?.id ?? null) }
}
