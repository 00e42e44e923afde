import { useEffect, useState } from 'react'
import { createStore, useStore } from 'zustand'
import { bridge } from '../../bridge/bridge.ts'
import { appendChunks, emptyLog, type LogState } from './log-rows.ts'
import { followSession } from './session-feed.ts'

type SessionLog = { readonly log: LogState; readonly isTruncated: boolean; readonly clear: () => void }

/** The rows of one session, live while the caller is mounted. */
export function useSessionLog(sessionId: string): SessionLog {
  const [store] = useState(() => createStore<{ log: LogState; isTruncated: boolean }>(() => ({ log: emptyLog, isTruncated: false })))
  useEffect(
    () =>
      followSession(bridge(), sessionId, {
        reset: (chunks, isTruncated) => store.setState({ log: appendChunks(emptyLog, chunks), isTruncated }),
        append: (chunks) => store.setState((state) => ({ log: appendChunks(state.log, chunks) })),
      }),
    [sessionId, store],
  )
  const { log, isTruncated } = useStore(store)
  return { log, isTruncated, clear: () => store.setState((state) => ({ log: { ...emptyLog, nextId: state.log.nextId }, isTruncated: false })) }
}
