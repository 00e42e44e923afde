import type { TimelineRow } from '../../../shared/contract/timeline.ts'
import { passedOn, type PassedOn, type PassingRow } from '../../../shared/timeline/passed-on.ts'
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

const nothing = new Uint8Array()

function passing(row: ShownRow): PassingRow {
  if (row.kind === 'line') return { at: row.at, side: 'serial', direction: row.line.direction, bytes: row.line.bytes }
  if (row.kind === 'message') return { at: row.at, side: 'broker', direction: row.message.direction, bytes: row.message.payload }
  return { at: row.at, side: 'serial', direction: 'note', bytes: nothing }
}

/** For rows one after another: which of them carries on a payload of another, by the row's own number. */
export function passedRows(rows: readonly (ShownRow | undefined)[]): ReadonlyMap<number, PassedOn> {
  const there = rows.flatMap((row) => (row ? [row] : []))
  const found = new Map<number, PassedOn>()
  for (const [index, passed] of passedOn(there.map(passing)).entries()) {
    const row = there[index]
    const from = passed && there[passed.from]
    if (row && from) found.set(row.row, { from: from.row, ms: passed.ms })
  }
  return found
}
