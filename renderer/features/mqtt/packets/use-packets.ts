import { useEffect, useState } from 'react'
import type { Failure } from '../../../../shared/contract/failure.ts'
import type { PacketLogState, PacketRecord } from '../../../../shared/contract/mqtt-packets.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { keepAsking } from '../../../bridge/keep-asking.ts'

export type Packets = { readonly state: PacketLogState | null; readonly packets: readonly PacketRecord[]; readonly failure: Failure | null }

const none: Packets = { state: null, packets: [], failure: null }
/** The contract's limit, and as many as the program keeps. */
const askedAtMost = 5000

/** All packets that the program keeps of a connection: what is new is fetched when it says that there is some, one question at a time. */
export function usePackets(connectionId: string): Packets {
  const [found, setFound] = useState(none)
  useEffect(() => {
    let next = 0
    return keepAsking(
      () => attempt(() => bridge().call('mqttPackets.list', connectionId, next, askedAtMost)),
      (result) => {
        if (!result.ok) return setFound((before) => ({ ...before, failure: result.failure }))
        const { state, packets } = result.value
        const from = next
        next = (packets.at(-1)?.number ?? next - 1) + 1
        setFound((before) => ({ state, packets: [...(from === 0 ? [] : before.packets), ...packets].filter(({ number }) => number >= state.first), failure: null }))
      },
      (ask) =>
        bridge().on('mqttPackets.didChange', (id) => {
          if (id === connectionId) ask()
        }),
    )
  }, [connectionId])
  return found
}
