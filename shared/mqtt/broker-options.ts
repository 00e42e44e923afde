import type { BrokerOptions } from '../contract/mqtt.ts'
import type { Login } from '../signature/login.ts'
import type { PemFile } from '../wizard/credential.ts'

const protocols = { tcp: 'mqtt', tls: 'mqtts', ws: 'ws', wss: 'wss' } as const

/** A login as this PC's own MQTT connection takes it. `keepAlive` in seconds, within the cloud's limits; `cloud`: whose rules hold. */
export const brokerOptionsOf = (login: Login, keepAlive: number, cloud?: string): BrokerOptions => ({
  name: `${login.host}:${login.port}`,
  protocol: protocols[login.transport],
  host: login.host,
  port: login.port,
  path: login.path ?? '/mqtt',
  clientId: login.clientId,
  username: login.username ?? '',
  password: login.password ?? '',
  keepAlive,
  cleanSession: true,
  version: 4,
  ca: owned(login.ca),
  certificate: owned(login.certificate),
  privateKey: owned(login.privateKey),
  ...(login.alpn && login.alpn.length > 0 && { alpn: [...login.alpn] }),
  verifyServer: true,
  ...(cloud !== undefined && { cloud }),
})

/** On memory of its own, as the contract's schemas type it. */
const owned = (file: PemFile | undefined) => (file ? { name: file.name, bytes: new Uint8Array(file.bytes) } : null)
