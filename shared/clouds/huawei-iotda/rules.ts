import { text } from '../../text/local-text.ts'
import type { CloudRules } from '../profile.ts'

/** Huawei Cloud IoTDA, “MQTT usage guide, constraints” (iot_02_2200) and “Device connection authentication” (iot_06_v5_3009). */
export const huaweiRules: CloudRules = {
  keepAlive: { min: 30, max: 1200, advised: 120 },
  maxQos: 1,
  retain: false,
  will: false,
  payloadBytes: 1_048_576,
  clientIdBytes: 256,
  connectionsPerDevice: 1,
  subscriptions: 100,
  notes: [
    text('System topics from the cloud arrive without a subscription, at QoS 0; subscribe for QoS 1.', '平台下行的系统主题不用订阅就能收到（QoS 0）；需要 QoS 1 时再自行订阅。'),
    text('A device may use its own topics only. Custom topics have at most 128 bytes, ten to a product.', '设备只能使用自己的主题。自定义主题最长 128 字节，每个产品最多 10 个。'),
    text('At most 50 messages a second and 100 subscriptions to a connection.', '每个连接每秒最多 50 条上行消息、100 个订阅。'),
    text('A keep-alive outside the range is refused with return code 2, like a wrong client ID.', '心跳间隔超出范围时返回码为 2，和 Client ID 错误相同。'),
  ],
  source: 'support.huaweicloud.com iot_02_2200, iot_06_v5_3009',
}
