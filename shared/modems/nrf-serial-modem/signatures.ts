import type { Parameter, SignatureTable } from '../../at/parameter.ts'
import { choice, number, offOn, optional, quoted, seconds } from '../../at/parameter-kit.ts'
import { text } from '../../text/local-text.ts'
import { cleanSession, port, qos, retain } from '../common/mqtt-parameters.ts'
import { cellularDoc, mqttDoc, socketDoc } from './constants.ts'

export const clientId = quoted('client_id', 'client ID', 'Client ID', { most: 64 })
export const keepAlive = number('keep_alive', 'keep-alive, 60 s unless told', '心跳间隔，默认 60 秒', { unit: seconds })
export const host = quoted('url', 'host', '服务器地址')
export const tag = number('sec_tag', 'security tag', '安全标签', { range: [0, 2_147_483_647] })
export const credential = choice('type', 'kind', '类型', { 0: ['CA certificate', 'CA 证书'], 1: ['client certificate', '客户端证书'], 2: ['private key', '私钥'], 3: ['pre-shared key', '预共享密钥'], 4: ['identity of the pre-shared key', '预共享密钥标识'] })
const topic = quoted('topic', 'topic', '主题')

const at = (document: string, command: string, ...parameters: readonly Parameter[]): SignatureTable => ({ [command]: { parameters, source: `${document}, ${command}` } })

/** Nordic's Serial Modem documentation; commands with a percent sign are the modem firmware's own. */
export const nordicSignatures: SignatureTable = {
  ...at(mqttDoc, '#XMQTTCFG', clientId, optional(keepAlive), optional({ ...cleanSession, about: text('session, kept unless told', '会话，默认保留') })),
  ...at(
    mqttDoc,
    '#XMQTTCON',
    choice('op', 'what to do', '操作', { 0: ['disconnect', '断开'], 1: ['connect over IPv4', '用 IPv4 连接'], 2: ['connect over IPv6', '用 IPv6 连接'] }),
    optional(quoted('username', 'user name', '用户名', { mayBeEmpty: true })),
    optional(quoted('password', 'password', '密码', { isSecret: true, mayBeEmpty: true })),
    optional(host),
    optional(port),
    optional({ ...tag, about: text('security tag: with it by TLS', '安全标签，填了即用 TLS') }),
  ),
  ...at(mqttDoc, '#XMQTTSUB', topic, qos),
  ...at(mqttDoc, '#XMQTTUNSUB', topic),
  ...at(mqttDoc, '#XMQTTPUB', topic, optional(quoted('msg', 'message; without it data mode, ended by +++', '消息；不填则进入数据模式，+++ 结束', { mayBeEmpty: true })), optional(qos), optional(retain)),
  ...at(socketDoc, '#XGETADDRINFO', quoted('hostname', 'name', '域名'), optional(choice('address_family', 'kind of address', '地址类型', { 0: ['any', '任意'], 1: ['IPv4', 'IPv4'], 2: ['IPv6', 'IPv6'] }))),
  ...at(
    cellularDoc,
    '%CMNG',
    choice('opcode', 'what to do', '操作', { 0: ['write', '写入'], 1: ['list', '列出'], 2: ['read', '读取'], 3: ['delete', '删除'] }),
    optional(tag),
    optional(credential),
    optional(quoted('content', 'PEM text', 'PEM 内容', { isSecret: true })),
    optional(quoted('passwd', 'password, not in use', '密码（未使用）', { isSecret: true })),
  ),
  ...at(
    cellularDoc,
    '%XSYSTEMMODE',
    choice('LTE_M_support', 'LTE-M', 'LTE-M', offOn),
    choice('NB_IoT_support', 'NB-IoT', 'NB-IoT', offOn),
    choice('GNSS_support', 'GNSS', 'GNSS', offOn),
    choice('LTE_preference', 'which is preferred', '优先制式', { 0: ['none', '无'], 1: ['LTE-M', 'LTE-M'], 2: ['NB-IoT', 'NB-IoT'], 3: ['operator, then LTE-M', '先运营商，再 LTE-M'], 4: ['operator, then NB-IoT', '先运营商，再 NB-IoT'] }),
  ),
  ...at(cellularDoc, '%CESQ', choice('n', 'reports of the signal', '信号上报', offOn)),
}
