import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { likelyFormat, readPayload, type PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { offerAside } from '../cards/card-actions.ts'
import { typedProperties } from '../../../../shared/mqtt/template/messages.ts'
import { mqttStore } from '../mqtt-store.ts'

/** A message as it would be typed: in the format that its topic is shown in, in hex where it is not of that format. */
export function asTyped(payload: Uint8Array, format: PayloadFormat): { readonly format: PayloadFormat; readonly payload: string } {
  const all = Math.max(1024, payload.length * 8)
  const reading = readPayload(format, payload, all)
  if (reading.ok && !reading.isCut) return { format, payload: reading.text }
  const hex = readPayload('hex', payload, all)
  return { format: 'hex', payload: hex.ok ? hex.text : '' }
}

/** Hands a message to a publish card, where it can be changed before it is sent. */
export async function publishAgain(connectionId: string, message: MqttMessage): Promise<void> {
  const { topic, qos, retain, payload } = message
  const format = mqttStore.getState().formats[topic] ?? likelyFormat(payload)
  await offerAside(connectionId, { topic, moreTopics: [], qos, retain, ...asTyped(payload, format), properties: typedProperties(message.properties) })
}
