import { useEffect, useState } from 'react'

/** The clock, ms since the epoch, ticking every `everyMs` while `isTicking`. */
export function useNow(isTicking: boolean, everyMs = 100): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (!isTicking) return undefined
    const tick = (): void => setNow(Date.now())
    // The value of the last time it ticked may be old.
    queueMicrotask(tick)
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [isTicking, everyMs])
  return now
}
