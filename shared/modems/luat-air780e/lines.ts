import { keyedAnswer } from '../../at/keyed-answer.ts'
import type { LineForm, LineTable } from '../../at/parameter.ts'
import { bytes, choice, number, quoted } from '../../at/parameter-kit.ts'
import { text } from '../../text/local-text.ts'
import { manual } from './constants.ts'
import { tlsSettings } from './signatures.ts'

const at = (command: string, fields: LineForm['fields'], split?: LineForm['split']): LineTable => ({ [`+${command}`]: { fields, ...(split && { split }), source: `${manual}, AT+${command}` } })

/** `"topic",5 byte,hello`, the topic without quotation marks in older firmware; the payload may hold commas. */
const message = (rest: string): readonly string[] | undefined => /^"?(.*?)"?,(\d+) byte,([\s\S]*)$/.exec(rest)?.slice(1)

/** Answers and URCs of AirM2M's own (Air780EP AT manual). */
export const luatLines: LineTable = {
  '+SSLCFG': keyedAnswer(tlsSettings),
  ...at(
    'MSUB',
    (values) => (values.length === 1 ? [number('slot', 'place in the buffer: AT+MQTTMSGGET', '缓存位置，用 AT+MQTTMSGGET 读取')] : [quoted('topic', 'topic', '主题'), number('len', 'length', '长度', { unit: bytes }), number('message', 'message', '消息内容')]),
    message,
  ),
  ...at('MQTTMSGGET', [number('slot', 'place in the buffer', '缓存位置'), choice('state', 'message', '消息', { VALID: ['there is one', '有'], INVALID: ['none', '无'] })]),
  ...at('MQTTSTATU', [choice('status', 'state', '状态', { 0: ['offline', '离线'], 1: ['connected', '已连接'], 2: ['TCP without login', '只有 TCP，未登录'] })]),
  ...at('SAPBR', [number('cid', 'bearer', '承载编号'), choice('status', 'state', '状态', { 0: ['connecting', '正在连接'], 1: ['open', '已打开'], 2: ['closing', '正在关闭'], 3: ['closed', '已关闭'] }), quoted('IP_Addr', 'address', '地址')]),
  ...at('HTTPACTION', [choice('method', 'method', '方法', { 0: ['GET', 'GET'], 1: ['POST', 'POST'], 2: ['HEAD', 'HEAD'] }), number('StatusCode', 'status', '状态码'), number('DataLen', 'length', '长度', { unit: bytes })]),
  ...at('HTTPREAD', [number('data_len', 'bytes that follow', '随后的字节数', { unit: bytes })]),
  ...at('FSFLSIZE', [number('size', 'size', '大小', { unit: bytes })]),
  ...at('CDNSGIP', ([ok]) => [choice('ok', 'result', '结果', { 0: ['not found', '失败'], 1: ['found', '成功'] }), ...(ok === '1' ? [quoted('domain name', 'name', '域名'), quoted('IP', 'address', '地址', { repeats: true })] : [number('error', 'error', '错误码', { read: () => text('the name could not be looked up', '域名解析失败') })])]),
}
