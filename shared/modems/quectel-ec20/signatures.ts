import type { KeyedSignature, Parameter, SignatureTable } from '../../at/parameter.ts'
import { bytes, choice, number, offOn, optional, quoted, seconds } from '../../at/parameter-kit.ts'
import { text } from '../../text/local-text.ts'
import { cleanSession, messageId, port, qos, retain } from '../common/mqtt-parameters.ts'
import { quectelCommands } from './describe-command.ts'

export const client = number('client_idx', 'MQTT client', 'MQTT 客户端', { range: [0, 5] })
export const tls = number('SSL_ctxID', 'TLS context', 'TLS 上下文', { range: [0, 5] })
const context = number('contextID', 'data context', '上下文编号', { range: [1, 16] })
const socket = number('connectID', 'socket', '连接编号', { range: [0, 11] })
const topic = quoted('topic', 'topic', '主题', { most: 255 })
const host = quoted('host_name', 'host', '服务器地址', { most: 100 })
const file = quoted('filename', 'file', '文件名', { most: 80 })

const keys = (name: string) => quectelCommands[name]?.set?.keys ?? {}
const key = (name: string): Parameter => quoted('type', 'what is set', '设置项', { choices: keys(name) })

/** Values behind the client's number. All may be left out: then the present ones are asked for. */
const mqtt = (...parameters: readonly Parameter[]): readonly Parameter[] => [client, ...parameters.map(optional)]

/** Quectel BG95&BG77&BG600L, EC2x&EG9x and EC200 MQTT application notes, AT+QMTCFG. */
export const mqttSettings: KeyedSignature = {
  key: key('+QMTCFG'),
  source: 'Quectel MQTT application note, AT+QMTCFG',
  keys: {
    version: mqtt(choice('vsn', 'MQTT version', 'MQTT 版本', { 3: ['3.1', '3.1'], 4: ['3.1.1', '3.1.1'] })),
    pdpcid: mqtt(number('cid', 'data context', '上下文编号', { range: [1, 16] })),
    ssl: mqtt(choice('SSL_enable', 'TLS', 'TLS', { 0: ['off: plain TCP', '关：明文 TCP'], 1: ['on', '开'] }), number('ctx_index', 'TLS context', 'TLS 上下文', { range: [0, 5] })),
    keepalive: mqtt(number('keep_alive_time', 'keep-alive', '心跳间隔', { range: [0, 3600], unit: seconds, read: (value) => (value === '0' ? text('none: the broker never closes for silence', '不发心跳') : undefined) })),
    session: mqtt(cleanSession),
    timeout: mqtt(
      number('pkt_timeout', 'time for an answer', '等待应答', { range: [1, 60], unit: seconds }),
      number('retry_times', 'times it is sent again', '重发次数', { range: [0, 10] }),
      choice('timeout_notice', 'report of every time-out', '每次超时是否上报', { 0: ['no', '否'], 1: ['yes', '是'] }),
    ),
    will: mqtt(choice('will_fg', 'will', '遗嘱', { 0: ['none', '无'], 1: ['there is one', '有'] }), { ...qos, name: 'will_qos' }, { ...retain, name: 'will_retain' }, quoted('will_topic', 'topic of the will', '遗嘱主题', { most: 255 }), quoted('will_message', 'will', '遗嘱内容', { most: 255 })),
    'recv/mode': mqtt(
      choice('msg_recv_mode', 'received messages', '下发消息', { 0: ['stand in the URC', 'URC 直接带内容'], 1: ['wait for AT+QMTRECV', '缓存，用 AT+QMTRECV 读取'] }),
      choice('msg_len_enable', 'length in the URC', 'URC 是否带长度', { 0: ['no', '不带'], 1: ['yes', '带'] }),
    ),
    aliauth: mqtt(quoted('product_key', 'ProductKey', 'ProductKey'), quoted('device_name', 'DeviceName', 'DeviceName'), quoted('device_secret', 'DeviceSecret', 'DeviceSecret', { isSecret: true })),
    qmtping: mqtt(number('qmtping_interval', 'time between pings that failed', 'PING 重发间隔', { range: [5, 60], unit: seconds })),
    'send/mode': mqtt(choice('send_mode', 'what is published', '上报数据格式', { 0: ['text', '文本'], 1: ['hex', '十六进制'] })),
    dataformat: mqtt(choice('send_mode', 'what is published', '发送格式', { 0: ['text', '文本'], 1: ['hex', '十六进制'] }), choice('recv_mode', 'what is received', '接收格式', { 0: ['text', '文本'], 1: ['hex', '十六进制'] })),
    'edit/timeout': mqtt(choice('edit_timeout_enable', 'limit for the prompt', '提示符超时', offOn), number('edit_time', 'time for the data', '输入时间', { range: [1, 120], unit: seconds })),
    'view/mode': mqtt(choice('view_mode', 'echo of the data', '数据回显', offOn)),
  },
}

const tlsOf = (...parameters: readonly Parameter[]): readonly Parameter[] => [tls, ...parameters.map(optional)]
const yesNo = { 0: ['no', '否'], 1: ['yes', '是'] } as const

/** Quectel SSL application notes, AT+QSSLCFG. */
export const tlsSettings: KeyedSignature = {
  key: key('+QSSLCFG'),
  source: 'Quectel SSL application note, AT+QSSLCFG',
  keys: {
    sslversion: tlsOf(choice('SSL_version', 'version', '版本', { 0: ['SSL 3.0', 'SSL 3.0'], 1: ['TLS 1.0', 'TLS 1.0'], 2: ['TLS 1.1', 'TLS 1.1'], 3: ['TLS 1.2', 'TLS 1.2'], 4: ['any of them', '全部'] })),
    ciphersuite: tlsOf(number('cipher_suites', 'cipher suites', '加密套件', { read: (value) => (/^0x?ffff$/i.test(value) ? text('all', '全部') : undefined) })),
    cacert: tlsOf(quoted('cacertpath', 'CA file', 'CA 证书文件', { most: 255 })),
    clientcert: tlsOf(quoted('client_cert_path', 'client certificate', '客户端证书文件', { most: 255 })),
    clientkey: tlsOf(quoted('client_key_path', 'client key', '客户端私钥文件', { most: 255 })),
    seclevel: tlsOf(choice('seclevel', 'what is verified', '校验等级', { 0: ['nothing', '不校验'], 1: ['the server', '校验服务器'], 2: ['both sides', '双向校验'] })),
    ignorelocaltime: tlsOf(choice('ignore_ltime', 'dates of the certificate', '证书有效期', { 0: ['checked: the clock must be right', '校验，时钟要准'], 1: ['not checked', '不校验'] })),
    negotiatetime: tlsOf(number('negotiate_time', 'time for the handshake', '握手超时', { range: [10, 300], unit: seconds })),
    sni: tlsOf(choice('SNI', 'server’s name in the handshake', '握手带服务器名', offOn)),
    session: tlsOf(choice('session', 'resumption', '会话复用', offOn)),
    ignoreinvalidcertsign: tlsOf(choice('ignore_invalid_certsign', 'a wrong signature is let pass', '忽略签名错误', yesNo)),
  },
}

const note = (document: string, command: string, ...parameters: readonly Parameter[]) => ({ [command]: { parameters, source: `Quectel ${document}, AT${command}` } })
const mqttNote = 'MQTT application note'
const tlsNote = 'SSL application note'
const fileNote = 'FILE application note'
const tcpNote = 'TCP/IP application note'
const manual = 'AT Commands Manual'

export const quectelSignatures: SignatureTable = {
  '+QMTCFG': mqttSettings,
  '+QSSLCFG': tlsSettings,
  ...note(mqttNote, '+QMTOPEN', client, host, port),
  ...note(mqttNote, '+QMTCLOSE', client),
  ...note(mqttNote, '+QMTCONN', client, quoted('clientID', 'client ID', 'Client ID', { most: 256 }), optional(quoted('username', 'user name', '用户名', { most: 512 })), optional(quoted('password', 'password', '密码', { most: 512, isSecret: true }))),
  ...note(mqttNote, '+QMTDISC', client),
  ...note(mqttNote, '+QMTSUB', client, { ...messageId, range: [1, 65535], about: text('message number', '报文标识') }, topic, qos),
  ...note(mqttNote, '+QMTUNS', client, { ...messageId, range: [1, 65535], about: text('message number', '报文标识') }, topic),
  ...note(mqttNote, '+QMTPUB', client, messageId, qos, retain, topic, optional(number('msglen', 'bytes that follow (else Ctrl-Z)', '内容字节数；不填则以 Ctrl-Z 结束', { range: [1, 4096], unit: bytes }))),
  ...note(mqttNote, '+QMTPUBEX', client, messageId, qos, retain, topic, number('length', 'bytes that follow', '内容字节数', { range: [1, 4096], unit: bytes })),
  ...note(mqttNote, '+QMTRECV', client, optional(number('recv_id', 'place in the buffer', '缓存序号', { range: [0, 4] }))),
  ...note(tlsNote, '+QSSLOPEN', context, tls, number('clientID', 'socket', '连接编号', { range: [0, 11] }), quoted('serveraddr', 'host', '服务器地址', { most: 255 }), { ...port, name: 'server_port' }, optional(choice('access_mode', 'how data comes', '数据模式', { 0: ['kept until read', '缓存模式'], 1: ['as a URC', '直吐模式'], 2: ['transparent', '透传模式'] }))),
  ...note(tlsNote, '+QSSLCLOSE', number('clientID', 'socket', '连接编号', { range: [0, 11] }), optional(number('close_timeout', 'time to close', '关闭超时', { range: [0, 65535], unit: seconds }))),
  ...note(tlsNote, '+QSSLSEND', number('clientID', 'socket', '连接编号', { range: [0, 11] }), optional(number('sendlen', 'bytes that follow', '内容字节数', { range: [1, 1460], unit: bytes }))),
  ...note(tlsNote, '+QSSLRECV', number('clientID', 'socket', '连接编号', { range: [0, 11] }), number('readlen', 'bytes at most', '最多读取', { range: [1, 1500], unit: bytes })),
  ...note(
    fileNote,
    '+QFUPL',
    file,
    optional(number('file_size', 'size', '大小', { unit: bytes })),
    optional(number('timeout', 'time for the data', '等待数据', { range: [1, 65535], unit: seconds })),
    optional(choice('ackmode', 'flow by acknowledgement', 'ACK 流控', offOn)),
  ),
  ...note(fileNote, '+QFLST', quoted('name_pattern', 'which files', '文件名或 *', { choices: { '*': text('all in flash', 'Flash 中全部'), 'UFS:*': text('all in flash', 'Flash 中全部'), 'RAM:*': text('all in RAM', 'RAM 中全部') } })),
  ...note(fileNote, '+QFDEL', file),
  ...note(fileNote, '+QFLDS', quoted('name_pattern', 'where', '存储区', { choices: { UFS: text('flash', 'Flash'), RAM: text('RAM', 'RAM') } })),
  ...note(fileNote, '+QFDWL', file),
  ...note(
    tcpNote,
    '+QICSGP',
    context,
    optional(choice('context_type', 'kind of address', 'PDP 类型', { 1: ['IPv4', 'IPv4'], 2: ['IPv6', 'IPv6'], 3: ['IPv4 and IPv6', 'IPv4 和 IPv6 双栈'] })),
    optional(quoted('APN', 'access point name', 'APN')),
    optional(quoted('username', 'user name', '用户名')),
    optional(quoted('password', 'password', '密码', { isSecret: true })),
    optional(choice('authentication', 'how it logs in', '鉴权方式', { 0: ['not at all', '无'], 1: ['PAP', 'PAP'], 2: ['CHAP', 'CHAP'], 3: ['PAP or CHAP', 'PAP 或 CHAP'] })),
  ),
  ...note(tcpNote, '+QIACT', context),
  ...note(tcpNote, '+QIDEACT', context),
  ...note(tcpNote, '+QIDNSCFG', context, optional(quoted('pridnsaddr', 'first name server', '主 DNS')), optional(quoted('secdnsaddr', 'second name server', '备 DNS'))),
  ...note(tcpNote, '+QIDNSGIP', context, quoted('hostname', 'name', '域名')),
  ...note(
    tcpNote,
    '+QIOPEN',
    context,
    socket,
    quoted('service_type', 'kind', '类型', { choices: { TCP: text('TCP client', 'TCP 客户端'), UDP: text('UDP client', 'UDP 客户端'), 'TCP LISTENER': text('TCP server', 'TCP 服务器'), 'UDP SERVICE': text('UDP server', 'UDP 服务') } }),
    quoted('IP_address/domain_name', 'host', '服务器地址'),
    { ...port, name: 'remote_port' },
    optional(number('local_port', 'port of the module, 0: any', '本地端口，0 为自动', { range: [0, 65535] })),
    optional(choice('access_mode', 'how data comes', '数据模式', { 0: ['kept until read', '缓存模式'], 1: ['as a URC', '直吐模式'], 2: ['transparent', '透传模式'] })),
  ),
  ...note(tcpNote, '+QICLOSE', socket, optional(number('timeout', 'time to close', '关闭超时', { range: [0, 65535], unit: seconds }))),
  ...note(tcpNote, '+QPING', context, quoted('host', 'host', '地址'), optional(number('timeout', 'time for an answer', '超时', { range: [1, 255], unit: seconds })), optional(number('pingnum', 'how often', '次数', { range: [1, 10] }))),
  ...note(tcpNote, '+QNTP', context, quoted('server', 'time server', '时间服务器'), optional({ ...port, range: [1, 65535] as const }), optional(choice('autosettime', 'the clock is set', '自动设置时钟', { 0: ['no', '否'], 1: ['yes', '是'] }))),
  ...note(manual, '+QURCCFG', quoted('type', 'what is set', '设置项', { choices: { urcport: text('the port that URCs go to', 'URC 上报口') } }), optional(quoted('urc_port', 'port', '端口', { choices: { usbat: text('USB AT port', 'USB AT 口'), usbmodem: text('USB modem port', 'USB Modem 口'), uart1: text('main serial port', '主串口') } }))),
  ...note(manual, '+QSCLK', choice('n', 'sleep', '休眠', { 0: ['off', '关'], 1: ['on, by DTR', '开，由 DTR 控制'], 2: ['on by itself', '自动'] })),
}
