import type { KeyedSignature, Parameter, SignatureTable } from '../../at/parameter.ts'
import { bytes, choice, number, offOn, optional, quoted, seconds } from '../../at/parameter-kit.ts'
import { text } from '../../text/local-text.ts'
import { cleanSession, port, qos, retain } from '../common/mqtt-parameters.ts'
import { simcomCommands } from './describe-command.ts'

const manual = 'A76XX Series AT Command Manual'

export const client = number('client_index', 'MQTT client', 'MQTT 客户端', { range: [0, 1] })
export const tls = number('ssl_ctx_index', 'TLS context', 'TLS 上下文', { range: [0, 9] })
const socket = number('link_num', 'socket', '连接编号', { range: [0, 9] })

const length = (en: string, zh: string, most: number): Parameter => number('req_length', `bytes of ${en} that follow`, `随后的${zh}字节数`, { range: [1, most], unit: bytes })
const topicLength = length('the topic', '主题', 1024)
const dup = optional(choice('dup', 'marked as sent again', '重发标志', { 0: ['no', '否'], 1: ['yes', '是'] }))
const certificate = quoted('filename', 'file, .pem or .der', '文件名（.pem 或 .der）', { most: 108 })
export const serverType = choice('server_type', 'how it connects', '连接方式', { 0: ['TCP', 'TCP'], 1: ['TLS', 'TLS'] })
export const keepAlive = number('keepalive_time', 'keep-alive', '心跳间隔', { range: [1, 64_800], unit: seconds })
export const address = quoted('server_addr', 'address, tcp://host:port also for TLS', '地址，TLS 也写 tcp://域名:端口', { most: 256 })

const keys = (name: string) => simcomCommands[name]?.set?.keys ?? {}

export const mqttSettings: KeyedSignature = {
  key: quoted('key', 'what is set', '设置项', { choices: keys('+CMQTTCFG') }),
  source: `${manual}, 18.2.17`,
  keys: {
    version: [client, choice('version', 'MQTT version', 'MQTT 版本', { 3: ['3.1', '3.1'], 4: ['3.1.1', '3.1.1'] })],
    optimeout: [client, number('optimeout_val', 'time for an answer', '等待应答', { range: [20, 120], unit: seconds })],
    checkutf8: [client, choice('checkUTF8_flag', 'texts must be UTF-8', '检查 UTF-8', offOn)],
    argtopic: [client, choice('flag', 'topic and message in one command', '主题和内容写在指令里', offOn), choice('length', 'length in the URC', 'URC 带长度', offOn)],
  },
}

export const tlsSettings: KeyedSignature = {
  key: quoted('key', 'what is set', '设置项', { choices: keys('+CSSLCFG') }),
  source: `${manual}, 19.2.1`,
  keys: {
    sslversion: [tls, choice('sslversion', 'version', '版本', { 0: ['SSL 3.0', 'SSL 3.0'], 1: ['TLS 1.0', 'TLS 1.0'], 2: ['TLS 1.1', 'TLS 1.1'], 3: ['TLS 1.2', 'TLS 1.2'], 4: ['any of them', '全部'] })],
    authmode: [tls, choice('authmode', 'what is verified', '校验方式', { 0: ['nothing', '不校验'], 1: ['the server', '校验服务器'], 2: ['both sides', '双向校验'], 3: ['the module alone', '只出示客户端证书'] })],
    ignorelocaltime: [tls, choice('ignoreltime', 'dates of the certificate', '证书有效期', { 0: ['checked: the clock must be right', '校验，时钟要准'], 1: ['not checked', '不校验'] })],
    negotiatetime: [tls, number('negotiatetime', 'time for the handshake', '握手超时', { range: [10, 300], unit: seconds })],
    cacert: [tls, { ...certificate, name: 'ca_file', about: text('CA file', 'CA 证书文件') }],
    clientcert: [tls, { ...certificate, name: 'clientcert_file', about: text('client certificate', '客户端证书文件') }],
    clientkey: [tls, { ...certificate, name: 'clientkey_file', about: text('client key', '客户端私钥文件') }],
    enablesni: [tls, choice('enableSNI_flag', 'server’s name in the handshake', '握手带服务器名', offOn)],
  },
}

const httpSettings: KeyedSignature = {
  key: quoted('HTTP PARAM', 'what is set', '设置项', { choices: keys('+HTTPPARA') }),
  source: `${manual}, AT+HTTPPARA`,
  keys: {
    url: [quoted('url', 'address', '地址')],
    content: [quoted('content', 'content type', '内容类型')],
    userdata: [quoted('user_data', 'header', '头')],
    sslcfg: [number('ssl_ctx_index', 'TLS context', 'TLS 上下文', { range: [0, 9] })],
  },
}

const at = (section: string, command: string, ...parameters: readonly Parameter[]): SignatureTable => ({ [command]: { parameters, source: `${manual}, ${section === '' ? `AT${command}` : section}` } })

/** Sections as in the A76XX manual, whose MQTT and SSL chapters the SIM7500 and SIM7600 share but for their limits. */
export const simcomSignatures: SignatureTable = {
  '+CMQTTCFG': mqttSettings,
  '+CSSLCFG': tlsSettings,
  '+HTTPPARA': httpSettings,
  ...at('', '+CIPMODE', choice('mode', 'transparent mode', '透传模式', offOn)),
  ...at('18.2.3', '+CMQTTACCQ', client, quoted('clientID', 'client ID', 'Client ID', { most: 128 }), optional(serverType), optional(choice('version', 'MQTT version (newer SIM7600)', 'MQTT 版本（新固件 SIM7600）', { 3: ['3.1', '3.1'], 4: ['3.1.1', '3.1.1'] }))),
  ...at('18.2.4', '+CMQTTREL', client),
  ...at('18.2.5', '+CMQTTSSLCFG', { ...client, name: 'session_id' }, tls),
  ...at('18.2.6', '+CMQTTWILLTOPIC', client, topicLength),
  ...at('18.2.7', '+CMQTTWILLMSG', client, length('the will', '遗嘱', 10_240), qos),
  ...at('18.2.8', '+CMQTTCONNECT', client, address, keepAlive, cleanSession, optional(quoted('user_name', 'user name', '用户名', { most: 256 })), optional(quoted('pass_word', 'password', '密码', { most: 256, isSecret: true }))),
  ...at('18.2.9', '+CMQTTDISC', client, optional(number('timeout', 'time for an answer', '超时', { range: [1, 180], unit: seconds }))),
  ...at('18.2.10', '+CMQTTTOPIC', client, topicLength),
  ...at('18.2.11', '+CMQTTPAYLOAD', client, length('the message', '消息', 10_240)),
  ...at('18.2.12', '+CMQTTPUB', client, qos, number('pub_timeout', 'time for an answer', '超时', { range: [1, 180], unit: seconds }), optional(retain), dup),
  ...at('18.2.13', '+CMQTTSUBTOPIC', client, topicLength, qos),
  ...at('18.2.14', '+CMQTTSUB', client, optional(topicLength), optional(qos), dup),
  ...at('18.2.15', '+CMQTTUNSUBTOPIC', client, topicLength),
  ...at('18.2.16', '+CMQTTUNSUB', client, optional(topicLength), dup),
  ...at('', '+CCERTDOWN', certificate, number('len', 'bytes that follow', '随后的字节数', { range: [1, 10_240], unit: bytes })),
  ...at('', '+CCERTDELE', certificate),
  ...at('', '+CIPOPEN', socket, quoted('type', 'kind', '类型', { choices: { TCP: text('TCP', 'TCP'), UDP: text('UDP', 'UDP') } }), optional(quoted('serverIP', 'host', '服务器地址')), optional({ ...port, name: 'serverPort' }), optional(number('localPort', 'port of the module', '本地端口', { range: [0, 65_535] }))),
  ...at('', '+CIPCLOSE', socket),
  ...at('', '+CDNSGIP', quoted('domain name', 'name', '域名')),
  ...at('', '+CNTP', quoted('host', 'time server', '时间服务器'), optional(number('timezone', 'zone in quarters of an hour', '时区（15 分钟为单位）', { range: [-96, 96] }))),
  ...at('', '+IPREX', number('speed', 'baud rate, kept over a restart', '波特率（掉电保存）', { unit: text('bit/s', 'bit/s') })),
  ...at('', '+HTTPACTION', choice('method', 'method', '方法', { 0: ['GET', 'GET'], 1: ['POST', 'POST'], 2: ['HEAD', 'HEAD'], 3: ['DELETE', 'DELETE'], 4: ['PUT', 'PUT'] })),
  ...at('', '+HTTPDATA', number('size', 'bytes that follow', '随后的字节数', { unit: bytes }), number('time', 'time for the data', '等待数据', { unit: seconds })),
}
