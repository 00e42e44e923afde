import type { Failure } from '../../shared/contract/failure.ts'
import type { Text } from '../../shared/text/local-text.ts'
import type { Finding } from '../../shared/wizard/plan.ts'
import { visible } from './visible.ts'

/** Words in the language asked for: `--lang`, else the environment's. */
export function speaker(lang: string | undefined): (text: Text) => string {
  const wanted = lang ?? process.env['LC_ALL'] ?? process.env['LANG'] ?? ''
  return (text) => (wanted.toLowerCase().startsWith('zh') ? text.zh : text.en)
}

/** A finding as one line: stage, field, what, what next. */
export const findingLine = (finding: Finding, say: (text: Text) => string): string =>
  `${finding.severity} [${finding.stage}]${finding.field ? ` ${finding.field}:` : ''} ${sentence(say(finding.what))}${say(finding.next)}`

/** With its stop, where it has none, and the space that only Latin script has after one. */
function sentence(words: string): string {
  const isChinese = /[\u3000-\u9fff]/.test(words)
  const ended = /[.!?。！？]$/.test(words) ? words : words + (isChinese ? '。' : '.')
  return isChinese ? ended : `${ended} `
}

/** A failure's stage, what happened, what proves it, what to do next. The proof is what a modem, a broker or a system said: escaped. */
export const failureLines = ({ stage, what, next, evidence }: Failure, say: (text: Text) => string): readonly string[] => [
  `✗ [${stage}] ${say(what)}`,
  ...(evidence === undefined || evidence === '' ? [] : [`  ${visible(evidence)}`]),
  `  → ${say(next)}`,
]
