import type { TimelineRow } from '../../../shared/contract/timeline.ts'
import { readRows } from '../log/read-rows.ts'
import type { LogRow } from '../terminal/log-rows.ts'

/** A row of the time line; `log`: a serial line in the form that the terminal draws. */
export type ShownRow = TimelineRow & { readonly log?: LogRow | undefined }

/** Each line is read against those before it on its own port. */
export function shownRows(rows: readonly TimelineRow[]): readonly ShownRow[] {
  const lines = new Map<number, LogRow>()
  for (const source of new Set(rows.map((row) => row.source))) {
    const own = rows.filter((row) => row.kind === 'line' && row.source === source)
    const read = readRows(own.flatMap((row) => (row.kind === 'line' ? [row.line] : [])))
    for (const [index, { row }] of own.entries()) {
      const line = read[index]
      if (line) lines.set(row, line)
    }
  }
  return rows.map((row) => (row.kind === 'line' ? { ...row, log: lines.get(row.row) } : row))
}
