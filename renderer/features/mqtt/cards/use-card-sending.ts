import { useCallback, useEffect, useState } from 'react'
import type { CardSending } from '../../../../shared/contract/mqtt-sending.ts'
import { bridge } from '../../../bridge/bridge.ts'

const nothing: CardSending = { sent: [], total: 0, repeating: null }

/** What a card has sent and is sending, as the program keeps it; and a way to ask at once. */
export function useCardSending(connectionId: string, cardId: string): { readonly sending: CardSending; readonly refresh: () => Promise<void> } {
  const [sending, setSending] = useState(nothing)
  const refresh = useCallback(async () => {
    try {
      setSending(await bridge().call('mqttSending.state', connectionId, cardId))
    } catch {
      // The link is gone; it asks again when it is back.
    }
  }, [connectionId, cardId])
  useEffect(() => {
    let isBusy = false
    let isLate = false
    // A card that sends fast changes while it is being asked about: once more afterwards is enough.
    const ask = async (): Promise<void> => {
      if (isBusy) {
        isLate = true
        return
      }
      isBusy = true
      await refresh()
      isBusy = false
      if (!isLate) return
      isLate = false
      await ask()
    }
    void ask()
    const disposers = [
      bridge().on('mqttSending.didChange', (connection, card) => {
        if (connection === connectionId && card === cardId) void ask()
      }),
      bridge().onLinkState((state) => {
        if (state === 'connected') void ask()
      }),
    ]
    return () => disposers.forEach((dispose) => dispose())
  }, [connectionId, cardId, refresh])
  return { sending, refresh }
}
