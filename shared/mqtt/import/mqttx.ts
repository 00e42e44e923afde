import type { BrokerOptions, Will } from '../../contract/mqtt.ts'
import type { Workspace } from '../workspace/schema.ts'
import { utf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import { importedCards, readSubscription, readTemplate } from './cards.ts'
import { Entry, isObject, notAnEntry, placeOf, usable, type Json } from './entry.ts'
import type { ImportedConnection, ImportProblem } from './import.ts'

/**
 * MQTTX's export as JSON: one connection, or an array of them; newer ones have folders (`isCollection`) in the same array, named by `parentId`. Fields after
 * `ConnectionModel` in emqx/MQTTX src/types/global.d.ts and src/utils/connectionBackup.ts; older ones have the values of MQTT 5 beside the rest instead of in
 * `properties`, and may lack `protocol` (src/database/models/ConnectionEntity.ts).
 */
export function isMqttx(data: unknown): boolean {
  const list = Array.isArray(data) ? data : [data]
  return list.some((one) => isObject(one) && (one['isCollection'] === true || (typeof one['host'] === 'string' && ('clientId' in one || 'mqttVersion' in one))))
}

export function readMqttx(data: unknown): { connections: ImportedConnection[]; problems: ImportProblem[] } {
  const list: readonly unknown[] = Array.isArray(data) ? data : [data]
  const problems: ImportProblem[] = []
  const folders = foldersOf(list)
  const connections = list.flatMap((one, at): ImportedConnection[] => {
    if (!isObject(one)) {
      problems.push(notAnEntry(at))
      return []
    }
    if (one['isCollection'] === true) return []
    const where = placeOf(at, one['name'])
    const options = usable(readOne(one, where, problems), where, problems)
    const workspace = options && workspaceOf(one, where, problems)
    const missing = filesOf(one).map(({ option }) => option)
    return options ? [{ folder: folders(one['parentId']), options, ...(workspace && { workspace }), ...(missing.length > 0 && { missing }) }] : []
  })
  return { connections, problems }
}

/** A folder within a folder is named by its whole way; a ring of folders ends where it began. */
function foldersOf(list: readonly unknown[]): (id: unknown) => string {
  const byId = new Map(list.flatMap((one) => (isObject(one) && one['isCollection'] === true && typeof one['id'] === 'string' ? [[one['id'], one] as const] : [])))
  return (id) => {
    const names: string[] = []
    const seen = new Set<unknown>()
    for (let at = id; typeof at === 'string' && !seen.has(at); at = byId.get(at)?.['parentId']) {
      seen.add(at)
      const name = byId.get(at)?.['name']
      if (typeof name === 'string') names.unshift(name)
    }
    return names.join(' / ').slice(0, 100)
  }
}

const fileOptions = { ca: 'ca', cert: 'certificate', key: 'privateKey' } as const

/** Paths on the computer where the file was made: there is nothing in them to take over. */
function filesOf({ certType, ...data }: Json) {
  if (certType !== 'self' && certType !== '' && certType !== undefined) return []
  return (['ca', 'cert', 'key'] as const).flatMap((key) => {
    const path = data[key]
    return typeof path === 'string' && path !== '' ? [{ key, path, option: fileOptions[key] }] : []
  })
}

const seconds = { min: 0, max: 4_294_967_295 }

function readOne(data: Json, where: string, problems: ImportProblem[]): BrokerOptions {
  const entry = new Entry(data, where, problems)
  const isSecure = entry.flag('ssl', false)
  const path = entry.text('path', '')
  const protocol = entry.choice('protocol', ['mqtt', 'mqtts', 'ws', 'wss'], isSecure ? 'mqtts' : 'mqtt')
  const version = versionOf(entry)
  for (const { key, path: place } of filesOf(data)) entry.note(key, text(`only the file's place is in the list (${place.slice(0, 80)}): choose the file again`, `列表里只有文件路径（${place.slice(0, 80)}），请重新选择文件`))
  const reconnects = entry.flag('reconnect', true)
  const period = entry.number('reconnectPeriod', { min: 0, max: 86_400_000, fallback: 4000 }) / 1000
  const properties = new Entry(isObject(entry.raw('properties')) ? (data['properties'] as Json) : {}, `${where}: properties`, problems)
  const expiry = properties.raw('sessionExpiryInterval') ?? entry.raw('sessionExpiryInterval')
  const sessionExpiry = version === 5 && expiry !== undefined && expiry !== null && expiry !== '' ? Number(expiry) : undefined
  const userProperties = version === 5 ? pairsOf(properties.raw('userProperties') ?? entry.raw('userProperties')) : []
  const alpn = entry.text('ALPNProtocols')
  const will = willOf(entry, `${where}: will`, problems)
  properties.skip('receiveMaximum', 'maximumPacketSize', 'topicAliasMaximum', 'requestResponseInformation', 'requestProblemInformation')
  for (const key of ['authenticationMethod', 'authenticationData']) {
    if (properties.text(key) !== '') properties.note(key, text('extended authentication is not known here; left out', '暂不支持增强认证，已忽略'))
  }
  properties.noteUnknown()
  const options: BrokerOptions = {
    name: entry.text('name').slice(0, 100),
    protocol,
    host: entry.text('host').trim(),
    port: entry.number('port', { min: 1, max: 65_535, fallback: isSecure ? 8883 : 1883 }),
    path: protocol.startsWith('ws') ? path || '/mqtt' : '/mqtt',
    clientId: entry.text('clientId'),
    username: entry.text('username'),
    password: entry.text('password'),
    keepAlive: entry.number('keepalive', { min: 0, max: 65_535, fallback: 60 }),
    cleanSession: entry.flag('clean', true),
    version,
    ca: null,
    certificate: null,
    privateKey: null,
    verifyServer: entry.flag('rejectUnauthorized', true),
    ...(alpn !== '' && { alpn: alpn.split(/[\s,]+/).filter((one) => one !== '').slice(0, 5) }),
    ...(sessionExpiry !== undefined && Number.isInteger(sessionExpiry) && sessionExpiry >= seconds.min && sessionExpiry <= seconds.max && { sessionExpiry }),
    ...(userProperties.length > 0 && { userProperties }),
    ...(will && { will }),
    reconnect: { isOn: reconnects && period > 0, firstWait: Math.min(3600, Math.max(0.1, period || 4)), greatestWait: 60 },
  }
  entry.skip(
    'ca', 'cert', 'key', 'certType', 'id', 'createAt', 'updateAt', 'messages', 'subscriptions', 'unreadMessageCount', 'connectTimeout', 'resubscribe', 'clientIdWithTime', 'parentId', 'isCollection', 'orderId',
    'receiveMaximum', 'topicAliasMaximum', 'maximumPacketSize', 'requestResponseInformation', 'requestProblemInformation', 'userProperties', 'maxReconnectTimes', 'pushProps',
  )
  entry.noteUnknown()
  return options
}

/** Its subscriptions, and the message that was sent last. Several topics stand in one subscription with commas between. */
function workspaceOf(data: Json, where: string, problems: ImportProblem[]): Workspace | undefined {
  const listed = Array.isArray(data['subscriptions']) ? data['subscriptions'] : []
  const subscriptions = listed.flatMap((one: unknown) => {
    const topics = isObject(one) && typeof one['topic'] === 'string' ? one['topic'].split(',').map((topic) => topic.trim()) : []
    return topics.flatMap((topic) => readSubscription({ ...(one as Json), topic }, `${where}: subscriptions`, problems))
  })
  const messages = Array.isArray(data['messages']) ? data['messages'] : []
  const last: unknown = messages.findLast((one: unknown) => isObject(one) && one['out'] === true)
  return importedCards(readTemplate(last, `${where}: messages`, problems), [subscriptions])
}

function versionOf(entry: Entry): BrokerOptions['version'] {
  const value = entry.text('mqttVersion', '3.1.1')
  if (value === '5' || value === '5.0') return 5
  if (value === '3.1' || value === '3') return 3
  if (value !== '3.1.1' && value !== '4') entry.note('mqttVersion', text(`“${value.slice(0, 20)}” is unknown; MQTT 3.1.1 is used`, `不认识“${value.slice(0, 20)}”，已改用 MQTT 3.1.1`))
  return 4
}

/** An object, whose values may be lists of values, as mqtt.js takes them. */
function pairsOf(pairs: unknown): { name: string; value: string }[] {
  if (!isObject(pairs)) return []
  return Object.entries(pairs).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each: unknown) => ({ name, value: String(each) })))
}

function willOf(entry: Entry, where: string, problems: ImportProblem[]): Will | undefined {
  const data = entry.raw('will')
  if (!isObject(data)) return undefined
  const will = new Entry(data, where, problems)
  const topic = will.text('lastWillTopic')
  const payload = utf8(will.text('lastWillPayload'))
  const qos = will.number('lastWillQos', { min: 0, max: 2, fallback: 0 }) as 0 | 1 | 2
  const retain = will.flag('lastWillRetain', false)
  const properties = new Entry(isObject(will.raw('properties')) ? (data['properties'] as Json) : {}, `${where}: properties`, problems)
  const delay = properties.number('willDelayInterval', { ...seconds, fallback: 0 })
  // What a will that there is not would have said is nothing lost.
  if (topic !== '') {
    will.skip('id')
    will.noteUnknown()
    properties.skip('id')
    properties.noteUnknown()
  }
  return topic === '' ? undefined : { topic, payload, qos, retain, ...(delay > 0 && { delay }) }
}
