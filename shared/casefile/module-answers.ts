import { identify, identityQuestions } from '../modems/index.ts'
import { isFinalResult } from '../at/final-result.ts'
import type { CaseFile } from './format.ts'
import type { Exchange } from './exchanges.ts'

/** Questions whose answers tell what a module is, whoever asked them. */
const question = /^(?:ATI\d?|AT\+(?:CGMI|CGMM|CGMR|GMI|GMM|GMR|QGMR|VER|SIMCOMATI))(?:;|\?|$)/i

const firmwareOf = (answers: CaseFile['module']['answers']): string | undefined => {
  const told = answers.findLast(({ command }) => /^AT\+Q?G?M?C?GMR$/i.test(command))?.lines[0]
  const revision = answers.flatMap(({ lines }) => lines).find((line) => /^Revision:/i.test(line))
  return (told ?? revision)?.replace(/^(?:\+CGMR|\+GMR|Revision):\s*/i, '').replaceAll('"', '')
}

/** What the module said of itself anywhere in the exchanges; the last answer to a question counts. */
export function moduleOf(exchanges: readonly Exchange[]): CaseFile['module'] {
  const byCommand = new Map<string, { command: string; lines: string[] }>()
  for (const { command, lines, final } of exchanges) {
    if (!question.test(command) || final !== 'OK') continue
    const end = lines.findIndex(isFinalResult)
    byCommand.set(command.toUpperCase(), { command: command.toUpperCase(), lines: lines.slice(0, end) })
  }
  const answers = [...byCommand.values()]
  if (answers.length === 0) return { answers }
  const { model } = identify(identityQuestions.map((command) => byCommand.get(command)?.lines ?? []))
  const firmware = firmwareOf(answers)
  return { ...(model !== '' && { model }), ...(firmware !== undefined && firmware !== '' && { firmware }), answers }
}
