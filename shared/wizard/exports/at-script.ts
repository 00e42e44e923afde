import { fromUtf8 } from '../../text/bytes.ts'
import { begin, fileNameOf, oneLine, titleOf, type PlanExporter, type Words } from './export.ts'
import { commandText, toFillIn, toPutIn, type OutlineData, type OutlineStep } from './outline.ts'
import { text, type Text } from '../../text/local-text.ts'

const seconds = (ms: number): string => `${ms / 1000} s`

/** What a step waits for, and how long it may take. */
export function waitsFor({ expect, then }: OutlineStep): Text {
  const { line, urc, timeoutMs } = expect
  const parts = (final: string, after: string): string =>
    [
      ...(then && then.prompt !== 'inline' ? [`${then.prompt} (${seconds(then.promptTimeoutMs)})`] : []),
      ...(line ? [line.accept] : []),
      // An OK that asks for the data is the result as well.
      ...(then?.prompt === 'OK' ? [] : [`${final} (${seconds(timeoutMs)})`]),
      ...(urc ? [`${urc.accept} (${after} ${seconds(urc.timeoutMs)})`] : []),
    ].join(', ')
  return text(`wait for ${parts('OK', 'then')}`, `等待 ${parts('OK', '之后')}`)
}

const dataLine = ({ prompt, bytes, length, end, label }: OutlineData): string => {
  const isText = end === 'ctrl-z' && bytes && !/\p{Cc}/u.test(fromUtf8(bytes))
  return `# ${prompt} ${isText ? fromUtf8(bytes) : `${oneLine(label)} (${length} bytes)`}${end === 'ctrl-z' ? '<0x1A>' : ''}`
}

const head = text('Lines that begin with # are comments. After each command wait for what is named before it.', '以 # 开头的行是注释。每条指令发出后，先等到上方写明的应答再继续。')

/** Plain text: one command a line, as terminals and u-blox m-center take it (its scripts are text files, a command a line); all else in comments. */
export const exportAtScript: PlanExporter = (plan, options) => {
  const { outline, say } = begin(plan, options)
  const notes = [...toPutIn(outline), ...toFillIn(outline)]
  const top = [outline.title, head, ...notes].map((note) => `# ${oneLine(say(note))}`)
  const lines = outline.steps.flatMap((step, at) => stepLines(step, outline.steps[at - 1], say))
  return { text: `${[...top, ...lines].join('\n')}\n`, fileName: fileNameOf(plan, 'at.txt'), notes }
}

function stepLines(step: OutlineStep, before: OutlineStep | undefined, say: Words): readonly string[] {
  return [
    ...(before?.stage === step.stage ? [] : ['', `# --- ${step.stage}`]),
    `# ${oneLine(titleOf(step, say))}: ${oneLine(say(waitsFor(step)))}`,
    commandText(step),
    ...(step.then && step.then.prompt !== 'inline' ? [dataLine(step.then)] : []),
  ]
}
