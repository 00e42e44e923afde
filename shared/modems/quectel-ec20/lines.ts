import { keyedAnswer } from '../../at/keyed-answer.ts'
import type { LineForm, LineTable, Parameter } from '../../at/parameter.ts'
import { bytes, choice, number, offOn, quoted } from '../../at/parameter-kit.ts'
import { text, type Text } from '../../text/local-text.ts'
import { messageId, port } from '../common/mqtt-parameters.ts'
import { connackCodes, linkStates, openResults } from './result-codes.ts'
import { client, mqttSettings, tlsSettings } from './signatures.ts'
import { tcpError } from './tcp-errors.ts'

const whatOf = (table: Readonly<Record<string, { readonly what: Text }>>, fine: Text) => (value: string): Text | undefined => (value === '0' ? fine : Object.hasOwn(table, value) ? table[value]?.what : undefined)

const opened = number('result', 'result', '结果', { read: whatOf(openResults, text('open', '已打开')) })
const accepted = number('ret_code', 'answer of the broker (CONNACK)', '服务器应答（CONNACK）', { read: whatOf(connackCodes, text('accepted', '接受')) })
const closed = choice('result', 'result', '结果', { '-1': ['failed', '失败'], 0: ['done', '成功'] })

const sent = choice('result', 'result', '结果', { 0: ['sent and answered', '已发送并收到应答'], 1: ['sent again', '重发'], 2: ['not sent', '发送失败'] })
const resent = number('value', 'times sent again', '重发次数')
const granted = choice('value', 'quality of service that was granted', '授予的 QoS', { 0: ['at most once', '最多一次'], 1: ['at least once', '至少一次'], 2: ['exactly once', '恰好一次'], 128: ['refused by the broker', '服务器拒绝'] })
const connectState = choice('state', 'state', '状态', { 1: ['starting', '初始化'], 2: ['connecting', '正在连接'], 3: ['connected', '已连接'], 4: ['disconnecting', '正在断开'] })

/** `+QMTSUB: 0,1,0,2`: with result 0 the last value is what was granted, with 1 how often it was sent. */
const answered = (values: readonly string[]): readonly Parameter[] => [client, messageId, sent, values[2] === '1' ? resent : granted]
const published = [client, messageId, sent, resent]

const tcp = number('err', 'result', '结果', { read: (value) => (value === '0' ? text('done', '成功') : tcpError(value)) })
const socket = number('connectID', 'socket', '连接编号')
const stateOfSocket = choice('socket_state', 'state', '状态', { 0: ['made', '初始'], 1: ['opening', '正在打开'], 2: ['connected', '已连接'], 3: ['listening', '监听'], 4: ['closing', '正在关闭'] })

const ofSocket = [number('contextID', 'data context', '上下文编号'), number('serverID', 'server', '服务器编号'), choice('access_mode', 'how data comes', '数据模式', { 0: ['kept until read', '缓存模式'], 1: ['as a URC', '直吐模式'], 2: ['transparent', '透传模式'] }), quoted('AT_port', 'port of the module', '所在串口')]

/** `+QIURC: "recv",0,5`, `"closed",0`, `"pdpdeact",1`, `"dnsgip",0,1,600` and `"dnsgip","1.2.3.4"`. */
function urc([kind, first = '']: readonly string[]): readonly Parameter[] {
  const event = choice('event', 'what happened', '事件', { recv: ['data came in', '收到数据'], closed: ['closed by the server', '被服务器关闭'], pdpdeact: ['the data connection is gone', 'PDP 已断开'], dnsgip: ['a name was looked up', '域名解析结果'], incoming: ['a client connects', '有客户端接入'], 'incoming full': ['no more clients', '接入已满'] })
  if (kind === 'dnsgip') return /^\d+$/.test(first) ? [event, tcp, number('IP_count', 'addresses', '地址数'), number('DNS_ttl', 'valid for', '有效期', { unit: text('s', '秒') })] : [event, quoted('hostIPaddr', 'address', '地址')]
  if (kind === 'pdpdeact') return [event, number('contextID', 'data context', '上下文编号')]
  return [event, socket, number('length', 'length', '长度', { unit: bytes })]
}

const dbm = text('dBm', 'dBm')
const cellSignal: Readonly<Record<string, readonly Parameter[]>> = {
  GSM: [number('GSM_RSSI', 'signal', '信号', { unit: dbm })],
  WCDMA: [number('WCDMA_RSSI', 'signal', '信号', { unit: dbm }), number('WCDMA_RSCP', 'RSCP', 'RSCP', { unit: dbm }), number('WCDMA_ECIO', 'Ec/Io', 'Ec/Io', { unit: text('dB', 'dB') })],
}
const lteSignal = [
  number('LTE_RSSI', 'RSSI', 'RSSI', { unit: dbm }),
  number('LTE_RSRP', 'RSRP', 'RSRP', { unit: dbm }),
  number('LTE_SINR', 'SINR', 'SINR'),
  number('LTE_RSRQ', 'RSRQ', 'RSRQ', { unit: text('dB', 'dB') }),
]

const mqtt = (command: string, fields: LineForm['fields']): LineTable => ({ [`+${command}`]: { fields, source: `Quectel MQTT application note, AT+${command}` } })
const tcpIp = (command: string, fields: LineForm['fields']): LineTable => ({ [`+${command}`]: { fields, source: `Quectel TCP/IP application note, AT+${command}` } })
const tls = (command: string, fields: LineForm['fields']): LineTable => ({ [`+${command}`]: { fields, source: `Quectel SSL application note, AT+${command}` } })
const files = (command: string, fields: LineForm['fields']): LineTable => ({ [`+${command}`]: { fields, source: `Quectel FILE application note, AT+${command}` } })
const basic = (command: string, fields: LineForm['fields']): LineTable => ({ [`+${command}`]: { fields, source: `Quectel AT Commands Manual, AT+${command}` } })

/** Answers and URCs of Quectel's own, by the application notes and the AT manual. */
export const quectelLines: LineTable = {
  '+QMTCFG': keyedAnswer(mqttSettings),
  '+QSSLCFG': keyedAnswer(tlsSettings),
  ...mqtt('QMTOPEN', ({ length }) => (length > 2 ? [client, quoted('host_name', 'host', '服务器地址'), port] : [client, opened])),
  // Three and four are states, the answer to a question; the results end at 2.
  ...mqtt('QMTCONN', ([, second = '', third]) => (third === undefined && Number(second) > 2 ? [client, connectState] : [client, sent, accepted])),
  ...mqtt('QMTSUB', answered),
  ...mqtt('QMTUNS', ([, , result]) => [client, messageId, sent, ...(result === '1' ? [resent] : [])]),
  ...mqtt('QMTPUB', published),
  ...mqtt('QMTPUBEX', published),
  ...mqtt('QMTDISC', [client, closed]),
  ...mqtt('QMTCLOSE', [client, closed]),
  ...mqtt('QMTPING', [client, number('result', 'result', '结果', { read: (value) => (value === '1' ? text('no answer to the ping', '心跳没有应答') : undefined) })]),
  '+QMTSTAT': { fields: [client, number('err_code', 'why the link is closed', '断开原因', { read: whatOf(linkStates, text('nothing wrong', '正常')) })], source: 'Quectel MQTT application note, URC +QMTSTAT' },
  '+QMTRECV': {
    source: 'Quectel MQTT application note, URC +QMTRECV',
    fields: (values) => {
      const topic = quoted('topic', 'topic', '主题')
      const payload = quoted('payload', 'message', '消息内容', { repeats: true })
      if (values.length === 2) return [client, number('recv_id', 'place in the buffer', '缓存序号')]
      return /^\d+$/.test(values[3] ?? '') && values.length > 4 ? [client, messageId, topic, number('payload_len', 'length', '长度', { unit: bytes }), payload] : [client, messageId, topic, payload]
    },
  },
  ...tcpIp('QIOPEN', [socket, tcp]),
  ...tls('QSSLOPEN', [number('clientID', 'socket', '连接编号'), tcp]),
  ...tcpIp('QISTATE', [socket, quoted('service_type', 'kind', '类型'), quoted('IP_address', 'address', '地址'), { ...port, name: 'remote_port' }, number('local_port', 'port of the module', '本地端口'), stateOfSocket, ...ofSocket]),
  ...tls('QSSLSTATE', [number('clientID', 'socket', '连接编号'), quoted('protocol', 'protocol', '协议'), quoted('IP_address', 'address', '地址'), { ...port, name: 'remote_port' }, number('local_port', 'port of the module', '本地端口'), stateOfSocket, ...ofSocket, number('SSL_ctxID', 'TLS context', 'TLS 上下文')]),
  '+QIURC': { fields: urc, source: 'Quectel TCP/IP application note, URC +QIURC' },
  '+QSSLURC': { fields: urc, source: 'Quectel SSL application note, URC +QSSLURC' },
  ...tcpIp('QIRD', [number('read_actual_length', 'bytes that follow', '随后字节数', { unit: bytes })]),
  ...tls('QSSLRECV', [number('have_readlen', 'bytes that follow', '随后字节数', { unit: bytes })]),
  ...tcpIp('QIACT', [number('contextID', 'data context', '上下文编号'), choice('context_state', 'state', '状态', { 0: ['not active', '未激活'], 1: ['active', '已激活'] }), choice('context_type', 'kind of address', 'PDP 类型', { 1: ['IPv4', 'IPv4'], 2: ['IPv6', 'IPv6'], 3: ['IPv4 and IPv6', 'IPv4 和 IPv6 双栈'] }), quoted('IP_address', 'address', '地址', { repeats: true })]),
  ...tcpIp('QIGETERROR', [tcp, number('errcode_description', 'in the module’s words', '模组文字说明')]),
  ...tcpIp('QPING', ({ length }) =>
    length === 1
      ? [tcp]
      : length > 6
        ? [tcp, number('sent', 'sent', '发送'), number('rcvd', 'received', '接收'), number('lost', 'lost', '丢失'), number('min', 'fastest', '最快', { unit: text('ms', 'ms') }), number('max', 'slowest', '最慢', { unit: text('ms', 'ms') }), number('avg', 'on average', '平均', { unit: text('ms', 'ms') })]
        : [tcp, quoted('IP_address', 'address', '地址'), number('bytes', 'length', '长度', { unit: bytes }), number('time', 'time', '时间', { unit: text('ms', 'ms') }), number('ttl', 'TTL', 'TTL')],
  ),
  ...tcpIp('QNTP', [tcp, quoted('time', 'time', '时间')]),
  ...files('QFUPL', [number('upload_size', 'stored', '已写入', { unit: bytes }), number('checksum', 'XOR of its 16-bit words, hex', '校验和（16 位异或，十六进制）')]),
  ...files('QFDWL', [number('download_size', 'read', '已读取', { unit: bytes }), number('checksum', 'XOR of its 16-bit words, hex', '校验和（16 位异或，十六进制）')]),
  ...files('QFLST', [quoted('filename', 'file', '文件名'), number('file_size', 'size', '大小', { unit: bytes })]),
  ...files('QFLDS', [number('freesize', 'free', '剩余', { unit: bytes }), number('total_size', 'in all', '总共', { unit: bytes })]),
  ...basic('QNWINFO', [quoted('AcT', 'radio technology', '接入技术'), quoted('oper', 'operator', '运营商'), quoted('band', 'band', '频段'), number('channel', 'channel', '频点')]),
  ...basic('QCSQ', ([mode = '']) => [quoted('sysmode', 'network', '网络制式'), ...(cellSignal[mode] ?? (mode === 'NOSERVICE' ? [] : lteSignal))]),
  ...basic('QSIMSTAT', [choice('enable', 'reports', '上报', offOn), choice('inserted_status', 'SIM', 'SIM 卡', { 0: ['not inserted', '未插入'], 1: ['inserted', '已插入'], 2: ['unknown, the modem is starting', '未知，正在启动'] })]),
  ...basic('QINISTAT', [number('status', 'SIM start (sum of 1: PIN, 2: messages, 4: phone book)', 'SIM 初始化（1：PIN，2：短信，4：电话本，三者之和）')]),
  ...basic('QGDCNT', [number('bytes_sent', 'sent', '已发送', { unit: bytes }), number('bytes_recv', 'received', '已接收', { unit: bytes })]),
  ...basic('QLTS', [quoted('time', 'time, zone in quarters of an hour, summer time', '时间、时区（15 分钟为单位）、夏令时')]),
  ...basic('QCCID', [number('iccid', 'SIM’s number (ICCID)', 'SIM 卡 ICCID')]),
  ...basic('QURCCFG', [quoted('type', 'what is set', '设置项'), quoted('urc_port', 'port', '端口', { choices: { usbat: text('USB AT port', 'USB AT 口'), usbmodem: text('USB modem port', 'USB Modem 口'), uart1: text('main serial port', '主串口') } })]),
  ...basic('QSPN', [quoted('FNN', 'full name', '全称'), quoted('SNN', 'short name', '简称'), quoted('SPN', 'provider', '服务商'), number('alphabet', 'alphabet', '字符集'), quoted('RPLMN', 'network', '网络')]),
}
