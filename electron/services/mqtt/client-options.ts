import type { IClientOptions } from 'mqtt'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'

/** A session that is to be kept over a lost connection: seconds, one day. MQTT 3.1.1 has no such limit. */
const sessionExpirySeconds = 86_400

export const clientOptions = (options: BrokerOptions): IClientOptions => ({
  clientId: options.clientId,
  ...(options.username !== '' && { username: options.username }),
  ...(options.password !== '' && { password: options.password }),
  protocolId: 'MQTT',
  protocolVersion: options.version,
  clean: options.cleanSession,
  keepalive: options.keepAlive,
  ...(options.version === 5 && !options.cleanSession && { properties: { sessionExpiryInterval: sessionExpirySeconds } }),
  reconnectPeriod: 2000,
  connectTimeout: 15_000,
  // Subscriptions are kept and renewed by the connection itself, which also has to show what was granted.
  resubscribe: false,
  queueQoSZero: false,
  timerVariant: 'native',
  // The library's own debug log prints whole packets, the password of CONNECT included.
  log: () => {},
})
