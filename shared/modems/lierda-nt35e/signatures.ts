import type { KeyedSignature, Parameter, SignatureTable } from '../../at/parameter.ts'
import { bytes, choice, number, offOn, optional, quoted, seconds } from '../../at/parameter-kit.ts'
import { cleanSession, messageId, port, qos, retain } from '../common/mqtt-parameters.ts'
import { manual } from './constants.ts'
import { lierdaCommands } from './describe-command.ts'

export const client = number('tcpconnectID', 'MQTT connection', 'MQTT 连接', { range: [0, 4] })
const topic = quoted('topic', 'topic', '主题', { most: 256 })

const set = (...parameters: readonly Parameter[]): readonly Parameter[] => [client, ...parameters.map(optional)]

export const mqttSettings: KeyedSignature = {
  key: quoted('type', 'what is set', '设置项', { choices: lierdaCommands['+LMQTTCFG']?.set?.keys ?? {} }),
  source: `${manual}, AT+LMQTTCFG`,
  keys: {
    version: set(choice('vsn', 'MQTT version', 'MQTT 版本', { 3: ['3.1', '3.1'], 4: ['3.1.1', '3.1.1'] })),
    session: set(cleanSession),
    keepalive: set(number('keep_alive_time', 'keep-alive', '心跳间隔', { range: [0, 3600], unit: seconds })),
    timeout: set(number('pkt_timeout', 'time for an answer', '等待应答', { unit: seconds }), number('retry_times', 'times it is sent again', '重发次数'), choice('timeout_notice', 'report of every time-out', '每次超时是否上报', { 0: ['no', '否'], 1: ['yes', '是'] })),
    will: set(choice('will_fg', 'will', '遗嘱', { 0: ['none', '无'], 1: ['there is one', '有'] }), { ...qos, name: 'will_qos' }, { ...retain, name: 'will_retain' }, quoted('will_topic', 'topic of the will', '遗嘱主题'), quoted('will_msg', 'will', '遗嘱内容')),
    cloud: set(choice('cloud_type', 'cloud', '云平台', { 2: ['Alibaba Cloud', '阿里云'] }), choice('data_type', 'form of data', '数据格式', { 1: ['JSON', 'JSON'] })),
    aliauth: set(quoted('product_key', 'ProductKey', 'ProductKey'), quoted('device_name', 'DeviceName', 'DeviceName'), quoted('device_secret', 'DeviceSecret', 'DeviceSecret', { isSecret: true })),
    cache: set(choice('cache', 'received messages', '下发消息', { 0: ['come at once', '直接上报'], 1: ['wait for AT+LMQTTREAD', '缓存，用 AT+LMQTTREAD 读取'] })),
    'recv/mode': set(choice('msg_recv_mode', 'form', '格式', { 0: ['text', '文本'], 1: ['hex', '十六进制'] }), choice('msg_len_enable', 'length in the URC', 'URC 是否带长度', { 0: ['no', '不带'], 1: ['yes', '带'] })),
    'send/mode': set(choice('send_mode', 'what is published', '上报数据格式', { 0: ['text', '文本'], 1: ['hex', '十六进制'], 2: ['hex, sent as bytes', '十六进制转原文'] })),
    urc: set(choice('urc', 'result of publishing (+LMQTTPUB)', '发布结果（+LMQTTPUB）', { 0: ['not reported', '不上报'], 1: ['reported', '上报'] })),
    sslenable: set(choice('sslenable', 'TLS', 'TLS', offOn), number('ctx', 'TLS context', 'TLS 上下文')),
    pdpcid: set(number('cid', 'data context', '上下文编号')),
  },
}

const at = (command: string, ...parameters: readonly Parameter[]): SignatureTable => ({ [command]: { parameters, source: `${manual}, AT${command}` } })

export const lierdaSignatures: SignatureTable = {
  '+LMQTTCFG': mqttSettings,
  ...at('+LMQTTOPEN', client, quoted('host_name', 'host', '服务器地址', { most: 100 }), port),
  ...at('+LMQTTCONN', client, quoted('clientid', 'client ID', 'Client ID', { most: 256 }), optional(quoted('username', 'user name', '用户名', { most: 256 })), optional(quoted('password', 'password', '密码', { most: 256, isSecret: true }))),
  ...at('+LMQTTSUBUNSUB', client, choice('subscribe_flag', 'what to do', '操作', { 0: ['subscribe', '订阅'], 1: ['unsubscribe', '取消订阅'] }), messageId, topic, optional(qos)),
  ...at('+LMQTTPUB', client, messageId, qos, retain, topic, number('msglen', 'bytes of the message', '消息字节数', { range: [0, 1460], unit: bytes }), optional(quoted('msg', 'message; without it it follows the prompt', '消息；不填则在提示符后输入'))),
  ...at('+LMQTTREAD', client),
  ...at('+LMQTTDISC', client),
  ...at('+LMQTTCLOSE', client),
}
