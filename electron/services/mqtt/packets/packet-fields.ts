import type { Packet } from 'mqtt-packet'
import type { PacketValue } from '../../../../shared/contract/mqtt-packets.ts'
import { toHex, utf8 } from '../../../../shared/text/bytes.ts'

type Fields = Record<string, PacketValue>

/** Characters of one text, entries of one list, bytes of binary data that are kept. */
const longestText = 1000
const longestList = 100
const longestBytes = 32

const byteLength = (value: string | Uint8Array): number => (typeof value === 'string' ? utf8(value).length : value.length)

/** `hide` takes the connection's password out of a text: a broker may repeat anything. */
export function packetFields(packet: Packet, hide: (text: string) => string): Readonly<Fields> {
  const plain = (value: unknown): PacketValue | undefined => {
    if (typeof value === 'string') return cut(hide(value))
    if (typeof value === 'number' || typeof value === 'boolean') return value
    if (value instanceof Uint8Array) return `${toHex(value.subarray(0, longestBytes), ' ')}${value.length > longestBytes ? ' …' : ''}`
    if (Array.isArray(value)) return value.slice(0, longestList).flatMap((one) => plain(one) ?? [])
    if (typeof value === 'object' && value !== null) {
      const out: Fields = {}
      for (const [key, one] of Object.entries(value).slice(0, longestList)) Object.assign(out, named(key, plain(one)))
      return out
    }
    return undefined
  }
  const properties = (from: object | undefined): Fields => {
    const { authenticationData, ...rest } = (from ?? {}) as Record<string, unknown>
    const shown = plain(rest) as Fields
    return {
      ...(Object.keys(shown).length > 0 && { properties: shown }),
      ...(authenticationData instanceof Uint8Array && { authenticationDataBytes: authenticationData.length }),
    }
  }
  const id: Fields = packet.messageId === undefined ? {} : { packetId: packet.messageId }
  switch (packet.cmd) {
    case 'connect': {
      const { protocolId = 'MQTT', protocolVersion = 4, clientId, clean = true, keepalive = 0, username, password, will } = packet
      return {
        protocol: protocolId,
        version: protocolVersion,
        clientId: cut(hide(clientId)),
        clean,
        keepAlive: keepalive,
        ...(username !== undefined && { username: cut(hide(username)) }),
        ...(password !== undefined && { passwordBytes: byteLength(password) }),
        ...(will && { will: { topic: cut(hide(will.topic)), qos: will.qos ?? 0, retain: will.retain ?? false, payloadBytes: byteLength(will.payload), ...properties(will.properties) } }),
        ...properties(packet.properties),
      }
    }
    case 'connack':
      return { sessionPresent: packet.sessionPresent, code: packet.reasonCode ?? packet.returnCode ?? 0, ...properties(packet.properties) }
    case 'publish':
      return { topic: cut(packet.topic), qos: packet.qos, retain: packet.retain, ...(packet.dup && { dup: true }), ...(packet.qos > 0 && id), payloadBytes: byteLength(packet.payload), ...properties(packet.properties) }
    case 'subscribe':
      return { ...id, subscriptions: plain(packet.subscriptions) ?? [], ...properties(packet.properties) }
    case 'suback':
    case 'unsuback':
      return { ...id, ...named('codes', plain(packet.granted) ?? []), ...properties(packet.properties) }
    case 'unsubscribe':
      return { ...id, topics: plain(packet.unsubscriptions) ?? [], ...properties(packet.properties) }
    case 'puback':
    case 'pubrec':
    case 'pubrel':
    case 'pubcomp':
    case 'disconnect':
    case 'auth':
      return { ...id, ...(packet.reasonCode !== undefined && { code: packet.reasonCode }), ...properties(packet.properties) }
    default:
      return {}
  }
}

const named = (key: string, value: PacketValue | undefined): Fields => (value === undefined ? {} : { [key]: value })

const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText)}…` : text)
