import { reasonNames } from '../../shared/casefile/compare/reason-names.ts'
import { compareCases, sectionNames } from '../../shared/casefile/compare/compare-cases.ts'
import { text } from '../../shared/text/local-text.ts'
import type { Output } from './output.ts'
import { readCaseFile } from './read-case-file.ts'
import { exitCode } from './usage-error.ts'
import { speaker } from './words.ts'

export type CompareOptions = { readonly json?: boolean; readonly lang?: string }

/** Two case files side by side, as `diff` tells it: 0 when nothing that matters differs, 1 when something does. */
export async function compareCommand(left: string, right: string, options: CompareOptions, out: Output, stdin: () => Promise<Uint8Array>): Promise<number> {
  const say = speaker(options.lang)
  const found = compareCases(await readCaseFile(left, say, stdin), await readCaseFile(right, say, stdin))
  if (options.json) out.line(JSON.stringify(found))
  else {
    for (const { id, differences } of found.sections) {
      if (differences.length === 0) continue
      out.line(`# ${say(sectionNames[id])}`)
      for (const { label, left: a, right: b, leftWords, rightWords, words } of differences) {
        out.line(`${say(label)}${words ? `  (${say(words)})` : ''}`)
        if (a !== undefined) out.line(`  - ${leftWords ? say(leftWords) : oneLine(a)}`)
        if (b !== undefined) out.line(`  + ${rightWords ? say(rightWords) : oneLine(b)}`)
      }
    }
    if (found.isSame) out.line(say(text('Nothing that matters differs.', '没有实质差异。')))
    const folded = found.sections.flatMap((section) => section.folded)
    const reasons = [...new Set(folded.flatMap((each) => each.folded ?? []))]
    if (folded.length > 0) out.remark(say(text(`Left out, for they differ every time: ${folded.length}`, `已略去每次都会不同的内容：${folded.length} 处`)) + ` (${reasons.map((reason) => say(reasonNames[reason])).join(', ')})`)
  }
  return found.isSame ? exitCode.done : exitCode.failed
}

/** Whoever made the file must not be able to steer the terminal that shows it. */
const oneLine = (content: string): string => content.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ')
