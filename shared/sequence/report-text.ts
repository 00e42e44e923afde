import { durationText } from '../casefile/duration.ts'
import type { SequenceOutcome, SequenceReport } from '../contract/sequences.ts'
import { text, type Language, type Text } from '../text/local-text.ts'

const statusWords = { running: text('running', '运行中'), passed: text('passed', '通过'), failed: text('failed', '失败'), stopped: text('stopped', '已停止') } as const

/** A run as plain text, a line for each time that a step was done, what came under it. `clock` writes a time (ms since the epoch) as people there read it. */
export function reportText({ run, outcomes, omitted }: SequenceReport, language: Language, clock: (at: number) => string): string {
  const say = (words: Text): string => words[language]
  const head = [
    `${run.name}: ${say(statusWords[run.status])}`,
    say(text(`${run.passed} steps passed, ${run.failed} failed`, `${run.passed} 步通过，${run.failed} 步失败`)),
    ...(run.loops > 1 ? [say(text(`loop ${run.round} of ${run.loops}`, `第 ${run.round}/${run.loops} 轮`))] : []),
    ...(run.endedAt === undefined ? [] : [durationText(run.endedAt - run.startedAt)]),
    clock(run.startedAt),
  ].join(language === 'zh' ? '，' : ', ')
  const left = omitted > 0 ? [say(text(`(${omitted} steps that passed are left out)`, `（省略了 ${omitted} 条通过的步骤）`))] : []
  return [head, ...left, '', ...outcomes.flatMap((outcome) => outcomeLines(outcome, run.titles, run.loops, say))].join('\n').trimEnd() + '\n'
}

function outcomeLines({ round, step, attempt, passed, sent, lines, elapsedMs, failure }: SequenceOutcome, titles: readonly string[], loops: number, say: (words: Text) => string): readonly string[] {
  const place = loops > 1 ? `${round}.${step + 1}` : `${step + 1}`
  const again = attempt > 1 ? say(text(` (try ${attempt})`, `（第 ${attempt} 次）`)) : ''
  return [
    `${passed ? '✓' : '✗'} ${place}  ${sent ?? titles[step] ?? ''}  ${durationText(elapsedMs)}${again}`,
    ...lines.filter((line) => line.trim() !== '').map((line) => `      ${line}`),
    ...(failure ? [`      ! ${say(failure.what)} ${say(failure.next)}`] : []),
  ]
}
