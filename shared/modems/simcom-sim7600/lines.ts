import { keyedAnswer } from '../../at/keyed-answer.ts'
import type { LineForm, LineTable } from '../../at/parameter.ts'
import { bytes, choice, number, quoted } from '../../at/parameter-kit.ts'
import { text } from '../../text/local-text.ts'
import { cleanSession } from '../common/mqtt-parameters.ts'
import { losses, results } from './result-codes.ts'
import { address, client, keepAlive, mqttSettings, serverType, tls } from './signatures.ts'

const manual = 'A76XX Series AT Command Manual'

const result = number('err', 'result', '结果', { read: (value) => (value === '0' ? text('succeeded', '成功') : results[Number(value)]?.what) })
const done = [client, result]
const topicLength = number('sub_topic_len', 'bytes of the topic that follow', '随后的主题字节数', { unit: bytes })
const payloadLength = number('sub_payload_len', 'bytes of the message that follow', '随后的消息字节数', { unit: bytes })

const line = (section: string, name: string, fields: LineForm['fields']): LineTable => ({ [name]: { fields, source: `${manual}, ${section === '' ? `AT${name}` : section}` } })

/** `+CPSI: LTE,Online,460-00,0x5A1E,187214780,257,EUTRAN-BAND3,1850,4,4,-94,-850,-545,15`: RSRQ, RSRP and RSSI in tenths. */
const tenths = (unit: string) => (value: string) => (/^-?\d+$/.test(value) ? text(`${Number(value) / 10} ${unit}`, `${Number(value) / 10} ${unit}`) : undefined)
const lteCell = [
  number('System Mode', 'network', '网络制式'),
  number('Operation Mode', 'state', '状态'),
  number('MCC-MNC', 'operator', '运营商'),
  number('TAC', 'tracking area', '跟踪区'),
  number('SCellID', 'cell', '小区 ID'),
  number('PCellID', 'physical cell', '物理小区 ID'),
  number('Frequency Band', 'band', '频段'),
  number('earfcn', 'channel', '频点'),
  number('dlbw', 'bandwidth down', '下行带宽'),
  number('ulbw', 'bandwidth up', '上行带宽'),
  number('RSRQ', 'RSRQ', 'RSRQ', { read: tenths('dB') }),
  number('RSRP', 'RSRP', 'RSRP', { read: tenths('dBm') }),
  number('RSSI', 'RSSI', 'RSSI', { read: tenths('dBm') }),
  number('RSSNR', 'SNR', 'SNR'),
]

/** Answers and URCs of SIMCom's own, by the A76XX manual, chapters 18 (MQTT) and 19 (SSL); the rest by command. */
export const simcomLines: LineTable = {
  '+CMQTTCFG': keyedAnswer(mqttSettings),
  ...line('18.2.1', '+CMQTTSTART', [result]),
  ...line('18.2.2', '+CMQTTSTOP', [result]),
  ...line('18.2.3', '+CMQTTACCQ', (values) => (values.length === 2 && /^\d+$/.test(values[1] ?? '') ? done : [client, quoted('clientID', 'client ID', 'Client ID'), serverType])),
  ...line('18.2.4', '+CMQTTREL', done),
  ...line('18.2.5', '+CMQTTSSLCFG', [{ ...client, name: 'session_id' }, tls]),
  ...line('18.2.8', '+CMQTTCONNECT', (values) => (values.length === 2 ? done : [client, address, keepAlive, cleanSession, quoted('user_name', 'user name', '用户名'), quoted('pass_word', 'password', '密码', { isSecret: true })])),
  ...line('18.2.9', '+CMQTTDISC', done),
  ...line('18.2.12', '+CMQTTPUB', done),
  ...line('18.2.14', '+CMQTTSUB', done),
  ...line('18.2.16', '+CMQTTUNSUB', done),
  ...line('18.4.1', '+CMQTTCONNLOST', [client, number('cause', 'why the link is closed', '断开原因', { read: (value) => losses[Number(value)]?.what })]),
  ...line('18.4', '+CMQTTPING', done),
  ...line('18.4.1', '+CMQTTRXSTART', [client, number('topic_total_len', 'bytes of the topic', '主题总字节数', { unit: bytes }), number('payload_total_len', 'bytes of the message', '消息总字节数', { unit: bytes })]),
  ...line('18.4.1', '+CMQTTRXTOPIC', [client, topicLength]),
  ...line('18.4.1', '+CMQTTRXPAYLOAD', [client, payloadLength]),
  ...line('18.4.1', '+CMQTTRXEND', [client]),
  ...line('19.2.1', '+CSSLCFG', [
    tls,
    number('sslversion', 'version', '版本'),
    number('authmode', 'what is verified', '校验方式'),
    choice('ignoreltime', 'dates of the certificate', '证书有效期', { 0: ['checked', '校验'], 1: ['not checked', '不校验'] }),
    number('negotiatetime', 'time for the handshake', '握手超时', { unit: text('s', '秒') }),
    quoted('ca_file', 'CA file', 'CA 证书文件'),
    quoted('clientcert_file', 'client certificate', '客户端证书文件'),
    quoted('clientkey_file', 'client key', '客户端私钥文件'),
  ]),
  ...line('', '+CIPMODE', [choice('mode', 'transparent mode', '透传模式', { 0: ['off', '关'], 1: ['on', '开'] })]),
  ...line('', '+IPADDR', [quoted('ip_address', 'address', '地址')]),
  ...line('', '+CCERTLIST', [quoted('filename', 'file', '文件名')]),
  ...line('', '+CPSI', ([mode]) => (mode === 'LTE' ? lteCell : lteCell.slice(0, 3))),
  ...line('', '+CDNSGIP', ([ok]) => (ok === '1' ? [choice('ok', 'result', '结果', { 1: ['found', '成功'] }), quoted('domain name', 'name', '域名'), quoted('IP', 'address', '地址', { repeats: true })] : [choice('ok', 'result', '结果', { 0: ['not found', '失败'] }), number('dns error code', 'error', '错误码')])),
  ...line('', '+CIPOPEN', (values) => (values.length === 2 ? [number('link_num', 'socket', '连接编号'), choice('err', 'result', '结果', { 0: ['open', '已打开'] })] : undefined)),
  ...line('', '+NETOPEN', [choice('err', 'result', '结果', { 0: ['open', '已打开'], 1: ['open or failed', '已打开或失败'] })]),
  ...line('', '+HTTPACTION', [choice('method', 'method', '方法', { 0: ['GET', 'GET'], 1: ['POST', 'POST'], 2: ['HEAD', 'HEAD'] }), number('statuscode', 'status', '状态码'), number('datalen', 'length', '长度', { unit: bytes })]),
}
