import { createStore, useStore } from 'zustand'
import type { PacketType } from '../../../../shared/contract/mqtt-packets.ts'

/** Kinds of packets that are looked at together. */
export const packetGroups: Readonly<Record<'connection' | 'messages' | 'subscriptions' | 'keepAlive', readonly PacketType[]>> = {
  connection: ['connect', 'connack', 'disconnect', 'auth'],
  messages: ['publish', 'puback', 'pubrec', 'pubrel', 'pubcomp'],
  subscriptions: ['subscribe', 'suback', 'unsubscribe', 'unsuback'],
  keepAlive: ['pingreq', 'pingresp'],
}
export type PacketGroup = keyof typeof packetGroups
export const packetGroupNames: readonly PacketGroup[] = ['connection', 'messages', 'subscriptions', 'keepAlive']

/** How the packets of one connection are looked at, kept while another view is in front. */
export type PacketsState = { readonly hidden: readonly PacketGroup[]; readonly chosen: number | null }

const fresh: PacketsState = { hidden: [], chosen: null }

const packetsStore = createStore<Readonly<Record<string, PacketsState>>>(() => ({}))

export const usePacketsState = (id: string): PacketsState => useStore(packetsStore, (state) => state[id] ?? fresh)

export const changePackets = (id: string, change: Partial<PacketsState>): void => packetsStore.setState((state) => ({ [id]: { ...(state[id] ?? fresh), ...change } }))

/** The connection is no more. */
export const forgetPackets = (id: string): void => packetsStore.setState(({ [id]: _gone, ...others }) => others, true)
