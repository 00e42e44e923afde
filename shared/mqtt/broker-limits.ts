import type { Failure } from '../contract/failure.ts'
import type { PublishRequest, SubscriptionOptions } from '../contract/mqtt.ts'
import { text, type Text } from '../text/local-text.ts'
import { topicBytes } from './topic-rules.ts'

/** What a broker says in CONNACK that it does not take, by the names of MQTT 5, section 3.2.2.3; left out: no limit of its own. It ends the connection over each. */
export type BrokerLimits = {
  readonly maximumQoS?: number
  readonly retainAvailable?: boolean
  /** Bytes of a whole packet. */
  readonly maximumPacketSize?: number
  readonly wildcardSubscriptionAvailable?: boolean
  readonly subscriptionIdentifiersAvailable?: boolean
  readonly sharedSubscriptionAvailable?: boolean
}

/** Null: the broker has said nothing against it. */
export function checkPublishLimits({ maximumQoS = 2, retainAvailable = true, maximumPacketSize }: BrokerLimits, message: Pick<PublishRequest, 'topic' | 'payload' | 'qos' | 'retain'>): Failure | null {
  if (message.qos > maximumQoS) {
    const taken = maximumQoS === 0 ? text('QoS 0 only', 'QoS 0') : text('QoS 0 and 1 only', 'QoS 0 和 1')
    return refusal('qos', text(`This broker takes ${taken.en}`, `这个服务器只支持 ${taken.zh}`), text(`Publish with QoS ${maximumQoS}.`, `请用 QoS ${maximumQoS} 发布。`), `Maximum QoS ${maximumQoS}`)
  }
  if (message.retain && !retainAvailable) {
    return refusal('retain', text('This broker keeps no retained messages', '这个服务器不支持保留消息'), text('Publish without retain.', '发布时不要勾选保留。'), 'Retain Available 0')
  }
  const bytes = leastBytes(message)
  if (maximumPacketSize === undefined || bytes <= maximumPacketSize) return null
  return refusal(
    'packet-size',
    text(`This broker takes packets of ${maximumPacketSize} bytes at most; this message needs ${bytes}`, `这个服务器的报文最大 ${maximumPacketSize} 字节，这条消息需要 ${bytes} 字节`),
    text('Send a smaller payload, or in parts.', '请减小负载，或分条发送。'),
    `Maximum Packet Size ${maximumPacketSize}`,
  )
}

export function checkSubscribeLimits(limits: BrokerLimits, filter: string, options?: SubscriptionOptions): Failure | null {
  const isShared = filter.startsWith('$share/')
  if (isShared && limits.sharedSubscriptionAvailable === false) {
    return refusal('shared', text('This broker has no shared subscriptions', '这个服务器不支持共享订阅'), text('Subscribe without $share/….', '订阅时去掉 $share/…。'), 'Shared Subscription Available 0')
  }
  if (/(^|\/)[+#](\/|$)/.test(filter) && limits.wildcardSubscriptionAvailable === false) {
    return refusal('wildcard', text('This broker has no subscriptions with wildcards', '这个服务器不支持通配符订阅'), text('Subscribe to each topic by its whole name.', '请按完整主题逐个订阅。'), 'Wildcard Subscription Available 0')
  }
  if (options?.identifier !== undefined && limits.subscriptionIdentifiersAvailable === false) {
    return refusal('identifier', text('This broker has no subscription identifiers', '这个服务器不支持订阅标识符'), text('Leave the identifier empty.', '请把订阅标识符留空。'), 'Subscription Identifiers Available 0')
  }
  return options ? checkSharedOptions(filter, options) : null
}

/** MQTT 5, section 3.8.3.1: No Local on a shared subscription is a protocol error. */
export const checkSharedOptions = (filter: string, { noLocal }: SubscriptionOptions): Failure | null =>
  noLocal && filter.startsWith('$share/')
    ? refusal(
        'shared-no-local',
        text('A shared subscription cannot leave out what this client publishes itself; the broker would end the connection', '共享订阅不能同时设置“不接收自己发布的消息”，否则服务器会断开连接'),
        text('Switch that option off, or subscribe without $share/….', '请关闭该选项，或去掉 $share/… 再订阅。'),
      )
    : null

/** Of the packet without its properties: fixed header, topic, packet identifier, an empty list of properties, payload. */
function leastBytes({ topic, payload, qos }: Pick<PublishRequest, 'topic' | 'payload' | 'qos'>): number {
  const rest = 2 + topicBytes(topic) + (qos > 0 ? 2 : 0) + 1 + payload.length
  return 1 + (rest < 128 ? 1 : rest < 16_384 ? 2 : rest < 2_097_152 ? 3 : 4) + rest
}

const refusal = (name: string, what: Text, next: Text, evidence?: string): Failure => ({ code: `mqtt.broker-limit.${name}`, stage: 'mqtt', what, next, ...(evidence !== undefined && { evidence: `CONNACK: ${evidence}` }) })
