import { begin, fileNameOf, oneLine, type PlanExporter, type Words } from './export.ts'
import { toFillIn, toPutIn, type OutlineStep } from './outline.ts'
import { waitsFor } from './at-script.ts'
import { text } from '../../text/local-text.ts'
import { promptMark } from '../prompt-mark.ts'

const why = text('Why', '作用')
const wait = text('Answer and limit', '应答与时限')
const source = text('Source', '依据')
const risk = text('What it changes', '影响')
const before = text('Before you begin', '开始之前')
const data = text('After the prompt', '提示符之后')
const restOfLine = text('Rest of the line', '指令的其余部分')
const risks = {
  reads: text('nothing', '不改任何设置'),
  volatile: text('until restart', '重启后失效'),
  'writes-nvm': text('stays in the modem', '写入模组，重启后仍在'),
  irreversible: text('cannot be undone', '无法撤销'),
}

/** CommonMark 0.31, 6.1: a code span that is longer than any run of backticks in it. Spaces keep one at its ends apart. */
export function codeSpan(code: string): string {
  const ticks = '`'.repeat(Math.max(0, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length)) + 1)
  const space = /^`|`$|^ .*[^ ].* $/.test(code) ? ' ' : ''
  return `${ticks}${space}${code}${space}${ticks}`
}

/** CommonMark 0.31, 2.4: words are words, whatever punctuation they have. */
export const plainWords = (words: string): string => oneLine(words).replace(/[\\`*_[\]<>#|&~]/g, '\\$&')

/** A plan to read, print or file: every step with its command, why it is there, what must come back and where that is written. */
export const exportMarkdown: PlanExporter = (plan, options) => {
  const { outline, say } = begin(plan, options)
  const notes = [...toPutIn(outline), ...toFillIn(outline)]
  const warnings = plan.findings.flatMap(({ what, next }) => `- ${plainWords(say(what))} ${plainWords(say(next))}`)
  const lines = [
    `# ${plainWords(say(outline.title))}`,
    '',
    ...(notes.length + warnings.length > 0 ? [`## ${say(before)}`, '', ...notes.map((note) => `- ${plainWords(say(note))}`), ...warnings, ''] : []),
    ...outline.steps.flatMap((step, at) => [...(outline.steps[at - 1]?.stage === step.stage ? [] : [`## ${step.stage}`, '']), ...stepLines(step, at + 1, say), '']),
  ]
  return { text: `${lines.join('\n').trimEnd()}\n`, fileName: fileNameOf(plan, 'md'), notes }
}

function stepLines(step: OutlineStep, number: number, say: Words): readonly string[] {
  const { then } = step
  const row = (name: string, value: string): string => `   - ${name}: ${value}`
  return [
    `${number}. **${plainWords(say(step.title))}** ${codeSpan(step.send)}`,
    ...(then ? [row(say(then.prompt === 'inline' ? restOfLine : data), `${codeSpan(promptMark(then.prompt))} ${codeSpan(oneLine(then.label))} (${then.length} bytes)`)] : []),
    row(say(why), plainWords(say(step.why))),
    row(say(wait), codeSpan(oneLine(say(waitsFor(step))))),
    row(say(risk), say(risks[step.risk])),
    row(say(source), plainWords(step.source)),
  ]
}
