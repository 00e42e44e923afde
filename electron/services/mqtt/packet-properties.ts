import type { IPublishPacket } from 'mqtt'
import type { MessageProperties, PublishProperties } from '../../../shared/contract/mqtt.ts'

type PacketProperties = NonNullable<IPublishPacket['properties']>

/** Undefined where a packet has none, as always before MQTT 5. */
export function readProperties(from: PacketProperties | undefined): MessageProperties | undefined {
  if (!from) return undefined
  const { payloadFormatIndicator, messageExpiryInterval, topicAlias, responseTopic, correlationData, contentType, userProperties, subscriptionIdentifier } = from
  const properties: MessageProperties = {
    // The library hands the indicator on as a byte or a boolean.
    ...(Number(payloadFormatIndicator ?? 0) === 1 && { isUtf8: true }),
    ...(messageExpiryInterval !== undefined && { messageExpiry: messageExpiryInterval }),
    ...(topicAlias !== undefined && { topicAlias }),
    ...(responseTopic !== undefined && { responseTopic }),
    ...(correlationData && { correlationData: new Uint8Array(correlationData) }),
    ...(contentType !== undefined && { contentType }),
    ...(userProperties && { userProperties: Object.entries(userProperties).flatMap(([name, values]) => [values].flat().map((value): [string, string] => [name, value])) }),
    ...(subscriptionIdentifier !== undefined && { subscriptionIdentifiers: [subscriptionIdentifier].flat() }),
  }
  return Object.keys(properties).length > 0 ? properties : undefined
}

export function writeProperties({ isUtf8, messageExpiry, topicAlias, responseTopic, correlationData, contentType, userProperties }: PublishProperties): PacketProperties {
  const byName = new Map<string, string[]>()
  for (const [name, value] of userProperties ?? []) byName.set(name, [...(byName.get(name) ?? []), value])
  return {
    ...(isUtf8 === true && { payloadFormatIndicator: true }),
    ...(messageExpiry !== undefined && { messageExpiryInterval: messageExpiry }),
    ...(topicAlias !== undefined && { topicAlias }),
    ...(responseTopic !== undefined && { responseTopic }),
    ...(correlationData && { correlationData: Buffer.from(correlationData) }),
    ...(contentType !== undefined && { contentType }),
    ...(byName.size > 0 && { userProperties: Object.fromEntries(byName) }),
  }
}
