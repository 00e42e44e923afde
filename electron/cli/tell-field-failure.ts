import type { Check, Family, FieldFailure } from '../../shared/diagnosis/field-failures/index.ts'
import type { Text } from '../../shared/text/local-text.ts'

type Say = (text: Text) => string

/** Commands with the family that takes them; `family` known: that one's alone. */
function commands({ send }: Check, family: Family | undefined): readonly string[] {
  if (send === undefined) return []
  if (typeof send === 'string') return [send]
  const own = family && send[family]
  if (own !== undefined) return [own]
  return Object.entries(send).map(([name, command]) => `${command} (${name})`)
}

/** Causes, checks and what mends it, as indented lines. */
export function tellFieldFailure({ causes, checks, fix }: FieldFailure, say: Say, family?: Family): readonly string[] {
  return [
    ...causes.map(({ text, source }) => `  - ${say(text)}${source === undefined ? '' : `  [${source}]`}`),
    ...checks.flatMap((check) => [
      `  ? ${[...commands(check, family), say(check.tells)].join('  ')}`,
      ...(check.answers ?? []).map(({ means, verdict }) => `      ${verdict === 'confirms' ? '✗' : '·'} ${say(means)}`),
    ]),
    `  → ${say(fix)}`,
  ]
}

/** For programs: all but how it is recognised. */
export function fieldFailureData({ id, stage, symptom, families, clouds, causes, checks, fix }: FieldFailure): Omit<FieldFailure, 'when'> {
  return { id, stage, symptom, ...(families && { families }), ...(clouds && { clouds }), causes, checks, fix }
}
