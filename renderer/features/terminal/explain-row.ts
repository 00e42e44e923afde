import { explainLine, type ExplainedRow } from '../../../shared/diagnosis/explain-line.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { catalogueNow } from '../../app/catalogue.ts'
import type { LogRow } from './log-rows.ts'
import type { Past } from './row-past.ts'

const directions = { in: 'received', out: 'sent', note: 'note' } as const

function linesOf(past: Past | undefined): readonly { readonly text: string; readonly direction: 'received' | 'sent' | 'note' }[] {
  const lines = []
  for (let line = past; line; line = line.previous) lines.push({ text: line.text, direction: directions[line.direction] })
  return lines.toReversed()
}

type Known = { readonly modem: ModemProfile | undefined; readonly explained: ExplainedRow }

/** Rows are drawn again and again; a row that grew is another one. */
const known = new WeakMap<LogRow, Known>()

/** What a row is and means, for its sign, its colour, the words beside it, the card over it and the strip below. */
export function explainRow(row: LogRow, modem: ModemProfile | undefined): ExplainedRow {
  const before = known.get(row)
  if (before && before.modem === modem) return before.explained
  const explained = explainLine(row.text, directions[row.direction], { modem, modems: catalogueNow().modems, before: linesOf(row.past) })
  known.set(row, { modem, explained })
  return explained
}
