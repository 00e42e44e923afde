import type { IClientOptions } from 'mqtt'
import type { BrokerOptions, Will } from '../../../shared/contract/mqtt.ts'

/** A session that is to be kept over a lost connection, where nobody said for how long: seconds, one day. MQTT 3.1.1 has no such limit. */
const usualSessionExpiry = 86_400

export const clientOptions = (options: BrokerOptions): IClientOptions => ({
  clientId: options.clientId,
  ...(options.username !== '' && { username: options.username }),
  ...(options.password !== '' && { password: options.password }),
  // MQTT 3.1 has another name in CONNECT, besides another number.
  protocolId: options.version === 3 ? 'MQIsdp' : 'MQTT',
  protocolVersion: options.version,
  clean: options.cleanSession,
  keepalive: options.keepAlive,
  ...(options.version === 5 && { properties: connectProperties(options) }),
  ...(options.will && { will: willOf(options.will, options.version) }),
  // The connection itself waits between tries, longer from one to the next.
  reconnectPeriod: 0,
  connectTimeout: 15_000,
  // Subscriptions are kept and renewed by the connection itself, which also has to show what was granted.
  resubscribe: false,
  queueQoSZero: false,
  timerVariant: 'native',
  // The library's own debug log prints whole packets, the password of CONNECT included.
  log: () => {},
})

function connectProperties({ cleanSession, sessionExpiry = cleanSession ? undefined : usualSessionExpiry, userProperties = [] }: BrokerOptions): NonNullable<IClientOptions['properties']> {
  const values = new Map<string, string[]>()
  for (const { name, value } of userProperties) values.set(name, [...(values.get(name) ?? []), value])
  return {
    ...(sessionExpiry !== undefined && { sessionExpiryInterval: sessionExpiry }),
    ...(values.size > 0 && { userProperties: Object.fromEntries(values) }),
  }
}

const willOf = ({ topic, payload, qos, retain, delay }: Will, version: BrokerOptions['version']): NonNullable<IClientOptions['will']> => ({
  topic,
  payload: Buffer.from(payload),
  qos,
  retain,
  ...(version === 5 && delay !== undefined && { properties: { willDelayInterval: delay } }),
})
