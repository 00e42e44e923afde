import { stages, type Stage } from '../../shared/contract/failure.ts'
import { findFieldFailures } from '../../shared/diagnosis/field-failures/find.ts'
import { families, fieldFailures, type Family } from '../../shared/diagnosis/field-failures/index.ts'
import type { Output } from './output.ts'
import { fieldFailureData, tellFieldFailure } from './tell-field-failure.ts'
import { exitCode, UsageError } from './usage-error.ts'
import { speaker } from './words.ts'

export type SymptomsOptions = { readonly stage?: string; readonly modem?: string; readonly json?: boolean; readonly lang?: string }

function oneOf<T extends string>(known: readonly T[], name: string, value: string | undefined): T | undefined {
  if (value === undefined) return undefined
  const found = known.find((each) => each === value)
  if (found === undefined) throw new UsageError(`there is no ${name} “${value}”; there is ${known.join(', ')}`)
  return found
}

/** More are listed by their symptoms alone. */
const mostInFull = 3

/** Field failures by words or by a modem's line. Nothing found is this command's failure. */
export function symptomsCommand(query: string, options: SymptomsOptions, out: Output): number {
  const say = speaker(options.lang)
  const stage: Stage | undefined = oneOf(stages, 'stage', options.stage)
  // A profile's id begins with its family.
  const family: Family | undefined = oneOf(families, 'modem family', options.modem === undefined ? undefined : families.find((each) => options.modem?.startsWith(each)) ?? options.modem)
  const found = findFieldFailures(fieldFailures, { query, ...(stage && { stage }), ...(family && { family }) })
  if (options.json) out.line(JSON.stringify({ failures: found.map(fieldFailureData) }))
  else {
    for (const failure of found) {
      out.line(`[${failure.stage}] ${failure.id}: ${say(failure.symptom)}`)
      if (found.length <= mostInFull) for (const line of tellFieldFailure(failure, say, family)) out.line(line)
    }
    if (found.length > mostInFull) out.remark(`${found.length} field failures; a narrower query shows causes, checks and what mends them`)
  }
  return found.length > 0 ? exitCode.done : exitCode.failed
}
