import { useEffect, useMemo, useState } from 'react'
import { createStore, useStore } from 'zustand'
import { useCatalogue } from '../../app/catalogue.ts'
import { bridge } from '../../bridge/bridge.ts'
import { appendChunks, emptyLog, type LogState } from './log-rows.ts'
import { followSession } from './session-feed.ts'

type SessionLog = { readonly log: LogState; readonly isTruncated: boolean; readonly clear: () => void }

/** The rows of one session, live while the caller is mounted. */
export function useSessionLog(sessionId: string): SessionLog {
  const { modems } = useCatalogue()
  // A terminal does not know which family it talks to: any family's URCs are shown as such.
  const urcPrefixes = useMemo(() => [...new Set(modems.flatMap((modem) => modem.urcPrefixes))], [modems])
  const [store] = useState(() => createStore<{ log: LogState; isTruncated: boolean }>(() => ({ log: emptyLog, isTruncated: false })))
  useEffect(
    () =>
      followSession(bridge(), sessionId, {
        reset: (chunks, isTruncated) => store.setState({ log: appendChunks(emptyLog, chunks, urcPrefixes), isTruncated }),
        append: (chunks) => store.setState((state) => ({ log: appendChunks(state.log, chunks, urcPrefixes) })),
      }),
    [sessionId, store, urcPrefixes],
  )
  const { log, isTruncated } = useStore(store)
  return { log, isTruncated, clear: () => store.setState((state) => ({ log: { ...emptyLog, nextId: state.log.nextId }, isTruncated: false })) }
}
