import type { Failure } from '../contract/failure.ts'
import type { BrokerOptions, Qos } from '../contract/mqtt.ts'
import { utf8 } from '../text/bytes.ts'
import { text, type Text } from '../text/local-text.ts'
import type { CloudProfile, CloudRules } from './profile.ts'

/** A cloud as far as its rules go. */
export type RuledCloud = Pick<CloudProfile, 'name' | 'rules'>

/** What the cloud would refuse of a message, mostly by hanging up without a word; null when it is good. */
export function checkMessage({ name, rules }: RuledCloud, { topic, payload, qos, retain }: { readonly topic: string; readonly payload: { readonly length: number }; readonly qos: Qos; readonly retain: boolean }): Failure | null {
  if (qos > rules.maxQos) return qosRefused(name, rules, qos)
  if (retain && (!rules.retain || rules.noRetainOn?.test(topic))) {
    return refusal(rules, 'retain', rules.retain ? text(`${name.en} keeps no retained message on ${topic}`, `${name.zh}的主题 ${topic} 不能发保留消息`) : text(`${name.en} keeps no retained messages`, `${name.zh}不支持保留消息`), text('Publish without retain.', '发布时不要勾选保留。'))
  }
  if (rules.payloadBytes !== undefined && payload.length > rules.payloadBytes) {
    return refusal(
      rules,
      'payload',
      text(`${name.en} takes messages of ${rules.payloadBytes} bytes at most; this one has ${payload.length}`, `${name.zh}单条消息最大 ${rules.payloadBytes} 字节，这条有 ${payload.length} 字节`),
      text('Send a smaller payload, or in parts.', '请减小负载，或分条发送。'),
    )
  }
  if (rules.topicForms && !rules.topicForms.publish.test(topic)) return noSuchTopic(name, rules, topic)
  return checkTopic(name, rules, topic)
}

/** What the cloud would refuse of a subscription. `held`: how many the connection has besides. */
export function checkSubscription({ name, rules }: RuledCloud, { topic, qos }: { readonly topic: string; readonly qos: Qos }, held: number): Failure | null {
  if (qos > rules.maxQos && !rules.lowersSubscriptions) return qosRefused(name, rules, qos)
  if (rules.subscriptions !== undefined && held >= rules.subscriptions) {
    return refusal(
      rules,
      'subscriptions',
      text(`${name.en} takes ${rules.subscriptions} subscriptions on one connection, and there are ${held}`, `${name.zh}每个连接最多 ${rules.subscriptions} 个订阅，现在已有 ${held} 个`),
      text('Take one back first, or use a wildcard.', '请先取消一个订阅，或使用通配符。'),
    )
  }
  if (rules.topicForms && !rules.topicForms.subscribe.test(topic)) return noSuchTopic(name, rules, topic)
  return checkTopic(name, rules, topic)
}

/** What the cloud would refuse of CONNECT itself. */
export function checkConnection({ name, rules }: RuledCloud, { version, clientId, keepAlive, will }: Pick<BrokerOptions, 'version' | 'clientId' | 'keepAlive' | 'will'>): Failure | null {
  if (rules.versions && !rules.versions.includes(version)) {
    const taken = rules.versions.map((one) => versionNames[one])
    return refusal(rules, 'version', text(`${name.en} takes ${taken.join(' and ')}, not ${versionNames[version]}`, `${name.zh}只支持 ${taken.join(' 和 ')}，不支持 ${versionNames[version]}`), text(`Choose ${taken[0]}.`, `请选择 ${taken[0]}。`))
  }
  const { min, max, advised } = rules.keepAlive
  if (keepAlive < min || keepAlive > max) {
    return refusal(rules, 'keep-alive', text(`${name.en} takes a keep-alive of ${min} to ${max} s, not ${keepAlive} s`, `${name.zh}的心跳间隔为 ${min}～${max} 秒，不能是 ${keepAlive} 秒`), text(`${advised} s is a good value.`, `建议 ${advised} 秒。`))
  }
  const bytes = utf8(clientId).length
  if (rules.clientIdBytes !== undefined && bytes > rules.clientIdBytes) {
    return refusal(rules, 'client-id', text(`${name.en} takes a client ID of ${rules.clientIdBytes} bytes at most; this one has ${bytes}`, `${name.zh}的 Client ID 最长 ${rules.clientIdBytes} 字节，现在有 ${bytes} 字节`), text('Shorten it.', '请缩短。'))
  }
  if (!will) return null
  if (!rules.will) return refusal(rules, 'will', text(`${name.en} takes no will`, `${name.zh}不支持遗嘱消息`), text('Switch the will off.', '请关闭遗嘱。'))
  if (rules.topicForms?.will && !rules.topicForms.will.test(will.topic)) return noSuchTopic(name, rules, will.topic)
  // A will that is retained is a retained message like any other.
  return checkMessage({ name, rules }, will)
}

const versionNames = { 3: 'MQTT 3.1', 4: 'MQTT 3.1.1', 5: 'MQTT 5' } as const

const qosRefused = (name: Text, rules: CloudRules, qos: Qos): Failure =>
  refusal(rules, 'qos', text(`${name.en} refuses QoS ${qos}`, `${name.zh}不支持 QoS ${qos}`), text(`Use QoS ${rules.maxQos} or lower.`, `请用 QoS ${rules.maxQos} 或更低。`))

const noSuchTopic = (name: Text, rules: CloudRules, topic: string): Failure =>
  refusal(rules, 'topic-form', text(`${name.en} has no topic ${topic}; using it closes the connection`, `${name.zh}没有主题 ${topic}，使用它会被断开连接`), text('Choose one of the cloud’s own topics.', '请从云平台提供的主题里选择。'))

function checkTopic(name: Text, rules: CloudRules, topic: string): Failure | null {
  const counted = rules.uncountedTopicPrefix ? topic.replace(rules.uncountedTopicPrefix, '') : topic
  const bytes = utf8(counted).length
  if (rules.topicBytes !== undefined && bytes > rules.topicBytes) {
    return refusal(rules, 'topic-length', text(`${name.en} takes topics of ${rules.topicBytes} bytes at most; this one has ${bytes}`, `${name.zh}的主题最长 ${rules.topicBytes} 字节，这个有 ${bytes} 字节`), text('Use a shorter topic.', '请缩短主题。'))
  }
  // A slash in front makes an empty first level, which clouds do not count.
  const levels = counted.replace(/^\//, '').split('/').length
  if (rules.topicLevels !== undefined && levels > rules.topicLevels) {
    return refusal(rules, 'topic-levels', text(`${name.en} takes topics of ${rules.topicLevels} levels at most; this one has ${levels}`, `${name.zh}的主题最多 ${rules.topicLevels} 层，这个有 ${levels} 层`), text('Use fewer levels.', '请减少主题层级。'))
  }
  return null
}

const refusal = ({ source }: CloudRules, name: string, what: Text, next: Text): Failure => ({
  code: `cloud.${name}`,
  stage: 'cloud',
  what,
  next: text(`${next.en} See: ${source}`, `${next.zh}依据：${source}`),
})
