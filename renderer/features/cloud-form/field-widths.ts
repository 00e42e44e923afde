import type { Field } from '../../../shared/clouds/profile.ts'

/** Columns of twelve for each field of a group: a text shares its row with the number or choice that belongs to it. */
export function fieldWidths(fields: readonly Field[]): readonly number[] {
  const widths: number[] = []
  for (let at = 0; at < fields.length; at++) {
    const kind = fields[at]?.kind
    const next = fields[at + 1]?.kind
    if (kind === 'text' && (next === 'number' || next === 'choice')) widths.push(7, 5)
    else if ((kind === 'text' && next === 'secret') || (kind === 'number' && next === 'number')) widths.push(6, 6)
    else {
      widths.push(kind === 'number' ? 6 : 12)
      continue
    }
    at++
  }
  return widths
}
