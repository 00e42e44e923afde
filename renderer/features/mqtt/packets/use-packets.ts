import { useEffect, useState } from 'react'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { PacketLogState, PacketRecord } from '../../../../shared/contract/mqtt-packets.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'

export type Packets = { readonly state: PacketLogState | null; readonly packets: readonly PacketRecord[]; readonly failure: Failure | null }

const none: Packets = { state: null, packets: [], failure: null }
/** The contract's limit, and as many as the program keeps. */
const askedAtMost = 5000

/** All packets that the program keeps of a connection: what is new is fetched when it says that there is some, one question at a time. */
export function usePackets(connectionId: string): Packets {
  const [found, setFound] = useState(none)
  useEffect(() => {
    let isOver = false
    let isAsking = false
    let isWanted = false
    let next = 0
    const ask = async (): Promise<void> => {
      isWanted = true
      if (isAsking) return
      isAsking = true
      while (isWanted && !isOver) {
        isWanted = false
        const result = await attempt(() => bridge().call('mqttPackets.list', connectionId, next, askedAtMost))
        if (isOver) return
        if (result.ok) {
          const { state, packets } = result.value
          const from = next
          next = (packets.at(-1)?.number ?? next - 1) + 1
          setFound((before) => ({ state, packets: [...(from === 0 ? [] : before.packets), ...packets].filter(({ number }) => number >= state.first), failure: null }))
        } else setFound((before) => ({ ...before, failure: result.failure }))
      }
      isAsking = false
    }
    void ask()
    const off = [
      bridge().on('mqttPackets.didChange', (id) => {
        if (id === connectionId) void ask()
      }),
      bridge().onLinkState((link) => {
        if (link === 'connected') void ask()
      }),
    ]
    return () => {
      isOver = true
      off.forEach((dispose) => dispose())
    }
  }, [connectionId])
  return found
}
