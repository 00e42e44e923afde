import { text } from '../../text/local-text.ts'
import type { CloudRules } from '../profile.ts'

/** Tuya documents, “MQTT Standard Protocol” (Kb65nphxrj8f1). Limits of the keep-alive, of retained messages and of wills are not documented. */
export const tuyaRules: CloudRules = {
  keepAlive: { min: 0, max: 65_535, advised: 60 },
  maxQos: 1,
  retain: false,
  will: false,
  connectionsPerDevice: 1,
  versions: [4],
  notes: [
    text('MQTT 3.1.1 alone, over TLS 1.2 alone.', '只支持 MQTT 3.1.1，且只能用 TLS 1.2。'),
    text('Keep-alive: 60 s or more is advised; after two and a half times of it without a packet the platform closes.', '心跳建议不小于 60 秒；超过 2.5 倍心跳时间没有收到报文，平台会断开连接。'),
    text('A second login of the same device throws the first one off.', '同一设备再次登录，会把先前的连接踢下线。'),
    text('Retained messages and wills are not documented: do not build on them.', '文档没有提到保留消息和遗嘱，不要依赖它们。'),
  ],
  source: 'developer.tuya.com/en/docs/iot/MQTT-protocol?id=Kb65nphxrj8f1',
}
