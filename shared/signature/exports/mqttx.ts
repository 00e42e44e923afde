import { toHex, utf8 } from '../../text/bytes.ts'
import { text, type Text } from '../../text/local-text.ts'
import { hash } from '../digest.ts'
import type { Login } from '../login.ts'
import { isTls, pathOf, usualKeepAlive, type Exporter } from './export.ts'

const protocols = { tcp: 'mqtt', tls: 'mqtts', ws: 'ws', wss: 'wss' } as const

/** MQTTX takes only entries with an ID, and replaces the connection that has it already: the same login again is no second entry. */
function identifier({ host, port, clientId, username }: Login): string {
  const hex = toHex(hash('sha256', utf8(JSON.stringify([host, port, clientId, username]))))
  // RFC 9562: version 8, free use; variant 10.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

const relative = text(
  'MQTTX reads certificate files by their full path: choose them in the connection after importing.',
  'MQTTX 按完整路径读取证书文件：导入后请在连接设置里重新选择。',
)
const pairByHand = text(
  'MQTTX imports a client certificate only together with a CA file; choose both files in the connection after importing.',
  'MQTTX 导入客户端证书时必须同时有 CA 文件；导入后请在连接设置里手动选择。',
)

/**
 * A file for MQTTX's "Import data", format JSON: an array of connections as its own export writes them (ConnectionModel of MQTTX 1.13). All
 * columns that its database demands are there; `will` and `properties` are, because its form reads them.
 */
export const exportMqttx: Exporter = (login, { folder, keepAlive = usualKeepAlive } = {}) => {
  const { host, port, transport, path = '/mqtt', alpn = [], clientId, username = '', password = '', ca, certificate, privateKey } = login
  const isOwn = isTls(login) && ca !== undefined
  const file = (pem: typeof ca): string => (isOwn && pem ? pathOf(pem, folder) : '')
  const connection = {
    id: identifier(login),
    name: `${clientId}@${host}`,
    clientId,
    protocol: protocols[transport],
    host,
    port,
    path,
    username,
    password,
    keepalive: keepAlive,
    clean: true,
    connectTimeout: 10,
    // A refused login is not to be repeated every four seconds: some clouds lock the device.
    reconnect: false,
    reconnectPeriod: 4000,
    mqttVersion: '3.1.1',
    ssl: isTls(login),
    certType: isOwn ? 'self' : isTls(login) ? 'server' : '',
    rejectUnauthorized: true,
    ALPNProtocols: isTls(login) ? alpn.join(',') : '',
    ca: file(ca),
    cert: file(certificate),
    key: file(privateKey),
    clientIdWithTime: false,
    unreadMessageCount: 0,
    isCollection: false,
    parentId: null,
    subscriptions: [],
    messages: [],
    will: { lastWillTopic: '', lastWillPayload: '', lastWillQos: 0, lastWillRetain: false, properties: {} },
    properties: {},
  }
  const notes: readonly (Text | false)[] = [isOwn && folder === undefined && relative, isTls(login) && !ca && certificate !== undefined && pairByHand]
  return { text: `${JSON.stringify([connection], null, 2)}\n`, fileName: 'mqttx.json', language: 'json', notes: notes.filter((note) => note !== false) }
}
