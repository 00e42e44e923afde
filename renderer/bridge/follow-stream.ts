import type { Disposer } from '../../shared/contract/failure.ts'
import type { Bridge } from './bridge.ts'

type Link = Pick<Bridge, 'call' | 'onLinkState'>

/** How many parts of the page follow a session's bytes, for each link and session. */
const followers = new WeakMap<Link, Map<string, number>>()

/** All batches of a session's bytes, also those of a flood, until it is disposed of; again after a lost link. */
export function followBytes(from: Link, sessionId: string): Disposer {
  const counts = followers.get(from) ?? new Map<string, number>()
  followers.set(from, counts)
  const say = (isFollowed: boolean): void => void from.call('link.follow', 'serial.didReceive', sessionId, isFollowed).catch(() => {})
  const before = counts.get(sessionId) ?? 0
  counts.set(sessionId, before + 1)
  if (before === 0) say(true)
  const stop = from.onLinkState((state) => {
    if (state === 'connected') say(true)
  })
  return () => {
    stop()
    const left = (counts.get(sessionId) ?? 1) - 1
    if (left > 0) return void counts.set(sessionId, left)
    counts.delete(sessionId)
    say(false)
  }
}
