import type { PacketRecord, PacketType, PacketValue } from '../../contract/mqtt-packets.ts'
import { text, type Text } from '../../text/local-text.ts'
import { connackCodes } from '../connack.ts'
import { reasonCodes } from '../reason-codes.ts'
import { fieldWords, propertyWords } from './field-words.ts'

export type ExplainedField = {
  /** As the specification calls it: `Keep Alive`. */
  readonly name: string
  readonly value: string
  readonly what?: Text
}

export type ExplainedPacket = {
  readonly what: Text
  /** Of the MQTT specification: MQTT 3.1.1 and 5 number their packets alike, save for AUTH. */
  readonly section: string
  readonly fields: readonly ExplainedField[]
}

/** Names as the specification writes them. */
export const packetName = (type: PacketType): string => type.toUpperCase()

const packets: Readonly<Record<PacketType, { readonly section: string; readonly what: Text }>> = {
  connect: { section: '3.1', what: text('The client asks for a session and says who it is', '客户端请求建立会话，并说明身份') },
  connack: { section: '3.2', what: text('The server accepts or refuses the connection', '服务器接受或拒绝连接') },
  publish: { section: '3.3', what: text('A message on a topic', '一条消息（主题加负载）') },
  puback: { section: '3.4', what: text('A QoS 1 message has arrived', '确认收到 QoS 1 消息') },
  pubrec: { section: '3.5', what: text('A QoS 2 message has arrived; first answer of three', '收到 QoS 2 消息（第一步应答）') },
  pubrel: { section: '3.6', what: text('The sender of a QoS 2 message lets go of it', 'QoS 2 发送方释放消息（第二步）') },
  pubcomp: { section: '3.7', what: text('A QoS 2 message is done', 'QoS 2 消息完成（第三步）') },
  subscribe: { section: '3.8', what: text('The client wants the messages of these topics', '客户端订阅这些主题') },
  suback: { section: '3.9', what: text('The server’s answer for each topic filter, in the order of the question', '服务器按订阅顺序逐个应答') },
  unsubscribe: { section: '3.10', what: text('The client wants these topics no longer', '客户端取消订阅') },
  unsuback: { section: '3.11', what: text('The server has taken the filters away', '服务器确认取消订阅') },
  pingreq: { section: '3.12', what: text('The client is still there; the server must answer', '客户端心跳，服务器必须应答') },
  pingresp: { section: '3.13', what: text('The server is still there', '服务器的心跳应答') },
  disconnect: { section: '3.14', what: text('The last packet: the connection ends in an orderly way', '正常断开前的最后一个报文') },
  auth: { section: '3.15', what: text('One step of an authentication that goes on after CONNECT (MQTT 5)', 'CONNECT 之后的增强认证（MQTT 5）') },
}

/** Codes below 128, by packet: what was granted or done (MQTT 5, section 2.4). */
const successes: Partial<Record<PacketType, Readonly<Record<number, Text>>>> = {
  connack: { 0: text('accepted', '已接受') },
  suback: { 0: text('granted, QoS 0 at most', '成功，最高 QoS 0'), 1: text('granted, QoS 1 at most', '成功，最高 QoS 1'), 2: text('granted, QoS 2 at most', '成功，最高 QoS 2') },
  unsuback: { 0: text('done', '成功'), 17: text('there was no such subscription', '原本就没有这个订阅') },
  puback: { 0: text('taken', '已接收'), 16: text('taken, but nobody has subscribed to the topic', '已接收，但没有客户端订阅这个主题') },
  pubrec: { 0: text('taken', '已接收'), 16: text('taken, but nobody has subscribed to the topic', '已接收，但没有客户端订阅这个主题') },
  pubrel: { 0: text('as it should be', '正常') },
  pubcomp: { 0: text('done', '完成') },
  disconnect: { 0: text('an ordinary end; the will is not published', '正常断开，不发布遗嘱'), 4: text('an end after which the will is to be published', '断开，并要求发布遗嘱') },
  auth: { 0: text('authenticated', '认证成功'), 24: text('goes on', '认证继续'), 25: text('begins anew', '重新认证') },
}

/** A code in words; MQTT 3.1.1 has codes of its own in CONNACK (table 3.1) and one refusal in SUBACK. */
export function codeWords(type: PacketType, code: number): Text | undefined {
  const done = successes[type]?.[code]
  if (done) return done
  if (type === 'connack' && code < 128) return connackCodes[code]?.what
  if (type === 'suback' && code === 128) return text('refused', '被拒绝')
  return reasonCodes[code]?.what
}

const protocols: Readonly<Record<number, string>> = { 3: 'MQTT 3.1', 4: 'MQTT 3.1.1', 5: 'MQTT 5' }

/** Every field of a packet, with what it means. */
export function explainPacket({ type, fields }: Pick<Extract<PacketRecord, { kind: 'packet' }>, 'type' | 'fields'>): ExplainedPacket {
  return { ...packets[type], fields: Object.entries(fields).flatMap(([key, value]) => explainField(type, key, value)) }
}

function explainField(type: PacketType, key: string, value: PacketValue): ExplainedField[] {
  if (key === 'properties' && isGroup(value)) return Object.entries(value).flatMap(([name, one]) => property(name, one))
  if (key === 'will' && isGroup(value)) return Object.entries(value).flatMap(([name, one]) => explainField(type, `will.${name}`, one))
  if (key === 'will.properties' && isGroup(value)) return Object.entries(value).flatMap(([name, one]) => property(name, one))
  if (key === 'subscriptions' && Array.isArray(value)) return value.flatMap((one) => (isGroup(one) ? subscription(one) : []))
  const known = fieldWords[key]
  const name = known?.name ?? key
  if (key === 'code' && typeof value === 'number') return [{ name, value: String(value), ...maybe(codeWords(type, value)) }]
  if (key === 'codes' && Array.isArray(value)) return value.map((code) => ({ name, value: String(code), ...maybe(typeof code === 'number' ? codeWords(type, code) : undefined) }))
  if (key === 'topics' && Array.isArray(value)) return value.map((one) => ({ name, value: String(one) }))
  if (key === 'version' && typeof value === 'number') return [{ name, value: String(value), ...maybe(protocols[value] === undefined ? known?.what : text(protocols[value], protocols[value])) }]
  if (key === 'keepAlive' && value === 0) return [{ name, value: '0', what: text('off: the server never expects a sign of life', '关闭：服务器不检查心跳') }]
  return [{ name, value: shown(value), ...maybe(known?.what) }]
}

function property(key: string, value: PacketValue): ExplainedField[] {
  const known = propertyWords[key]
  const name = known?.name ?? key
  if (key === 'userProperties' && isGroup(value)) {
    return Object.entries(value).flatMap(([own, one]) => (Array.isArray(one) ? one : [one]).map((each: PacketValue) => ({ name, value: `${own} = ${shown(each)}`, ...maybe(known?.what) })))
  }
  return [{ name, value: shown(value), ...maybe(known?.what) }]
}

function subscription({ topic, qos, nl, rap, rh }: Readonly<Record<string, PacketValue>>): ExplainedField[] {
  const options = [`QoS ${shown(qos ?? 0)}`, ...(nl === true ? ['No Local'] : []), ...(rap === true ? ['Retain As Published'] : []), ...(typeof rh === 'number' && rh > 0 ? [`Retain Handling ${rh}`] : [])]
  return [{ name: 'Topic Filter', value: `${shown(topic ?? '')}  ${options.join(', ')}` }]
}

const isGroup = (value: PacketValue): value is Readonly<Record<string, PacketValue>> => typeof value === 'object' && !Array.isArray(value)

const shown = (value: PacketValue): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))

const maybe = (what: Text | undefined): { what?: Text } => (what ? { what } : {})

/** What stands on a packet's one line in a list. */
export function packetLine({ type, fields }: Pick<Extract<PacketRecord, { kind: 'packet' }>, 'type' | 'fields'>): string {
  const of = (key: string): string => shown(fields[key] ?? '')
  const id = fields['packetId'] === undefined ? [] : [`#${of('packetId')}`]
  const code = fields['code'] === undefined ? [] : [of('code')]
  switch (type) {
    case 'connect':
      return [of('clientId'), ...(fields['username'] === undefined ? [] : [of('username')])].filter((part) => part !== '').join(' · ')
    case 'connack':
      return [...code, ...(fields['sessionPresent'] === true ? ['session present'] : [])].join(' · ')
    case 'publish':
      return [...id, of('topic'), `QoS ${of('qos')}`, ...(fields['retain'] === true ? ['retain'] : []), ...(fields['dup'] === true ? ['DUP'] : [])].join(' · ')
    case 'subscribe': {
      const subscriptions = fields['subscriptions']
      return [...id, ...(Array.isArray(subscriptions) ? subscriptions.flatMap((one: PacketValue) => (isGroup(one) ? shown(one['topic'] ?? '') : [])) : [])].join(' · ')
    }
    case 'unsubscribe':
      return [...id, ...(Array.isArray(fields['topics']) ? fields['topics'].map(shown) : [])].join(' · ')
    case 'suback':
    case 'unsuback':
      return [...id, ...(Array.isArray(fields['codes']) ? fields['codes'].map(shown) : [])].join(' · ')
    default:
      return [...id, ...code].join(' · ')
  }
}

/** A refusal or an unusual end. */
export function isRefusal({ fields }: Pick<Extract<PacketRecord, { kind: 'packet' }>, 'fields'>): boolean {
  const { code, codes, version } = fields
  return (version === undefined && typeof code === 'number' && (code >= 128 || (fields['sessionPresent'] !== undefined && code > 0))) || (Array.isArray(codes) && codes.some((one) => typeof one === 'number' && one >= 128))
}
