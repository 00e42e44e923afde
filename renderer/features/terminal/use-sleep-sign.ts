import { useEffect, useState } from 'react'
import { SleepWatch, type SleepSign } from '../../../shared/at/sleep-watch.ts'
import { fromLatin1 } from '../../../shared/text/bytes.ts'
import { bridge } from '../../bridge/bridge.ts'

/** Set when the module lost a command to its sleep, whoever sent it: a person, a plan or a sequence. */
export function useSleepSign(sessionId: string): { readonly sign: SleepSign | null; readonly dismiss: () => void } {
  const [sign, setSign] = useState<SleepSign | null>(null)
  useEffect(() => {
    const watch = new SleepWatch()
    return bridge().on('serial.didReceive', (id, chunks) => {
      if (id !== sessionId) return
      for (const { direction, bytes, at } of chunks) {
        // Floods are no answers to commands; the watch needs no more than the lines at their ends.
        const words = direction === 'note' ? '' : fromLatin1(bytes.subarray(-4096))
        if (direction === 'out') watch.sent(words, at)
        else if (direction === 'in') {
          const found = watch.received(words, at)
          if (found) setSign(found)
        }
      }
    })
  }, [sessionId])
  return { sign, dismiss: () => setSign(null) }
}
