import type { LineForm, LineTable } from '../../at/parameter.ts'
import { bytes, choice, number, optional, quoted } from '../../at/parameter-kit.ts'
import { rsrpToDbm } from '../../at/rsrp.ts'
import { text } from '../../text/local-text.ts'
import { cleanSession, port } from '../common/mqtt-parameters.ts'
import { cellularDoc, dataModeDoc, mqttDoc, socketDoc } from './constants.ts'
import { errnoMeanings, refusals } from './result-codes.ts'
import { clientId, credential, host, keepAlive, tag } from './signatures.ts'

const event = choice('evt_type', 'what happened', '事件', {
  0: ['the login was answered (CONNACK)', '登录应答（CONNACK）'],
  1: ['disconnected (DISCONNECT)', '已断开（DISCONNECT）'],
  2: ['a message came (PUBLISH)', '收到消息（PUBLISH）'],
  3: ['publish acknowledged, QoS 1 (PUBACK)', '发布确认，QoS 1（PUBACK）'],
  4: ['publish received, QoS 2 (PUBREC)', '发布已接收，QoS 2（PUBREC）'],
  5: ['release of a message, QoS 2 (PUBREL)', '消息释放，QoS 2（PUBREL）'],
  6: ['publish complete, QoS 2 (PUBCOMP)', '发布完成，QoS 2（PUBCOMP）'],
  7: ['subscription answered (SUBACK)', '订阅应答（SUBACK）'],
  8: ['unsubscription answered (UNSUBACK)', '取消订阅应答（UNSUBACK）'],
  9: ['ping answered (PINGRESP)', '心跳应答（PINGRESP）'],
})
const result = number('result', 'result', '结果', {
  read: (value) => (value === '0' ? text('success', '成功') : value.startsWith('-') ? errnoMeanings[value.slice(1)]?.what : refusals[value]?.what),
})
const status = choice('status', 'MQTT', 'MQTT', { 0: ['not connected', '未连接'], 1: ['connected', '已连接'] })

const rsrp = number('rsrp', 'LTE: signal (RSRP)', 'LTE 信号 RSRP', {
  read: (value) => {
    const dbm = rsrpToDbm(Number(value))
    return dbm === undefined ? undefined : text(`${dbm} to ${dbm + 1} dBm`, `${dbm}～${dbm + 1} dBm`)
  },
})

const line = (document: string, name: string, fields: LineForm['fields']): LineTable => ({ [name]: { fields, source: `${document}, ${name}` } })

/** Answers and URCs of the Serial Modem firmware and of the nRF91's modem. */
export const nordicLines: LineTable = {
  ...line(mqttDoc, '#XMQTTCFG', [clientId, keepAlive, cleanSession]),
  ...line(mqttDoc, '#XMQTTCON', ({ length }) => (length > 4 ? [status, clientId, host, port, optional(tag)] : [status])),
  ...line(mqttDoc, '#XMQTTEVT', [event, result]),
  ...line(mqttDoc, '#XMQTTMSG', [number('topic_length', 'bytes of the topic, on the next line', '主题字节数（在下一行）', { unit: bytes }), number('message_length', 'bytes of the message, behind it', '消息字节数（在其后）', { unit: bytes })]),
  ...line(dataModeDoc, '#XDATAMODE', [choice('status', 'data mode', '数据模式', { 0: ['left, all was sent', '已退出，全部发出'] })]),
  ...line(socketDoc, '#XGETADDRINFO', [quoted('ip_addresses', 'address', '地址')]),
  ...line(cellularDoc, '%CMNG', [tag, credential, quoted('sha', 'SHA-256', 'SHA-256')]),
  ...line(cellularDoc, '%CESQ', [rsrp, number('rsrp_threshold_index', 'step of the signal', 'RSRP 档位'), number('rsrq', 'LTE: quality (RSRQ)', 'LTE 质量 RSRQ', { read: (value) => (value === '255' ? undefined : text(`${-20 + Number(value) / 2} dB or more`, `不低于 ${-20 + Number(value) / 2} dB`)) }), number('rsrq_threshold_index', 'step of the quality', 'RSRQ 档位')]),
}
