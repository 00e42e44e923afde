import { caseLog } from '../../shared/casefile/case-log.ts'
import { looksLikeCase } from '../../shared/casefile/read-case.ts'
import { explainLog } from '../../shared/diagnosis/explain-log.ts'
import type { Output } from './output.ts'
import { speaker } from './plan-choice.ts'
import { caseOf } from './read-case-file.ts'
import { readLog } from './read-log.ts'
import { exitCode } from './usage-error.ts'

export type ExplainOptions = { readonly json?: boolean; readonly lang?: string }

/** Explains a log, or a case file's transcript; a failure that no login came after is this command's failure too. */
export async function explainCommand(file: string, options: ExplainOptions, out: Output, stdin: () => Promise<Uint8Array>): Promise<number> {
  const say = speaker(options.lang)
  const log = await readLog(file, stdin)
  const found = explainLog(looksLikeCase(log) ? caseLog(caseOf(log, file, say)) : log)
  const { verdict } = found
  if (options.json) out.line(JSON.stringify(found))
  else {
    if (found.modem !== undefined || found.cloud !== undefined) out.line([found.modem, found.cloud].filter((id) => id !== undefined).join(' → '))
    for (const { number, text, words, isFailure } of found.lines) {
      if (text !== '') out.line(`${String(number).padStart(4)}  ${text}${words ? `   ${isFailure ? '✗' : '·'} ${say(words)}` : ''}`)
    }
    if (verdict) out.line(`✗ [${verdict.stage}] ${verdict.line}: ${say(verdict.what)}\n  → ${say(verdict.next)}`)
  }
  return verdict ? exitCode.failed : exitCode.done
}
