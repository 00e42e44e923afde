import { describeCommonAnswer } from '../at/describe-answer.ts'
import type { ModemProfile } from '../modems/profile.ts'
import type { Text } from '../text/local-text.ts'
import type { Answer } from './field-failures/index.ts'

export type CheckLine = { readonly text: string; readonly words?: Text }
export type CheckFinding = Pick<Answer, 'means' | 'verdict'>

/** What the modem answered to a check, line by line in words, and what it says about the cause. */
export function readCheck(lines: readonly string[], answers: readonly Answer[], modem: Pick<ModemProfile, 'describe' | 'describeAnswer'>): { readonly lines: readonly CheckLine[]; readonly findings: readonly CheckFinding[] } {
  const told = lines.filter((line) => line.trim() !== '' && line !== 'OK')
  return {
    lines: told.map((line) => {
      const words = (modem.describe(line) ?? modem.describeAnswer?.(line) ?? describeCommonAnswer(line))?.words
      return { text: line, ...(words && { words }) }
    }),
    findings: answers.filter(({ pattern }) => told.some((line) => new RegExp(pattern).test(line))).map(({ means, verdict }) => ({ means, verdict })),
  }
}
