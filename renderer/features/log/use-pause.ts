import { useEffect, useState } from 'react'
import type { Selection, SelectionState } from './follow-selection.ts'
import type { LogSource } from './log-source.ts'

type Progress = Pick<Selection<SelectionState & { readonly progress: number }, unknown>, 'counts'>

export type Pause = {
  /** Where the view stands still; null: it does not. */
  readonly end: number | null
  readonly set: (isPaused: boolean) => void
}

/** Stops what is shown of a log on the screen, while the log grows. */
export function usePause<Row>(source: LogSource<Row>, selection: Progress | null): Pause {
  const [paused, setPaused] = useState<{ readonly source: LogSource<Row>; readonly end: number } | null>(null)
  const end = paused?.source === source ? paused.end : null
  const isPaused = paused !== null
  // A filter that is changed meanwhile stands still as soon as it has gone through what there is.
  useEffect(() => {
    if (!isPaused || end !== null) return undefined
    const hold = (): void => {
      const counts = selection?.counts()
      if (!counts || counts.progress >= 1) setPaused({ source, end: counts?.places ?? source.extent().end })
    }
    const first = setTimeout(hold, 0)
    const unsubscribe = source.subscribe(hold)
    return () => {
      clearTimeout(first)
      unsubscribe()
    }
  }, [isPaused, end, source, selection])
  return { end, set: (isToPause) => setPaused(isToPause ? { source, end: source.extent().end } : null) }
}
