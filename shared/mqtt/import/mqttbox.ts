import type { BrokerOptions, Will } from '../../contract/mqtt.ts'
import { utf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import { importedCards, readSubscription, readTemplate } from './cards.ts'
import { Entry, isObject, notAnEntry, placeOf, usable, type Json } from './entry.ts'
import type { ImportedConnection, ImportProblem } from './import.ts'

/**
 * MQTTBox's clients: an array of them, one, or an object of them by their number, as its data base holds them (the program itself has no export). Fields after
 * workswithweb/MQTTBox src/app/models/MqttClientSettings.js; older versions have `brokerName`, `clientId` and `bsId` (BrokerSettings.js). The host carries its port and,
 * with WebSocket, its path; certificates stand in the record as text.
 */
export const isMqttBox = (data: unknown): boolean => clientsOf(data).some(isClient)

const isClient = (one: unknown): boolean => isObject(one) && typeof one['host'] === 'string' && ('mcsId' in one || 'bsId' in one || 'mqttClientName' in one || 'mqttClientId' in one)

function clientsOf(data: unknown): readonly unknown[] {
  if (Array.isArray(data)) return data
  if (!isObject(data)) return []
  return isClient(data) ? [data] : Object.values(data)
}

export function readMqttBox(data: unknown): { connections: ImportedConnection[]; problems: ImportProblem[] } {
  const problems: ImportProblem[] = []
  const connections = clientsOf(data).flatMap((one, at): ImportedConnection[] => {
    if (!isObject(one)) {
      problems.push(notAnEntry(at))
      return []
    }
    const where = placeOf(at, one['mqttClientName'] ?? one['brokerName'])
    const options = usable(readOne(one, where, problems), where, problems)
    // A card for each of its publishers and subscribers, as they stood side by side.
    const listed = (key: string): readonly unknown[] => (Array.isArray(one[key]) ? one[key] : [])
    const workspace = importedCards(
      listed('publishSettings').flatMap((each) => readTemplate(each, `${where}: publishSettings`, problems)),
      listed('subscribeSettings').map((each) => readSubscription(each, `${where}: subscribeSettings`, problems)),
    )
    return options ? [{ folder: '', options, ...(workspace && { workspace }) }] : []
  })
  return { connections, problems }
}

const usualPort = { mqtt: 1883, mqtts: 8883, ws: 80, wss: 443 } as const

function readOne(data: Json, where: string, problems: ImportProblem[]): BrokerOptions {
  const entry = new Entry(data, where, problems)
  const protocol = entry.choice('protocol', ['mqtt', 'mqtts', 'ws', 'wss'], 'mqtt')
  const { host, port, path } = addressOf(entry, usualPort[protocol])
  const isSecure = protocol === 'mqtts' || protocol === 'wss'
  const certificateType = entry.text('certificateType')
  const file = (key: string): BrokerOptions['ca'] => {
    const content = entry.text(key)
    const name = entry.text(`${key}Path`)
    return isSecure && content.trim() !== '' ? { name: (name.split(/[\\/]/).at(-1) || `${key}.pem`).slice(0, 255), bytes: utf8(content) } : null
  }
  const [ca, certificate, privateKey] = [file('caFile'), file('clientCertificateFile'), file('clientKeyFile')]
  const passphrase = entry.text('clientKeyPassphrase')
  const tlsVersion = entry.text('sslTlsVersion', 'auto')
  if (isSecure && tlsVersion !== 'auto' && tlsVersion !== '') entry.note('sslTlsVersion', text(`${tlsVersion.slice(0, 40)}: the version is agreed with the broker here (TLS 1.2 or 1.3)`, `${tlsVersion.slice(0, 40)}：这里由双方协商（TLS 1.2 或 1.3）`))
  if (entry.flag('timestampClientId', false)) entry.note('timestampClientId', text('the client ID is used as it stands, without the time behind it', 'Client ID 按原样使用，不再附加时间戳'))
  const will = willOf(entry)
  const version = entry.number('protocolVersion', { min: 3, max: 5, fallback: 4 })
  const compliant = entry.flag('mqtt311Compliant', true)
  const reconnectPeriod = entry.number('reconnectPeriod', { min: 0, max: 86_400_000, fallback: 1000 }) / 1000
  const options: BrokerOptions = {
    name: (entry.text('mqttClientName') || entry.text('brokerName')).slice(0, 100),
    protocol,
    host,
    port,
    path: path || (protocol.startsWith('ws') ? '/' : '/mqtt'),
    clientId: entry.text('mqttClientId') || entry.text('clientId'),
    username: entry.text('username'),
    password: entry.text('password'),
    keepAlive: entry.number('keepalive', { min: 0, max: 65_535, fallback: 60 }),
    cleanSession: entry.flag('clean', true),
    version: !compliant || version === 3 ? 3 : version === 5 ? 5 : 4,
    // MQTTBox's types: `ssc` self-signed with all files, `cc` the CA alone, `cssc` a public CA and no files.
    ca: certificateType === 'cssc' ? null : ca,
    certificate: certificateType === 'ssc' || certificateType === '' ? certificate : null,
    privateKey: certificateType === 'ssc' || certificateType === '' ? privateKey : null,
    ...(passphrase !== '' && privateKey && { passphrase }),
    verifyServer: true,
    ...(will && { will }),
    reconnect: { isOn: reconnectPeriod > 0, firstWait: Math.min(3600, Math.max(0.1, reconnectPeriod || 1)), greatestWait: 60 },
  }
  entry.skip('reschedulePings', 'protocolId', 'connectTimeout', 'queueQoSZero', 'autoConnectOnAppLaunch', 'mcsId', 'bsId', 'tag', 'publishSettings', 'subscribeSettings', 'createdOn', 'updatedOn')
  entry.noteUnknown()
  return options
}

/** `host:port/path`, as its form asks for it. */
function addressOf(entry: Entry, usual: number): { host: string; port: number; path: string } {
  const written = entry.text('host').trim().replace(/^\w+:\/\//, '')
  const [, host = '', port, path = ''] = /^(\[[^\]]+\]|[^:/]*)(?::(\d+))?(\/.*)?$/.exec(written) ?? []
  if (host === '') return { host: written, port: usual, path: '' }
  const number = port === undefined ? usual : Number(port)
  if (number < 1 || number > 65_535) entry.note('host', text(`port ${number} does not exist; ${usual} is used`, `端口 ${number} 无效，已改用 ${usual}`))
  return { host: host.replace(/^\[|\]$/g, ''), port: number >= 1 && number <= 65_535 ? number : usual, path }
}

function willOf(entry: Entry): Will | undefined {
  const topic = entry.text('willTopic')
  const payload = utf8(entry.text('willPayload'))
  const qos = entry.number('willQos', { min: 0, max: 2, fallback: 0 }) as 0 | 1 | 2
  const retain = entry.flag('willRetain', false)
  return topic === '' ? undefined : { topic, payload, qos, retain }
}
