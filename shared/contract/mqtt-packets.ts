import { z } from 'zod'
import type { Result } from './failure.ts'

const id = z.string().min(1).max(64)

export const packetTypes = ['connect', 'connack', 'publish', 'puback', 'pubrec', 'pubrel', 'pubcomp', 'subscribe', 'suback', 'unsubscribe', 'unsuback', 'pingreq', 'pingresp', 'disconnect', 'auth'] as const
export type PacketType = (typeof packetTypes)[number]

/** What of a packet can be shown: never a password, a will's payload or authentication data, of which only the number of bytes is there. */
export type PacketValue = string | number | boolean | readonly PacketValue[] | { readonly [field: string]: PacketValue }

/** `auto` leaves out messages and their acknowledgements while there are more than a hundred a second; `all` keeps every packet and costs as much as it sounds. */
export const packetModes = ['auto', 'all', 'off'] as const
export type PacketMode = (typeof packetModes)[number]

export type PacketRecord = {
  /** Counts what is listed of a connection, from 0 without gaps. */
  readonly number: number
  /** ms since the epoch with a fraction, on the clock of the messages. */
  readonly at: number
} & (
  | {
      readonly kind: 'packet'
      readonly direction: 'in' | 'out'
      readonly type: PacketType
      /** On the wire, its fixed header included. */
      readonly bytes: number
      readonly fields: Readonly<Record<string, PacketValue>>
      /** The packet that this one answers, and how long that took. */
      readonly answers?: number
      readonly afterMs?: number
    }
  /** The connection has ended, with or without a DISCONNECT. */
  | { readonly kind: 'closed' }
  /** Packets that were not kept, since there were too many. */
  | { readonly kind: 'skipped'; readonly sent: number; readonly received: number }
)

export type PacketLogState = {
  readonly mode: PacketMode
  /** The oldest that is still there, and the number that the next gets. */
  readonly first: number
  readonly next: number
  /** Packets are being left out now. */
  readonly isSkipping: boolean
}

export type PacketWindow = { readonly state: PacketLogState; readonly packets: readonly PacketRecord[] }

export const mqttPacketsInputs = {
  'mqttPackets.list': z.tuple([id, z.int().min(0), z.int().min(1).max(5000)]),
  'mqttPackets.setMode': z.tuple([id, z.enum(packetModes)]),
}

export type MqttPacketsApi = {
  // queries
  /** What is listed from a number on. */
  'mqttPackets.list': (connectionId: string, from: number, count: number) => Promise<Result<PacketWindow>>
  // commands
  'mqttPackets.setMode': (connectionId: string, mode: PacketMode) => Promise<Result<PacketLogState>>
}

export type MqttPacketsEvents = {
  /** At most five times a second a connection. */
  'mqttPackets.didChange': (connectionId: string, state: PacketLogState) => void
}
