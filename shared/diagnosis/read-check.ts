import type { ModemProfile } from '../modems/profile.ts'
import { text, type Text } from '../text/local-text.ts'
import { networkWords } from './explain-log.ts'
import type { Answer } from './field-failures/index.ts'

export type CheckLine = { readonly text: string; readonly words?: Text }
export type CheckFinding = Pick<Answer, 'means' | 'verdict'>

/** 27.007, 10.1.14: a context without an address has none behind its number, or zeros. */
function addressWords(line: string): Text | undefined {
  const [, context, address = ''] = /^\+CGPADDR: ?(\d+)(?:,"?([\d.:a-fA-F]+)"?)?/.exec(line) ?? []
  if (context === undefined) return undefined
  return address === '' || /^[0.:]+$/.test(address) ? text('no address', '没有 IP 地址') : text('has an address', '有 IP 地址')
}

/** What the modem answered to a check, line by line in words, and what it says about the cause. */
export function readCheck(lines: readonly string[], answers: readonly Answer[], modem: Pick<ModemProfile, 'describe'>): { readonly lines: readonly CheckLine[]; readonly findings: readonly CheckFinding[] } {
  const told = lines.filter((line) => line.trim() !== '' && line !== 'OK')
  return {
    lines: told.map((line) => {
      const words = modem.describe(line)?.words ?? networkWords(line)?.words ?? addressWords(line)
      return { text: line, ...(words && { words }) }
    }),
    findings: answers.filter(({ pattern }) => told.some((line) => new RegExp(pattern).test(line))).map(({ means, verdict }) => ({ means, verdict })),
  }
}
