import type { IConnackPacket, IDisconnectPacket } from 'mqtt'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import type { Attempt } from './attempt.ts'

/** Ends that the coming of another client with the same ID may have. */
export const couldBeRival: ReadonlySet<string> = new Set(['mqtt.connection-lost', 'mqtt.disconnected.142', 'mqtt.client-id-taken'])

/** Ends that a TLS listener gives a client that speaks without TLS. */
export const couldBeTls = (failure: Failure, { protocol }: BrokerOptions): boolean =>
  (protocol === 'mqtt' || protocol === 'ws') &&
  ['mqtt.closed-before-connack', 'mqtt.connack-timeout', 'mqtt.websocket-refused', 'mqtt.websocket-timeout', 'mqtt.websocket-path'].includes(failure.code)

/** Refused for good: server unavailable and busy pass by themselves. */
export const isRefusal = ({ code }: Failure): boolean => code.startsWith('mqtt.refused.') && !['mqtt.refused.3', 'mqtt.refused.136', 'mqtt.refused.137', 'mqtt.refused.159'].includes(code)

export const isRefused = ({ connack }: Attempt): boolean => connack !== undefined && connack.code !== 0

export const connackOf = (packet: IConnackPacket) => ({ code: packet.reasonCode ?? packet.returnCode ?? 0, ...reasonString(packet) })
export const reasonOf = (packet: IDisconnectPacket) => ({ code: packet.reasonCode ?? 0, ...reasonString(packet) })
const reasonString = (packet: IConnackPacket | IDisconnectPacket) =>
  packet.properties?.reasonString === undefined ? {} : { reason: packet.properties.reasonString }
