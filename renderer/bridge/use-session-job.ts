import { useEffect, useState } from 'react'
import type { Disposer } from '../../shared/contract/failure.ts'
import { bridge, type Bridge } from './bridge.ts'

/** Work of the program on one session at a time. */
type SessionJob = { readonly id: string; readonly sessionId: string }

/** Where it is told of; one object for all renders. */
export type JobSource<Job extends SessionJob> = {
  readonly list: (from: Bridge) => Promise<readonly Job[]>
  readonly onChange: (from: Bridge, listener: (job: Job) => void) => Disposer
  readonly isUnderWay: (job: Job) => boolean
}

/** The job on this session, or how the last of it ended; null: none yet. */
export function useSessionJob<Job extends SessionJob>(sessionId: string, source: JobSource<Job>): { readonly job: Job | null; readonly dismiss: () => void } {
  const [job, setJob] = useState<Job | null>(null)
  useEffect(() => {
    let isLive = true
    const load = (): void => {
      source
        .list(bridge())
        .then((all) => {
          const mine = all.find((each) => each.sessionId === sessionId)
          // One that ended before this page looked was seen, or belongs to another day.
          if (isLive) setJob((shown) => (mine && (source.isUnderWay(mine) || mine.id === shown?.id) ? mine : shown))
        })
        .catch(() => {})
    }
    const disposers = [
      source.onChange(bridge(), (changed) => {
        if (changed.sessionId === sessionId) setJob(changed)
      }),
      bridge().onLinkState((state) => {
        if (state === 'connected') load()
      }),
    ]
    load()
    return () => {
      isLive = false
      disposers.forEach((dispose) => dispose())
    }
  }, [sessionId, source])
  return { job, dismiss: () => setJob(null) }
}
