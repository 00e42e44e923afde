import { readFile } from 'node:fs/promises'
import type { Failure } from '../../shared/contract/failure.ts'
import type { SequenceOutcome, SequenceRun } from '../../shared/contract/sequences.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { problemLine } from '../../shared/profiles/problem.ts'
import { readSequence } from '../../shared/sequence/read-sequence.ts'
import { text, type Text } from '../../shared/text/local-text.ts'
import type { App } from '../app/create-app.ts'
import type { Output } from './output.ts'
import { cannotRead } from './read-log.ts'
import { sequenceValues, type ValueOptions, type ValueSources } from './sequence-values.ts'
import { exitCode } from './usage-error.ts'
import { visible } from './visible.ts'
import { failureLines, speaker } from './words.ts'

export type ScriptOptions = ValueOptions & { readonly port: string; readonly baud: number; readonly json?: boolean; readonly lang?: string }

type Say = (text: Text) => string

/** How many outcomes `--json` prints: a soak test of days has more than anybody reads. */
const mostOutcomes = 10_000

/** Runs a sequence file on a port. A file that cannot be used is bad usage, every problem told as `file:line:column field: what`. */
export async function scriptCommand(file: string, options: ScriptOptions, makeApp: () => Promise<App>, out: Output, stop: AbortSignal, sources: ValueSources): Promise<number> {
  const say = speaker(options.lang)
  const source = await readFile(file, 'utf8').catch(cannotRead(file))
  const read = readSequence(source)
  if (!read.ok) {
    if (options.json) out.line(JSON.stringify({ ok: false, problems: read.problems, steps: [] }))
    else for (const problem of read.problems) out.remark(problemLine(file, problem, say))
    return exitCode.usage
  }
  const values = await sequenceValues(read.sequence, options, sources, (what) => out.remark(say(what)))
  if (stop.aborted) return exitCode.failed
  const app = await makeApp()
  try {
    const session = await app.api['serial.open'](options.port, { ...defaultLineSettings, baudRate: options.baud })
    if (!session.ok) return refused(session.failure, options, say, out)
    const outcomes: SequenceOutcome[] = []
    app.on('sequences.didChangeRun', (run, done) => {
      for (const outcome of done) {
        if (outcomes.length < mostOutcomes) outcomes.push(outcome)
        if (!options.json) out.line(outcomeLine(run, outcome))
      }
    })
    if (stop.aborted) return exitCode.failed
    const started = await app.api['sequences.run'](session.value.id, source, values)
    if (!started.ok) return refused(started.failure, options, say, out)
    stop.addEventListener('abort', () => void app.api['sequences.stop'](started.value.id), { once: true })
    const settled = await app.api['sequences.settled'](started.value.id)
    if (!settled.ok) return refused(settled.failure, options, say, out)
    return conclude(settled.value, outcomes, session.value.recording.file, options, say, out)
  } finally {
    await app.dispose()
  }
}

const outcomeLine = ({ titles, loops }: SequenceRun, { step, round, attempt, passed, sent, elapsedMs, lines }: SequenceOutcome): string => {
  const place = loops > 1 ? `${round}/${loops} ${step + 1}` : `${step + 1}`
  const answer = lines.at(passed && lines.length > 1 && lines.at(-1)?.trim() === 'OK' ? -2 : -1)
  return `${passed ? '✓' : '✗'} ${place.padStart(3)}  ${visible(sent ?? titles[step] ?? '')}  ${elapsedMs} ms${attempt > 1 ? `  (${attempt}.)` : ''}${answer === undefined ? '' : `  ${visible(answer)}`}`
}

function conclude(run: SequenceRun, outcomes: readonly SequenceOutcome[], recording: string, options: ScriptOptions, say: Say, out: Output): number {
  const { status, failure, passed, failed } = run
  const done = status === 'passed'
  if (options.json) {
    out.line(JSON.stringify({ ok: done, status, name: run.name, passed, failed, round: run.round, loops: run.loops, ...(failure && { failure }), steps: outcomes, recording }))
    return done ? exitCode.done : exitCode.failed
  }
  if (failure) for (const line of failureLines(failure, say)) out.remark(line)
  out.remark(say(text(`${passed} passed, ${failed} failed`, `通过 ${passed}，失败 ${failed}`)))
  out.remark(`${say(text('recording', '记录文件'))} ${recording}`)
  return done ? exitCode.done : exitCode.failed
}

function refused(failure: Failure, options: ScriptOptions, say: Say, out: Output): number {
  if (options.json) out.line(JSON.stringify({ ok: false, failure, steps: [] }))
  else for (const line of failureLines(failure, say)) out.remark(line)
  return failure.code.startsWith('sequence.value') ? exitCode.usage : exitCode.failed
}
