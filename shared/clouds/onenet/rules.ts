import { text } from '../../text/local-text.ts'
import type { CloudRules } from '../profile.ts'

/** OneNET documents, “Device development manual” of the MQTT suite and of OneNET Studio: both give the same limits. */
export const oneNetRules: CloudRules = {
  keepAlive: { min: 10, max: 1800, advised: 120 },
  maxQos: 1,
  retain: false,
  will: false,
  connectionsPerDevice: 1,
  notes: [
    text('Subscribe to the reply topic before reporting, or the platform’s answer is lost.', '先订阅 reply / accepted / rejected 主题再上报，否则看不到平台的应答。'),
    text('A topic of another product or device is refused, or the connection is closed.', '使用别的产品或设备的主题会被拒绝，甚至断开连接。'),
    text('Silence for 1.5 keep-alive periods ends the connection.', '超过 1.5 倍心跳间隔没有数据，平台会断开连接。'),
  ],
  source: 'open.iot.10086.cn/doc/mqtt, Device development manual',
}
