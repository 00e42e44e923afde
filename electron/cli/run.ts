import { setTimeout as delay } from 'node:timers/promises'
import type { App } from '../app/create-app.ts'
import type { Failure } from '../../shared/contract/failure.ts'
import { defaultLineSettings, type LineSettings } from '../../shared/contract/serial.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import type { Text } from '../../shared/text/local-text.ts'
import type { Output } from './output.ts'
import { choosePlan, findingLine, speaker, type PlanOptions } from './plan-choice.ts'
import { exitCode } from './usage-error.ts'

export type RunOptions = PlanOptions & { readonly port: string; readonly baud: number; readonly wait: number }

type Say = (text: Text) => string

/**
 * Runs a plan on a port to its end. Text mode tells each step as it happens; `--json` prints one object when all is over.
 * `stop` is the person's Ctrl-C: what the plan opened on the modem is closed before the command ends.
 */
export async function runCommand(options: RunOptions, makeApp: () => Promise<App>, out: Output, stop: AbortSignal): Promise<number> {
  const chosen = await choosePlan(options)
  const say = speaker(options.lang)
  const progress = (line: string) => (options.json ? out.remark(line) : out.line(line))
  for (const finding of chosen.findings) out.remark(findingLine(finding, say))
  if (!chosen.plan) {
    if (options.json) out.line(JSON.stringify({ ok: false, findings: chosen.findings, steps: [], received: [] }))
    return exitCode.usage
  }
  const app = await makeApp()
  try {
    const settings: LineSettings = { ...defaultLineSettings, baudRate: options.baud }
    const session = await app.api['serial.open'](options.port, settings)
    if (!session.ok) return failed(session.failure, options, say, out)
    const started = await app.api['wizard.start'](session.value.id, options.modem, options.cloud, chosen.inputs)
    if (!started.ok) return failed(started.failure, options, say, out)
    const runId = started.value.id
    const teller = new Teller(progress, say)
    const unsubscribe = app.on('wizard.didChangeRun', (run) => run.id === runId && teller.tell(run))
    const onStop = () => void app.api['wizard.stop'](runId)
    stop.addEventListener('abort', onStop, { once: true })
    const begun = await app.api['wizard.runAll'](runId)
    if (!begun.ok) return failed(begun.failure, options, say, out)
    let settled = await app.api['wizard.settled'](runId)
    if (settled.ok && settled.value.status === 'done' && options.wait > 0) {
      progress(`… ${options.wait} s`)
      await delay(options.wait * 1000, undefined, { signal: stop }).catch(() => {})
      settled = await app.api['wizard.settled'](runId)
    }
    if (stop.aborted) await app.api['wizard.stop'](runId)
    stop.removeEventListener('abort', onStop)
    unsubscribe()
    if (!settled.ok) return failed(settled.failure, options, say, out)
    return conclude(settled.value, session.value.recording.file, options, say, out)
  } finally {
    await app.dispose()
  }
}

function failed(failure: Failure, options: RunOptions, say: Say, out: Output): number {
  if (options.json) out.line(JSON.stringify({ ok: false, failure, steps: [], received: [] }))
  else for (const line of failureLines(failure, say)) out.remark(line)
  return exitCode.failed
}

function conclude(run: WizardRun, recording: string, options: RunOptions, say: Say, out: Output): number {
  const broken = run.steps.find((step) => step.status === 'failed')
  const failure = broken?.failure ?? run.notice
  const done = run.status === 'done' && !run.notice
  if (options.json) {
    out.line(
      JSON.stringify({
        ok: done,
        status: run.status,
        ...(failure && { failure }),
        ...(run.probe && { probe: run.probe }),
        steps: run.steps.map((step, index) => ({ ...step, stage: run.plan.steps[index]?.stage, sent: step.sent ?? run.plan.steps[index]?.send })),
        received: run.received,
        recording,
      }),
    )
    return done ? exitCode.done : exitCode.failed
  }
  if (failure && !done) for (const line of failureLines(failure, say)) out.remark(line)
  if (run.probe) {
    for (const layer of run.probe.layers) out.remark(`  PC ${layer.layer.padEnd(5)} ${layer.passed ? '✓' : '✗'} ${layer.detail}`)
    out.remark(`  ${say(run.probe.verdict)}`)
  }
  out.remark(`recording ${recording}`)
  return done ? exitCode.done : exitCode.failed
}

const failureLines = (failure: Failure, say: Say): string[] => [
  `✗ [${failure.stage}] ${say(failure.what)}`,
  ...(failure.evidence ? [`  ${failure.evidence}`] : []),
  `  → ${say(failure.next)}`,
]

/** Turns snapshots of a run into lines, each told once. */
class Teller {
  readonly #print: (line: string) => void
  readonly #say: Say
  #told = 0
  #messages = 0

  constructor(print: (line: string) => void, say: Say) {
    this.#print = print
    this.#say = say
  }

  tell(run: WizardRun): void {
    for (let step = run.steps[this.#told]; step && step.status !== 'waiting' && step.status !== 'running'; step = run.steps[this.#told]) {
      const planned = run.plan.steps[this.#told]
      const mark = step.status === 'passed' ? '✓' : step.status === 'skipped' ? '-' : '✗'
      const values = step.captured.map(({ value, words }) => (words ? `${value} (${this.#say(words)})` : value)).join(', ')
      this.#print(`${mark} ${(planned?.stage ?? '').padEnd(6)} ${step.sent ?? planned?.send ?? ''}  ${Math.round(step.elapsedMs ?? 0)} ms${values ? `  ${values}` : ''}`)
      this.#told++
    }
    for (const message of run.received.slice(this.#messages)) this.#print(`← ${message.topic}  ${message.payload}`)
    this.#messages = run.received.length
  }
}
