import { useCallback, useEffect, useMemo, useState } from 'react'
import type { RowMark } from '../../../shared/contract/recordings.ts'
import { noticeFailure } from '../../app/notices.tsx'
import { attempt } from '../../bridge/attempt.ts'
import { bridge } from '../../bridge/bridge.ts'
import type { Marks } from './marks-context.ts'

const none: readonly RowMark[] = []

/** What is marked in a log, also by other windows; null while there is no log. */
export function useLogMarks(logId: string | null): Marks | null {
  const [known, setKnown] = useState<{ readonly logId: string; readonly marks: readonly RowMark[] } | null>(null)
  useEffect(() => {
    if (logId === null) return undefined
    let isLive = true
    const load = async (): Promise<void> => {
      const result = await attempt(() => bridge().call('recordings.marks', logId))
      // A log without a file has no marks; that it can have none is said when somebody marks a row.
      if (isLive && result.ok) setKnown({ logId, marks: result.value })
    }
    const disposers = [
      bridge().on('recordings.didMark', (id, marks) => {
        if (id === logId) setKnown({ logId, marks })
      }),
      bridge().onLinkState((state) => {
        if (state === 'connected') void load()
      }),
    ]
    void load()
    return () => {
      isLive = false
      disposers.forEach((dispose) => dispose())
    }
  }, [logId])

  const all = known?.logId === logId ? known.marks : none
  const set = useCallback(
    (row: number, note: string | null): void => {
      if (logId === null) return
      void attempt(() => bridge().call('recordings.mark', logId, row, note)).then((result) => {
        if (result.ok) setKnown({ logId, marks: result.value })
        else noticeFailure(result.failure)
      })
    },
    [logId],
  )
  return useMemo(() => {
    if (logId === null) return null
    const byRow = new Map(all.map((mark) => [mark.row, mark]))
    return { all, of: (row) => byRow.get(row), set }
  }, [logId, all, set])
}
