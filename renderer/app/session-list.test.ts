import { expect, test } from 'vitest'
import { defaultLineSettings, type SessionInfo } from '../../shared/contract/serial.ts'
import { applyCounts, applySessionChange, applySessionList, countsOf, countsOfList, withoutCounts, type SessionsState } from './session-list.ts'

const session = (id: string, change: Partial<SessionInfo> = {}): SessionInfo => ({
  id,
  port: { path: id, kind: 'system', label: id },
  settings: defaultLineSettings,
  state: 'open',
  openedAt: 0,
  bytesIn: 0,
  bytesOut: 0,
  signals: { cts: null, dsr: null, dcd: null, ri: null, dtr: null, rts: null },
  recording: { file: '', bytes: 0 },
  owner: 'person',
  ...change,
})
const shape = (state: SessionsState) => [state.sessions.map(({ id }) => id), state.activeSessionId]
const three = applySessionList({ sessions: [], activeSessionId: 'b' }, [session('a'), session('b'), session('c')])

test('a change keeps the order and what is in front', () => {
  const changed = applySessionChange(three, session('a', { owner: 'wizard' }))
  expect([...shape(changed), changed.sessions[0]?.owner]).toEqual([['a', 'b', 'c'], 'b', 'wizard'])
})

test('what has gone over a session is no change of it', () => {
  const moved = session('a', { bytesIn: 7, bytesOut: 8, recording: { file: '', bytes: 9 } })
  expect(applySessionChange(three, moved)).toBe(three)
  expect(countsOf(moved)).toEqual({ bytesIn: 7, bytesOut: 8, recorded: 9 })
})

test('counts are those of the sessions that there are', () => {
  const listed = countsOfList([session('a', { bytesIn: 7 }), session('b')])
  const moved = applyCounts(listed, session('b', { bytesOut: 3 }))
  expect(moved).toEqual({ a: { bytesIn: 7, bytesOut: 0, recorded: 0 }, b: { bytesIn: 0, bytesOut: 3, recorded: 0 } })
  expect([Object.keys(applyCounts(moved, session('a', { state: 'closed' }))), Object.keys(withoutCounts(moved, 'b'))]).toEqual([['b'], ['a']])
})

test('a session that another window opened joins without coming to the front', () => {
  expect(shape(applySessionChange(three, session('d')))).toEqual([['a', 'b', 'c', 'd'], 'b'])
})

test('closing the one in front brings the last to the front, closing the last leaves none', () => {
  expect(shape(applySessionChange(three, session('b', { state: 'closed' })))).toEqual([['a', 'c'], 'c'])
  expect(shape(applySessionChange(applySessionList(three, [session('b')]), session('b', { state: 'closed' })))).toEqual([[], null])
})
