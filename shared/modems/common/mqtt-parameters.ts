import type { Parameter } from '../../at/parameter.ts'
import { choice, number } from '../../at/parameter-kit.ts'

/** MQTT's own figures, the same in every family. */
export const qos = choice('qos', 'quality of service', 'QoS', { 0: ['at most once', '最多一次'], 1: ['at least once', '至少一次'], 2: ['exactly once', '恰好一次'] })

export const retain = choice('retain', 'kept by the broker', '保留消息', { 0: ['no', '否'], 1: ['yes', '是'] })

export const cleanSession = choice('clean_session', 'session', '会话', { 0: ['kept by the broker', '服务器保留'], 1: ['clean', '清除'] })

export const port: Parameter = number('port', 'port', '端口', {
  range: [1, 65535],
  read: (value) => (value === '1883' ? { en: 'MQTT over TCP, as usual', zh: 'MQTT（TCP）常用端口' } : value === '8883' ? { en: 'MQTT over TLS, as usual', zh: 'MQTT（TLS）常用端口' } : undefined),
})

/** What a message carries as its number; 0 goes with QoS 0 alone. */
export const messageId = number('msgID', 'message number (0: QoS 0 only)', '报文标识（仅 QoS 0 用 0）', { range: [0, 65535] })
