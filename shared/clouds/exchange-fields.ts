import { text } from '../text/local-text.ts'
import { wholeNumber } from './field-checks.ts'
import type { CloudRules, Field } from './profile.ts'

const qosLabels = [text('0, at most once', '0，最多一次'), text('1, at least once', '1，至少一次'), text('2, exactly once', '2，恰好一次')] as const

/** Topics and payload that suit the cloud, as examples in the empty fields. */
type Examples = { readonly publish: string; readonly subscribe: string; readonly payload: string }

/** What a wizard asks about once the login stands: one topic each way and a message. The same for every cloud, within its rules. */
export function exchangeFields(examples: Examples, rules: Pick<CloudRules, 'maxQos'>): readonly Field[] {
  const qosChoices = qosLabels.slice(0, rules.maxQos + 1).map((label, qos) => ({ value: String(qos), label }))
  return [
    {
      key: 'subscribeTopic',
      kind: 'text',
      group: 'exchange',
      required: false,
      label: text('Topic to subscribe', '订阅主题'),
      help: text('Messages to the modem. + and # are allowed.', '下发给模组的主题，可以用 + 和 #。'),
      placeholder: examples.subscribe,
    },
    {
      key: 'subscribeQos',
      kind: 'choice',
      group: 'exchange',
      required: false,
      initial: '0',
      label: text('Subscribe QoS', '订阅 QoS'),
      help: text('The highest QoS at which the broker may deliver.', '服务器下发时允许的最高 QoS。'),
      choices: qosChoices,
    },
    {
      key: 'publishTopic',
      kind: 'text',
      group: 'exchange',
      required: false,
      label: text('Topic to publish', '发布主题'),
      help: text('Messages from the modem. No wildcards.', '模组上报用的主题，不能带通配符。'),
      placeholder: examples.publish,
    },
    {
      key: 'qos',
      kind: 'choice',
      group: 'exchange',
      required: false,
      initial: '1',
      label: text('Publish QoS', '发布 QoS'),
      help: text('1 waits for the broker to confirm.', 'QoS 1 会等待服务器确认。'),
      choices: qosChoices,
    },
    {
      key: 'payload',
      kind: 'payload',
      group: 'exchange',
      required: false,
      label: text('Message', '消息内容'),
      help: text('Sent once to the publish topic, byte for byte.', '向发布主题发送一次，逐字节原样发送。'),
      placeholder: examples.payload,
    },
  ]
}

export const keepAliveField = ({ keepAlive: { min, max, advised } }: Pick<CloudRules, 'keepAlive'>): Field => ({
  key: 'keepAlive',
  kind: 'number',
  group: 'exchange',
  required: false,
  label: text('Keep-alive, seconds', '心跳间隔（秒）'),
  help: text(`${min} to ${max}. Left empty: the modem keeps its own value (EC20: 120).`, `${min} 到 ${max}。不填则沿用模组的值（EC20 为 120）。`),
  placeholder: String(advised),
  check: wholeNumber('keepAlive', min, max),
})
