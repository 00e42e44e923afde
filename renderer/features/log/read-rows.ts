import type { RecordedRow } from '../../../shared/contract/recordings.ts'
import type { RowContext } from '../../../shared/log/row-context.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import type { LogRow } from '../terminal/log-rows.ts'
import { closeRow, noCommand, type CommandContext, type Past } from '../terminal/row-past.ts'

function commandOf({ lines, at, isRunning }: RowContext): CommandContext {
  let past: Past | undefined
  for (const { text, direction } of lines) past = { text, direction, previous: past, depth: (past?.depth ?? 0) + 1 }
  return { at, isRunning, past }
}

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
