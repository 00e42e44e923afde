import { text } from '../../text/local-text.ts'
import type { CloudRules } from '../profile.ts'

/** A broker of one's own has no rules but the protocol's; 3600 s is what every modem's manual allows. */
export const mqttRules: CloudRules = {
  keepAlive: { min: 0, max: 3600, advised: 120 },
  maxQos: 2,
  retain: true,
  will: true,
  notes: [
    text(
      'ThingsCloud cuts a connection on which no CONNECT came within 5 s: opening and login must follow each other without a person in between.',
      'ThingsCloud：建立 TCP 连接后 5 秒内没收到 CONNECT 就会断开，打开连接和登录两步必须自动连续执行。',
    ),
    text('ThingsBoard takes QoS 0 and 1.', 'ThingsBoard 只支持 QoS 0 和 1。'),
    text('EMQX refuses packets above 1 MB unless it is configured otherwise.', 'EMQX 默认最大报文 1 MB。'),
    text(
      'Mosquitto 2 without a configuration file listens to its own machine alone and refuses anonymous logins elsewhere.',
      'Mosquitto 2 没有配置文件时只监听本机；对外监听时默认不允许匿名登录。',
    ),
    text('Public brokers are for trying out: everybody reads and writes there, and nothing is promised.', '公共服务器仅供测试：所有人都能读写，也不保证可用。'),
  ],
  source: 'OASIS MQTT 3.1.1',
}
