import { useEffect, useRef, useState } from 'react'
import { bridge } from '../../bridge/bridge.ts'
import { noEvidence, observeEnding, type LineEnding } from './line-ending.ts'
import { changeSendOptions, useSendOptions } from './use-send-options.ts'

/** ms: longer than any modem takes for AT; a command that may take longer has had an answer before. */
const silentAfterMs = 3000
/** On a port that has answered before: the network's slow commands take that long. */
const silentAgainAfterMs = 15_000

/** `isNew`: nothing was ever answered on this port, so that its line end may be the reason as well as its speed. */
export type Silence = { readonly ending: LineEnding; readonly isNew: boolean }

/**
 * Watches which line end gets answers on this session and keeps it with the port. Answers the end that got none, when nothing in this session has been
 * answered yet.
 */
export function useLineEnding(sessionId: string, path: string): Silence | null {
  const { answered } = useSendOptions(path)
  const [silent, setSilent] = useState<LineEnding | null>(null)
  const evidence = useRef(noEvidence)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const off = bridge().on('serial.didReceive', (id, chunks) => {
      if (id !== sessionId) return
      const before = evidence.current
      evidence.current = chunks.reduce(observeEnding, before)
      const { works, pending } = evidence.current
      if (works && works !== answered) changeSendOptions(path, { answered: works })
      if (pending === undefined || works) {
        clearTimeout(timer)
        timer = undefined
        setSilent(null)
      } else if (chunks.some(({ direction }) => direction === 'out')) {
        clearTimeout(timer)
        timer = setTimeout(() => setSilent(evidence.current.pending ?? null), answered === null ? silentAfterMs : silentAgainAfterMs)
      }
    })
    return () => {
      off()
      clearTimeout(timer)
    }
  }, [sessionId, path, answered])
  return silent && { ending: silent, isNew: answered === null }
}
