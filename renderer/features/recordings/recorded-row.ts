import type { RecordedRow } from '../../../shared/contract/recordings.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import type { LogRow } from '../terminal/log-rows.ts'
import { closeRow, noCommand, type CommandContext } from '../terminal/row-past.ts'

/** Rows with the lines that explain them and the times of their commands, read from the first on: what stood before is not known. */
export function readRows(rows: readonly (RecordedRow | undefined)[]): readonly (LogRow | undefined)[] {
  let command: CommandContext = noCommand
  return rows.map((row) => {
    if (!row) return undefined
    const text = fromUtf8(row.bytes)
    const closed = closeRow({ direction: row.direction, text, at: row.at }, command)
    command = closed.command
    return { id: row.row, at: row.at, direction: row.direction, bytes: row.bytes, text, ...closed.words }
  })
}
