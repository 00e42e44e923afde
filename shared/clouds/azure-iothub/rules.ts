import { text } from '../../text/local-text.ts'
import type { CloudRules } from '../profile.ts'

/** Azure documents, "Communicate with an IoT hub using the MQTT protocol" and "IoT Hub quotas and throttling". */
export const azureRules: CloudRules = {
  // The hub waits one and a half times as long, but never over 1767 s: its load balancer’s limit for silence.
  keepAlive: { min: 0, max: 1177, advised: 240 },
  maxQos: 1,
  lowersSubscriptions: true,
  retain: false,
  will: true,
  payloadBytes: 262_144,
  clientIdBytes: 128,
  connectionsPerDevice: 1,
  versions: [4],
  subscriptions: 5,
  topicForms: {
    publish: /^(?:devices\/[^/]+\/(?:modules\/[^/]+\/)?messages\/events(?:\/|$)|\$iothub\/(?:twin\/(?:GET|PATCH\/properties\/reported)|methods\/res)\/|\$dps\/)/,
    subscribe: /^(?:devices\/[^/]+\/(?:modules\/[^/]+\/)?(?:messages\/devicebound|inputs)\/|\$iothub\/(?:twin\/(?:res|PATCH\/properties\/desired)|methods\/POST)\/|\$dps\/)/,
    will: /^devices\/[^/]+\/(?:modules\/[^/]+\/)?messages\/events(?:\/|$)/,
  },
  notes: [
    text('A publication with QoS 2 closes the connection; a subscription with QoS 2 is granted QoS 1.', '以 QoS 2 发布会被断开连接；以 QoS 2 订阅会降为 QoS 1。'),
    text(
      'A retained message is not kept: it goes to the back end, marked with the property mqtt-retain (x-opt-retain in older documents).',
      '不保存保留消息：转给后端，并附加属性 mqtt-retain（旧文档为 x-opt-retain）。',
    ),
    text('A silence longer than 1767 s ends the connection, whatever keep-alive was set: 1177 s is the highest that works.', '静默超过 1767 秒必断，与心跳设置无关；因此心跳最大 1177 秒。'),
    text('Only the topics listed here exist; any other closes the connection. At most five subscriptions.', '只有这里列出的主题可用，用其他主题会断开连接；最多 5 个订阅。'),
    text('A will must go to the device’s telemetry topic.', '遗嘱消息只能发到设备自己的遥测主题。'),
    text('A second login of the same device throws the first one off (400027).', '同一设备再次登录会把前一个连接踢下线（400027）。'),
    text('TLS 1.2 or later with the server’s name (SNI); MQTT 3.1.1. There is no plain TCP.', '必须用 TLS 1.2 以上并带 SNI；协议为 MQTT 3.1.1；不支持 TCP 明文。'),
    text('Messages to the device have at most 64 KB. They, twins and methods need a hub of the standard tier.', '下发消息最大 64 KB；下发消息、孪生和直接方法需要标准层的 IoT 中心。'),
  ],
  source: 'learn.microsoft.com: azure/iot/iot-mqtt-connect-to-iot-hub',
}
