import { useEffect, useState } from 'react'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'

/** `message`: null while it is on its way, undefined where it is no longer kept. */
export type FetchedMessage = { readonly message: MqttMessage | null | undefined; readonly failure: Failure | null }

const onItsWay: FetchedMessage = { message: null, failure: null }

/** One message with at most so many bytes of its payload. */
export function useMessage(connectionId: string, seq: number, payloadLimit: number): FetchedMessage {
  const [fetched, setFetched] = useState(onItsWay)
  useEffect(() => {
    let isOver = false
    const fetch = async (): Promise<void> => {
      const result = await attempt(() => bridge().call('mqtt.messages', connectionId, seq, 1, payloadLimit))
      if (isOver) return
      if (result.ok) setFetched({ message: result.value.messages.find((each) => each.seq === seq), failure: null })
      else setFetched((before) => ({ ...before, failure: result.failure }))
    }
    void fetch()
    return () => {
      isOver = true
    }
  }, [connectionId, seq, payloadLimit])
  return fetched
}
