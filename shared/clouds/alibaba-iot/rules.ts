import { text } from '../../text/local-text.ts'
import type { CloudRules } from '../profile.ts'

/** help.aliyun.com, documents 30527 (limits) and 73742 (MQTT over TCP). */
export const alibabaRules: CloudRules = {
  keepAlive: { min: 30, max: 1200, advised: 300 },
  maxQos: 1,
  lowersSubscriptions: true,
  retain: false,
  will: false,
  topicBytes: 128,
  topicLevels: 7,
  payloadBytes: 262_144,
  connectionsPerDevice: 1,
  notes: [
    text('A second login with the same device certificate throws the first one off.', '同一设备证书再次登录会把前一个连接踢下线。'),
    text('The QoS of a subscription is ignored; the publisher’s counts.', '订阅时的 QoS 不起作用，以发布方为准。'),
    text('Custom topics must be declared in the product, with their rights.', '自定义 Topic 需先在产品里定义，并设置权限。'),
    text('New instances may have TCP without TLS switched off.', '新实例可能默认关闭 TCP 明文接入，建议优先用 TLS。'),
  ],
  source: 'help.aliyun.com 30527, 73742',
}
