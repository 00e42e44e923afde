import { text } from '../../text/local-text.ts'
import type { CloudRules } from '../profile.ts'

/** Baidu IoT Core documents, “System limits” (3k7o8yehh). */
export const baiduRules: CloudRules = {
  keepAlive: { min: 30, max: 1200, advised: 300 },
  maxQos: 1,
  retain: false,
  will: true,
  topicBytes: 255,
  topicLevels: 16,
  payloadBytes: 32_768,
  clientIdBytes: 128,
  subscriptions: 100,
  notes: [
    text('Each client ID may be connected once. With MQTT 3.1 it has at most 23 bytes.', '同一个 Client ID 同时只能有一个连接；用 MQTT 3.1 时最长 23 字节。'),
    text('Topics and rights come from the device’s template; each level has at most 40 characters.', '主题及权限由设备模板决定，每层最多 40 个字符。'),
    text('Retained messages and payloads up to 128 KB are opened on request.', '保留消息默认不开通；消息长度可申请放宽到 128 KB。'),
    text('At most 100 subscriptions to a connection, 8 to a request; 30 messages a second at QoS 0, 10 at QoS 1.', '每个连接最多 100 个订阅、每次请求最多 8 个；QoS 0 每秒 30 条、QoS 1 每秒 10 条。'),
  ],
  source: 'cloud.baidu.com/doc/IoTCore/s/3k7o8yehh',
}
