import type { KeyedSignature, Parameter, SignatureTable } from '../../at/parameter.ts'
import { bytes, choice, milliseconds, number, offOn, optional, quoted, seconds } from '../../at/parameter-kit.ts'
import { text } from '../../text/local-text.ts'
import { cleanSession, port, qos, retain } from '../common/mqtt-parameters.ts'
import { manual } from './constants.ts'
import { luatCommands } from './describe-command.ts'

const topic = quoted('topic', 'topic', '主题')
const host = quoted('svraddr', 'host', '服务器地址')
const file = quoted('file name', 'file', '文件名')
/** MQTT takes 88 and no other, HTTP 153 (Air780EP AT manual, chapter 16). */
const tls = choice('ctxindex', 'TLS context', 'TLS 上下文', { 88: ['MQTT', 'MQTT'], 153: ['HTTP', 'HTTP'] })

const keys = (name: string) => luatCommands[name]?.set?.keys ?? {}

export const tlsSettings: KeyedSignature = {
  key: quoted('type', 'what is set', '设置项', { choices: keys('+SSLCFG') }),
  source: `${manual}, chapter 16, AT+SSLCFG`,
  keys: {
    sslversion: [tls, choice('sslversion', 'version', '版本', { 0: ['SSL 3.0', 'SSL 3.0'], 1: ['TLS 1.0', 'TLS 1.0'], 2: ['TLS 1.1', 'TLS 1.1'], 3: ['TLS 1.2', 'TLS 1.2'], 4: ['any of them', '全部'] })],
    ciphersuite: [tls, number('ciphersuite', 'cipher suites', '加密套件', { read: (value) => (/^0x?ffff$/i.test(value) ? text('all', '全部') : undefined) })],
    cacert: [tls, { ...file, about: text('CA file', 'CA 证书文件') }],
    clientcert: [tls, { ...file, about: text('client certificate', '客户端证书文件') }],
    clientkey: [tls, { ...file, about: text('client key', '客户端私钥文件') }],
    seclevel: [tls, choice('seclevel', 'what is verified', '校验等级', { 0: ['nothing', '不校验'], 1: ['the server', '校验服务器'], 2: ['both sides', '双向校验'] })],
    hostname: [tls, quoted('hostname', 'server’s name in the handshake', '握手服务器名')],
    ignorelocaltime: [tls, choice('ignorelocaltime', 'dates of the certificate', '证书有效期', { 0: ['checked: the clock must be right', '校验，时钟要准'], 1: ['not checked', '不校验'] })],
    negotiatetime: [tls, number('negotiatetime', 'time for the handshake', '握手超时', { unit: seconds })],
    negotiatetimeout: [tls, number('negotiatetimeout', 'time for the handshake', '握手超时', { unit: seconds })],
  },
}

const httpSettings: KeyedSignature = {
  key: quoted('HTTPParamTag', 'what is set', '设置项', { choices: keys('+HTTPPARA') }),
  source: `${manual}, AT+HTTPPARA`,
  keys: {
    cid: [number('cid', 'bearer', '承载编号', { range: [1, 3] })],
    url: [quoted('url', 'address', '地址')],
    user_defined: [quoted('header', 'header, with a blank behind its colon', '头，冒号后要有空格')],
    content: [quoted('content', 'content type', '内容类型')],
    timeout: [number('timeout', 'time for an answer', '超时', { unit: seconds })],
    ua: [quoted('ua', 'user agent', 'User-Agent')],
  },
}

const at = (command: string, ...parameters: readonly Parameter[]): SignatureTable => ({ [command]: { parameters, source: `${manual}, AT${command}` } })

export const luatSignatures: SignatureTable = {
  '+SSLCFG': tlsSettings,
  '+HTTPPARA': httpSettings,
  ...at(
    '+MCONFIG',
    quoted('clientid', 'client ID', 'Client ID'),
    optional(quoted('username', 'user name', '用户名', { mayBeEmpty: true })),
    optional(quoted('password', 'password', '密码', { isSecret: true, mayBeEmpty: true })),
    optional({ ...qos, name: 'will_qos' }),
    optional({ ...retain, name: 'will_retain' }),
    optional(quoted('will_topic', 'topic of the will', '遗嘱主题')),
    optional(quoted('will_message', 'will', '遗嘱内容')),
  ),
  ...at('+MIPSTART', host, port),
  ...at('+SSLMIPSTART', host, port),
  ...at('+MCONNECT', cleanSession, number('keepalive', 'keep-alive', '心跳间隔', { range: [1, 65_535], unit: seconds })),
  ...at('+MPUB', topic, qos, retain, quoted('message', 'message', '消息内容', { most: 4100 })),
  ...at('+MPUBEX', topic, qos, retain, number('length', 'bytes that follow', '内容字节数', { range: [1, 4100], unit: bytes })),
  ...at('+MSUB', topic, qos),
  ...at('+MUNSUB', topic),
  ...at('+MQTTMSGSET', choice('mode', 'received messages', '下发消息', { 0: ['come at once', '直接上报'], 1: ['wait for AT+MQTTMSGGET', '缓存，用 AT+MQTTMSGGET 读取'] })),
  ...at('+MQTTMODE', choice('mode', 'form of payloads', '数据格式', { 0: ['text', '文本'], 1: ['hex', '十六进制'] })),
  ...at('+FSCREATE', file),
  ...at('+FSWRITE', file, choice('mode', 'how', '方式', { 0: ['over what was there', '覆盖'], 1: ['behind it', '追加'] }), number('file size', 'bytes that follow', '随后的字节数', { unit: bytes }), number('input time', 'time for the data', '等待数据', { unit: seconds })),
  ...at('+FSREAD', file, choice('mode', 'from where', '起点', { 0: ['the beginning', '文件头'], 1: ['a place in the file', '指定位置'] }), number('file size', 'bytes at most', '最多读取', { unit: bytes }), number('position', 'place', '位置')),
  ...at('+FSDEL', file),
  ...at('+FSFLSIZE', file),
  ...at('+CSTT', optional(quoted('apn', 'access point name', 'APN')), optional(quoted('user name', 'user name', '用户名')), optional(quoted('password', 'password', '密码', { isSecret: true }))),
  ...at('+CIPSTART', quoted('mode', 'kind', '类型', { choices: { TCP: text('TCP', 'TCP'), UDP: text('UDP', 'UDP') } }), quoted('IP address', 'host', '服务器地址'), { ...port, isQuoted: true }),
  ...at('+CDNSGIP', quoted('domain name', 'name', '域名')),
  ...at(
    '+SAPBR',
    choice('cmd_type', 'what to do', '操作', { 0: ['close', '关闭'], 1: ['open', '打开'], 2: ['ask', '查询状态'], 3: ['set', '设置参数'], 4: ['ask for the settings', '查询参数'] }),
    number('cid', 'bearer', '承载编号', { range: [1, 3] }),
    optional(quoted('ConParamTag', 'what is set', '参数名', { choices: { CONTYPE: text('kind', '类型'), APN: text('access point name', 'APN'), USER: text('user name', '用户名'), PWD: text('password', '密码') } })),
    optional(quoted('ConParamValue', 'value', '参数值')),
  ),
  ...at('+HTTPSSL', choice('n', 'HTTPS', 'HTTPS', offOn)),
  ...at('+HTTPDATA', number('size', 'bytes that follow', '随后的字节数', { unit: bytes }), number('time', 'time for the data', '等待数据', { unit: milliseconds })),
  ...at('+HTTPACTION', choice('method', 'method', '方法', { 0: ['GET', 'GET'], 1: ['POST', 'POST'], 2: ['HEAD', 'HEAD'] })),
}
