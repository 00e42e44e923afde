import { useEffect, useState } from 'react'
import type { TransferState } from '../../../shared/contract/transfers.ts'
import { bridge } from '../../bridge/bridge.ts'

/** The transfer on this session, or how the last of it ended; null: none yet. */
export function useTransfer(sessionId: string): { readonly transfer: TransferState | null; readonly dismiss: () => void } {
  const [transfer, setTransfer] = useState<TransferState | null>(null)
  useEffect(() => {
    let isLive = true
    const load = (): void => {
      bridge()
        .call('transfers.list')
        .then((all) => {
          const mine = all.find((state) => state.sessionId === sessionId)
          // One that ended before this page looked was seen, or belongs to another day.
          if (isLive) setTransfer((shown) => (mine && (isUnderWay(mine) || mine.id === shown?.id) ? mine : shown))
        })
        .catch(() => {})
    }
    const disposers = [
      bridge().on('transfers.didChange', (state) => {
        if (state.sessionId === sessionId) setTransfer(state)
      }),
      bridge().onLinkState((state) => {
        if (state === 'connected') load()
      }),
    ]
    load()
    return () => {
      isLive = false
      disposers.forEach((dispose) => dispose())
    }
  }, [sessionId])
  return { transfer, dismiss: () => setTransfer(null) }
}

export const isUnderWay = ({ state }: TransferState): boolean => state === 'waiting' || state === 'sending' || state === 'ending'
