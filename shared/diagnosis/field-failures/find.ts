import type { Stage } from '../../contract/failure.ts'
import type { Text } from '../../text/local-text.ts'
import type { Family, FieldFailure } from './field-failure.ts'

export type Filter = { readonly query: string; readonly stage?: Stage; readonly family?: Family; readonly cloud?: string }

const words = ({ id, symptom, causes, checks, fix }: FieldFailure): string => {
  const said: readonly Text[] = [symptom, fix, ...causes.map(({ text }) => text), ...checks.map(({ tells }) => tells)]
  const sent = checks.flatMap(({ send }) => (send === undefined ? [] : typeof send === 'string' ? [send] : Object.values(send)))
  return [id, ...sent, ...said.flatMap(({ en, zh }) => [en, zh])].join('\n').toLowerCase()
}

/** Whether a line that somebody typed is enough by itself to recognise the failure. */
const shows = ({ when }: FieldFailure, typed: string): boolean =>
  when.some(({ line, answers, before, lacks, times }) => line !== undefined && !answers && !before && !lacks && !times && new RegExp(line).test(typed))

/**
 * The field failures that fit what somebody looks for: every word of `query` in one of the languages, or a line as the modem prints it.
 * Those of no particular family or cloud fit every one. Those whose symptom has the words come first.
 */
export function findFieldFailures(all: readonly FieldFailure[], { query, stage, family, cloud }: Filter): readonly FieldFailure[] {
  const line = query.trim()
  const parts = line.toLowerCase().split(/\s+/).filter((part) => part !== '')
  const has = (text: string): boolean => parts.every((part) => text.includes(part))
  const fits = (failure: FieldFailure): boolean =>
    (stage === undefined || failure.stage === stage) &&
    (family === undefined || failure.families === undefined || failure.families.includes(family)) &&
    (cloud === undefined || failure.clouds === undefined || failure.clouds.includes(cloud)) &&
    (has(words(failure)) || (line !== '' && shows(failure, line)))
  const rank = (failure: FieldFailure): number => {
    if (line === '' || shows(failure, line)) return 0
    return has(`${failure.id}\n${failure.symptom.en}\n${failure.symptom.zh}`.toLowerCase()) ? 1 : 2
  }
  return all.filter(fits).toSorted((a, b) => rank(a) - rank(b))
}
