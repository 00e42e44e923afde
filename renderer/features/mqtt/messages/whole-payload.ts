import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { noticeFailure } from '../../../app/notices.tsx'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'

/** All of a payload of which the page may have only the beginning; undefined where it is no longer kept, or cannot be had, which is then told. */
export async function wholePayload(connectionId: string, message: MqttMessage): Promise<Uint8Array | undefined> {
  if (message.payloadBytes === undefined) return message.payload
  const result = await attempt(() => bridge().call('mqtt.messages', connectionId, message.seq, 1))
  if (!result.ok) {
    noticeFailure(result.failure)
    return undefined
  }
  return result.value.messages.find(({ seq }) => seq === message.seq)?.payload
}
