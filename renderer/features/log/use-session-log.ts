import { useEffect, useState } from 'react'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { OpenedRecording } from '../../../shared/contract/recordings.ts'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import { recordedPages } from './recorded-pages.ts'
import type { RowPages } from './row-pages.ts'

export type SessionLog = {
  /** Of the recording, or of what stands in for it. */
  readonly id: string
  readonly pages: RowPages
  /** 0 to 1: how much of what was there before is counted. */
  readonly progress: number
  readonly problem?: Failure
}

/** The log of one session while the caller is mounted; null until the program has answered. */
export function useSessionLog(sessionId: string, packetGapMs: number | null): SessionLog | null {
  const [log, setLog] = useState<SessionLog | null>(null)
  useEffect(() => {
    let isOver = false
    let current: SessionLog | null = null
    const take = (opened: OpenedRecording): void => {
      if (isOver || opened.sessionId !== sessionId || opened.packetGapMs !== packetGapMs) return
      const { id, first, rows, progress, problem } = opened
      const isSame = current?.id === id && current.progress === progress && current.problem?.code === problem?.code
      const pages = current?.id === id ? current.pages : recordedPages(id)
      if (!isSame) current = { id, pages, progress, ...(problem && { problem }) }
      pages.grew({ first, end: rows })
      setLog(current)
    }
    const follow = async (): Promise<void> => {
      const result = await attempt(() => bridge().call('recordings.follow', sessionId, packetGapMs))
      if (result.ok) take(result.value)
    }
    const disposers = [
      bridge().on('recordings.didIndex', take),
      bridge().onLinkState((state) => {
        if (state === 'connected') void follow()
      }),
    ]
    void follow()
    return () => {
      isOver = true
      disposers.forEach((dispose) => dispose())
    }
  }, [sessionId, packetGapMs])
  return log
}
