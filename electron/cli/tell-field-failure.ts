import { canCheck, commandsOf } from '../../shared/diagnosis/field-failures/commands.ts'
import type { Family, FieldFailure } from '../../shared/diagnosis/field-failures/index.ts'
import type { Text } from '../../shared/text/local-text.ts'

type Say = (text: Text) => string

/** Causes, checks and what mends it, as indented lines. */
export function tellFieldFailure({ causes, checks, fix }: FieldFailure, say: Say, family?: Family): readonly string[] {
  return [
    ...causes.map(({ text, source }) => `  - ${say(text)}${source === undefined ? '' : `  [${source}]`}`),
    ...checks.filter((check) => canCheck(check, family)).flatMap((check) => [
      `  ? ${[...commandsOf(check, family).map(({ send, families }) => (families.length > 0 ? `${send} (${families.join(', ')})` : send)), say(check.tells)].join('  ')}`,
      ...(check.answers ?? []).map(({ means, verdict }) => `      ${verdict === 'confirms' ? '✗' : '·'} ${say(means)}`),
    ]),
    `  → ${say(fix)}`,
  ]
}

/** For programs: all but how it is recognised. */
export function fieldFailureData({ id, stage, symptom, families, clouds, causes, checks, fix }: FieldFailure): Omit<FieldFailure, 'when'> {
  return { id, stage, symptom, ...(families && { families }), ...(clouds && { clouds }), causes, checks, fix }
}
