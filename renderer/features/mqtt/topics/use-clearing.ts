import { useEffect, useState } from 'react'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { Clearing } from '../../../../shared/contract/mqtt-topics.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'

export type ClearingState = {
  readonly clearing: Clearing | null
  readonly failure: Failure | null
  readonly start: () => Promise<void>
  readonly cancel: () => Promise<void>
}

/** Retained messages that were found, and how clearing them goes on. */
export function useClearing(connectionId: string, path: string | null, isBelow: boolean): ClearingState {
  const [clearing, setClearing] = useState<Clearing | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const clearingId = clearing?.id

  useEffect(() => {
    let isOver = false
    void attempt(() => bridge().call('mqttTopics.findRetained', connectionId, path, isBelow)).then((result) => {
      if (isOver) return
      if (result.ok) setClearing(result.value)
      else setFailure(result.failure)
    })
    return () => {
      isOver = true
    }
  }, [connectionId, path, isBelow])

  useEffect(
    () =>
      bridge().on('mqttTopics.didClear', (next) => {
        if (next.id === clearingId) setClearing(next)
      }),
    [clearingId],
  )

  const ask = async (method: 'mqttTopics.clearRetained' | 'mqttTopics.cancelClearing'): Promise<void> => {
    if (clearingId === undefined) return
    const result = await attempt(() => bridge().call(method, clearingId))
    if (!result.ok) setFailure(result.failure)
  }
  return { clearing, failure, start: () => ask('mqttTopics.clearRetained'), cancel: () => ask('mqttTopics.cancelClearing') }
}
