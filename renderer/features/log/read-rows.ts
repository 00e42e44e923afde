import type { RecordedRow } from '../../../shared/contract/recordings.ts'
import type { RowContext } from '../../../shared/log/row-context.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import type { LogRow } from '../terminal/log-rows.ts'
import { closeRow, noCommand, pastOf, type CommandContext } from '../terminal/row-past.ts'

const commandOf = ({ lines, at, isRunning }: RowContext): CommandContext => ({ at, isRunning, past: pastOf(lines) })

/** Rows with the lines that explain them and the times of their commands. Each goes on from the one before it where it is the next of its log. */
export function readRows(rows: readonly (RecordedRow & { readonly repeats?: number })[]): readonly LogRow[] {
  let command: CommandContext = noCommand
  let next = 0
  return rows.map(({ row, at, direction, bytes, context, repeats = 1 }) => {
    if (context) command = commandOf(context)
    else if (row !== next) command = noCommand
    next = row + 1
    const text = fromUtf8(bytes)
    const closed = closeRow({ direction, text, at }, command)
    command = closed.command
    return { id: row, at, direction, bytes, text, ...closed.words, ...(repeats > 1 && { repeats }) }
  })
}
