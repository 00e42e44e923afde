import type { Transport } from '../../signature/login.ts'
import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'

export const presetIds = ['custom', 'emqx', 'mosquitto', 'thingsboard', 'thingscloud'] as const
export type PresetId = (typeof presetIds)[number]

/** A broker that many use: where it listens, and how it takes a login. */
export type Preset = {
  readonly label: Text
  /** Left out: everybody has another one. */
  readonly host?: string
  readonly ports: Readonly<Record<Transport, number>>
  /** Where a client certificate needs a port of its own. */
  readonly mutualPort?: number
  /** The user name is a token, which is a secret here; `key`: the password is the project's key. */
  readonly token?: 'alone' | 'key'
}

/** What brokers listen on by habit; ws and wss are EMQX's. */
const usualPorts: Preset['ports'] = { tcp: 1883, tls: 8883, ws: 8083, wss: 8084 }

export const presets: Readonly<Record<PresetId, Preset>> = {
  custom: { label: text('Another broker', '其他服务器'), ports: usualPorts },
  // docs.emqx.com, “Public broker”: the same ports as an EMQX of one's own.
  emqx: { label: text('EMQX (public: broker.emqx.io)', 'EMQX（公共服务器 broker.emqx.io）'), host: 'broker.emqx.io', ports: usualPorts },
  // The page of test.mosquitto.org: 8884 wants a client certificate.
  mosquitto: {
    label: text('Mosquitto (public: test.mosquitto.org)', 'Mosquitto（公共服务器 test.mosquitto.org）'),
    host: 'test.mosquitto.org',
    ports: { tcp: 1883, tls: 8883, ws: 8080, wss: 8081 },
    mutualPort: 8884,
  },
  // thingsboard.io, MQTT API, “Getting connected”: MQTT over WebSocket is not among its transports.
  thingsboard: { label: text('ThingsBoard', 'ThingsBoard'), host: 'mqtt.thingsboard.cloud', ports: usualPorts, token: 'alone' },
  // thingscloud.xyz, “Device MQTT connection”: each device’s page names its own endpoint.
  thingscloud: { label: text('ThingsCloud', 'ThingsCloud'), ports: usualPorts, token: 'key' },
}

export function presetIdOf(inputs: Inputs): PresetId {
  const chosen = str(inputs, 'preset')
  return presetIds.find((id) => id === chosen) ?? 'custom'
}

export const presetOf = (inputs: Inputs): Preset => presets[presetIdOf(inputs)]

/** `tls` none or not, and whether MQTT goes through a WebSocket. */
export function transportOf(inputs: Inputs): Transport {
  const isSecure = str(inputs, 'tls') !== 'none'
  // A URL that was read names ws and wss themselves.
  if (/^wss?$/.test(str(inputs, 'transport'))) return isSecure ? 'wss' : 'ws'
  return isSecure ? 'tls' : 'tcp'
}

export function portOf(inputs: Inputs): number {
  const { ports, mutualPort } = presetOf(inputs)
  const transport = transportOf(inputs)
  return transport === 'tls' && str(inputs, 'tls') === 'mutual' && mutualPort !== undefined ? mutualPort : ports[transport]
}

/** Presets whose login is a token. */
export const tokenPresets = presetIds.filter((id) => presets[id].token !== undefined)
export const namePresets = presetIds.filter((id) => presets[id].token === undefined)
export const keyPresets = presetIds.filter((id) => presets[id].token === 'key')
