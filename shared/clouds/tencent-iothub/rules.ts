import { text } from '../../text/local-text.ts'
import type { CloudRules } from '../profile.ts'

/** A message of IoT Hub; IoT Explorer takes 64 KB. Both pages call it the size of one MQTT message. */
export const hubPayloadBytes = 16_384
const explorerPayloadBytes = 65_536

/** cloud.tencent.com 634/15241 and tencentcloud.com 1105/41464 (limits), 634/46346 (MQTT over TCP). */
export const tencentRules: CloudRules = {
  // The C SDK's own keep-alive is 240 s.
  keepAlive: { min: 0, max: 900, advised: 240 },
  maxQos: 1,
  retain: false,
  will: false,
  topicBytes: 255,
  // At most ten slashes.
  topicLevels: 11,
  payloadBytes: explorerPayloadBytes,
  connectionsPerDevice: 1,
  notes: [
    text('A second login of the same device throws the first one off.', '同一设备再次登录，会把前一个连接踢下线。'),
    text('A message may have 16 KB in IoT Hub, 64 KB in IoT Explorer.', '单条消息：物联网通信最大 16 KB，物联网开发平台最大 64 KB。'),
    text('One topic filter in each SUBSCRIBE; it takes effect within 5 s.', '每个 SUBSCRIBE 报文只能带 1 个主题过滤器，最长 5 秒后生效。'),
    text('One CONNECT in 5 s for each device.', '每个设备 5 秒内只能发起 1 次 CONNECT。'),
    text(
      'The newer page of limits has 60 to 850 s of keep-alive, six slashes in a topic and 20 messages a second each way.',
      '新版限制页：心跳 60–850 秒，主题最多 6 个斜杠，上下行各 20 条/秒。',
    ),
    text('IoT Explorer takes 30 messages a second with QoS 0 and 10 with QoS 1, and delivers 50.', '物联网开发平台：上行 QoS 0 为 30 条/秒、QoS 1 为 10 条/秒，下行 50 条/秒。'),
    text('Without clean session, QoS 1 messages wait for 24 hours, 150 of them at most.', 'cleanSession 为 0 时，离线的 QoS 1 消息最多保留 150 条、24 小时。'),
    text('A message to a topic without the right to publish is dropped without a word.', '往没有发布权限的 Topic 发消息会被直接丢弃，没有任何提示。'),
  ],
  source: 'cloud.tencent.com 634/15241, 634/46346',
}
