import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../../../../shared/contract/failure.ts'
import type { MessageExport, MessageExportRequest } from '../../../../../shared/contract/mqtt-history.ts'
import { attempt } from '../../../../bridge/attempt.ts'
import { bridge } from '../../../../bridge/bridge.ts'
import { downloadAddress } from '../../../../ui/download-address.ts'

export type MessageExporting = {
  /** The newest export of this connection, under way or done. */
  readonly current: MessageExport | null
  /** It could not even begin. */
  readonly failure: Failure | null
  readonly start: (request: MessageExportRequest) => Promise<void>
  readonly stop: () => void
  readonly forget: () => void
}

/** Exports of one connection that this page has begun, while the caller is mounted; one under way ends by itself after that. */
export function useMessageExport(connectionId: string): MessageExporting {
  const [current, setCurrent] = useState<MessageExport | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const own = useRef<string | null>(null)
  useEffect(() => {
    const disposers = [
      bridge().on('mqtt.didExportMessages', (state) => {
        if (state.exportId !== own.current) return
        setCurrent(state)
        if (state.made?.place.kind === 'download') downloadAddress(state.made.place.address, state.fileName)
      }),
      bridge().onLinkState((link) => {
        // A program that is gone ends no export: the form comes back.
        if (link === 'lost') setCurrent((before) => (before?.isDone === false ? null : before))
      }),
    ]
    return () => disposers.forEach((dispose) => dispose())
  }, [])
  const start = useCallback(
    async (request: MessageExportRequest): Promise<void> => {
      setFailure(null)
      const begun = await attempt(() => bridge().call('mqtt.exportMessages', connectionId, request))
      if (!begun.ok) setFailure(begun.failure)
      // null: no place was chosen, and the form stays as it is.
      else if (begun.value) {
        own.current = begun.value.exportId
        setCurrent(begun.value)
      }
    },
    [connectionId],
  )
  const stop = (): void => {
    if (current) void attempt(() => bridge().call('mqtt.cancelMessageExport', current.exportId))
  }
  return { current, failure, start, stop, forget: () => setCurrent(null) }
}
