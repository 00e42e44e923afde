import { caseLog } from '../../shared/casefile/case-log.ts'
import { looksLikeCase } from '../../shared/casefile/read-case.ts'
import { explainLog, type LogExplanation } from '../../shared/diagnosis/explain-log.ts'
import { familyOf } from '../../shared/diagnosis/field-failures/index.ts'
import type { Text } from '../../shared/text/local-text.ts'
import { loadCatalogue } from './load-catalogue.ts'
import type { Output } from './output.ts'
import { caseOf } from './read-case-file.ts'
import { readLog } from './read-log.ts'
import { fieldFailureData, tellFieldFailure } from './tell-field-failure.ts'
import { exitCode } from './usage-error.ts'
import { speaker } from './words.ts'

export type ExplainOptions = { readonly json?: boolean; readonly lang?: string; readonly data?: string }

/** Explains a log, or a case file's transcript; a failure that no login came after is this command's failure too. */
export async function explainCommand(file: string, options: ExplainOptions, out: Output, stdin: () => Promise<Uint8Array>): Promise<number> {
  const say = speaker(options.lang)
  const log = await readLog(file, stdin)
  const found = explainLog(looksLikeCase(log) ? caseLog(caseOf(log, file, say)) : log, (await loadCatalogue(options.data)).modems)
  const { verdict } = found
  if (options.json) out.line(JSON.stringify({ ...found, symptoms: found.symptoms.map(({ failure, line, place }) => ({ line, place, ...fieldFailureData(failure) })) }))
  else {
    if (found.modem !== undefined || found.cloud !== undefined) out.line([found.modem, found.cloud].filter((id) => id !== undefined).join(' → '))
    for (const { number, text, words, isFailure } of found.lines) {
      if (text !== '') out.line(`${String(number).padStart(4)}  ${text}${words ? `   ${isFailure ? '✗' : '·'} ${say(words)}` : ''}`)
    }
    if (verdict) out.line(`✗ [${verdict.stage}] ${verdict.line}: ${say(verdict.what)}\n  → ${say(verdict.next)}`)
    for (const line of tellSymptoms(found, say)) out.line(line)
  }
  return verdict ? exitCode.failed : exitCode.done
}

/** The closest one in full, others by their symptoms: `atelier symptoms` tells the rest. Hints only where nothing else is known. */
function tellSymptoms({ symptoms, modem }: LogExplanation, say: (text: Text) => string): readonly string[] {
  const certain = symptoms.filter(({ place }) => place !== 'hint')
  return (certain.length > 0 ? certain : symptoms).flatMap(({ failure, line }, index) => [
    `${failure.id} [${failure.stage}] ${line}: ${say(failure.symptom)}`,
    ...(index === 0 ? tellFieldFailure(failure, say, familyOf(modem)) : []),
  ])
}
