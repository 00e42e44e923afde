import { answerDescriber, bad } from '../../at/line-words.ts'
import { text } from '../../text/local-text.ts'

/** Lines of Lierda's own besides the results of MQTT. */
export const describeLierdaAnswer = answerDescriber({
  '+LMQTTCFG': ([key, ...values]) => text(`${key} is set to ${values.join(', ')}`, `${key} 当前为 ${values.join(', ')}`),
  '+LMQTTOPEN': ([id, host, port]) => (port === undefined || /^-?\d+$/.test(host ?? '') ? undefined : text(`MQTT client ${id} is open to ${host}:${port}`, `MQTT 客户端 ${id} 已连到 ${host}:${port}`)),
  '+LMQTTURC': ([what, , , topic]) => (what === 'RECV' && topic !== undefined ? text(`message on ${topic}`, `收到消息，主题 ${topic}`) : undefined),
  '+LMQTTREAD': () => text('a cached message', '缓存的消息'),
  '+LMQTTDISC': () => bad(text('logging out failed', '断开 MQTT 失败')),
  '+LMQTTCLOSE': () => bad(text('closing failed', '关闭连接失败')),
  '+LGMR': () => text('Lierda’s firmware version', 'Lierda 固件版本'),
  '+LCCID': () => text('the SIM’s number (ICCID)', 'SIM 卡 ICCID'),
  '+LUIMSLOT': ([slot]) => text(`SIM slot ${slot}`, `SIM 卡槽 ${slot}`),
})
