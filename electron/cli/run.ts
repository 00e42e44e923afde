import { writeFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { App } from '../app/create-app.ts'
import type { Failure } from '../../shared/contract/failure.ts'
import { defaultLineSettings, type LineSettings } from '../../shared/contract/serial.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { text, type Text } from '../../shared/text/local-text.ts'
import type { Output } from './output.ts'
import { choosePlan, type PlanOptions } from './plan-choice.ts'
import { Teller } from './teller.ts'
import { exitCode } from './usage-error.ts'
import { failureLines, findingLine, speaker } from './words.ts'

export type RunOptions = PlanOptions & { readonly port: string; readonly baud: number; readonly wait: number; readonly secretsTo?: string; readonly case?: string }

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
    const started = await app.api['wizard.start'](session.value.id, chosen.modem.id, chosen.cloud.id, chosen.inputs, chosen.variant)
    if (!started.ok) return failed(started.failure, options, say, out)
    // Asked to stop before there was anything to stop.
    if (stop.aborted) return failed(stoppedByPerson, options, say, out)
    const runId = started.value.id
    const teller = new Teller(progress, say)
    const unsubscribe = app.on('wizard.didChangeRun', (run) => run.id === runId && teller.tell(run))
    const onStop = () => void app.api['wizard.stop'](runId)
    stop.addEventListener('abort', onStop, { once: true })
    const begun = await app.api['wizard.runAll'](runId)
    if (!begun.ok) return failed(begun.failure, options, say, out)
    let settled = await app.api['wizard.settled'](runId)
    let lost: Failure | undefined
    if (settled.ok && settled.value.status === 'done' && !settled.value.notice && options.wait > 0) {
      progress(say(text(`waiting ${options.wait} s for messages`, `等待下发消息 ${options.wait} 秒`)))
      lost = await listen(app, runId, session.value.id, options.wait * 1000, stop)
      settled = await app.api['wizard.settled'](runId)
    }
    if (stop.aborted) {
      const stopped = await app.api['wizard.stop'](runId)
      if (settled.ok && settled.value.status !== 'done') settled = stopped
    }
    stop.removeEventListener('abort', onStop)
    if (settled.ok && options.secretsTo !== undefined) await keepSecrets(app, settled.value, options.secretsTo)
    const unsaved = settled.ok && options.case !== undefined ? await saveCase(app, runId, options.case) : undefined
    unsubscribe()
    if (!settled.ok) return failed(settled.failure, options, say, out)
    if (unsaved) for (const line of failureLines(unsaved, say)) out.remark(line)
    const code = conclude({ run: settled.value, received: teller.received, recording: session.value.recording.file, ...(lost && { lost }) }, options, say, out)
    return unsaved ? exitCode.failed : code
  } finally {
    await app.dispose()
  }
}

/** What a cloud gives once, such as a DeviceSecret: into a file that only its owner can read, never to the screen. */
async function keepSecrets(app: App, run: WizardRun, file: string): Promise<void> {
  const found: Record<string, string> = {}
  for (const { name, secret } of run.steps.flatMap(({ captured }) => captured)) {
    const value = secret && (await app.api['wizard.reveal'](run.id, name))
    if (value && value.ok) found[name] = value.value
  }
  if (Object.keys(found).length > 0) await writeFile(file, `${JSON.stringify(found)}\n`, { mode: 0o600 })
}

/** Lets messages come in for `ms`; ends early when the person stops it, or with the loss after which none can come. */
async function listen(app: App, runId: string, sessionId: string, ms: number, stop: AbortSignal): Promise<Failure | undefined> {
  const over = new AbortController()
  let lost: Failure | undefined
  const end = (failure?: Failure) => {
    lost ??= failure
    over.abort()
  }
  const offs = [
    app.on('wizard.didChangeRun', (run) => run.id === runId && run.notice && end(run.notice)),
    app.on('serial.didChangeSession', (session) => session.id === sessionId && session.state !== 'open' && end(session.failure)),
  ]
  await delay(ms, undefined, { signal: AbortSignal.any([stop, over.signal]) }).catch(() => {})
  for (const off of offs) off()
  return lost
}

function failed(failure: Failure, options: RunOptions, say: Say, out: Output): number {
  if (options.json) out.line(JSON.stringify({ ok: false, failure, steps: [], received: [] }))
  else for (const line of failureLines(failure, say)) out.remark(line)
  return exitCode.failed
}

/** What kept the case file from being written; the run itself is what it was. */
async function saveCase(app: App, runId: string, file: string): Promise<Failure | undefined> {
  const made = await app.api['casefile.ofRun'](runId)
  if (!made.ok) return made.failure
  return writeFile(file, made.value.text, { mode: 0o600 }).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => notSaved(file, error.code ?? error.message),
  )
}

const notSaved = (file: string, cause: string): Failure => ({
  code: 'case.not-saved',
  stage: 'port',
  what: text(`The case file ${file} could not be written.`, `案例文件 ${file} 无法写入。`),
  next: text('Choose a folder that exists and may be written to.', '请选择存在且可写的文件夹。'),
  evidence: cause,
})

type Outcome = {
  readonly run: WizardRun
  readonly received: WizardRun['received']
  readonly recording: string
  /** What ended the waiting for messages. */
  readonly lost?: Failure
}

function conclude({ run, received, recording, lost }: Outcome, options: RunOptions, say: Say, out: Output): number {
  const failure = run.steps.find((step) => step.status === 'failed')?.failure ?? (run.status === 'stopped' ? stoppedByPerson : (lost ?? run.notice))
  const done = run.status === 'done' && !failure
  if (options.json) {
    out.line(
      JSON.stringify({
        ok: done,
        status: run.status,
        ...(failure && { failure }),
        ...(run.probe && { probe: run.probe }),
        steps: run.steps.map((step, index) => ({ ...step, stage: run.plan.steps[index]?.stage, sent: step.sent ?? run.plan.steps[index]?.send })),
        received,
        recording,
      }),
    )
    return done ? exitCode.done : exitCode.failed
  }
  if (failure) for (const line of failureLines(failure, say)) out.remark(line)
  for (const line of checkLines(run, say)) out.remark(line)
  if (run.probe) {
    for (const layer of run.probe.layers) out.remark(`  PC ${layer.layer.padEnd(5)} ${layer.passed ? '✓' : '✗'} ${layer.detail}`)
    out.remark(`  ${say(run.probe.verdict)}`)
  }
  out.remark(`${say(text('recording', '记录文件'))} ${recording}`)
  return done ? exitCode.done : exitCode.failed
}

const stoppedByPerson: Failure = {
  code: 'wizard.stopped',
  stage: 'port',
  what: text('Stopped on request; what the plan had opened on the modem was closed.', '已按要求停止，并关闭了模组上打开的连接。'),
  next: text('Run the same command again to start from the top.', '重新执行同一条命令即可从头开始。'),
}

/** What to ask the modem next, each command with what it tells. */
const checkLines = ({ steps }: WizardRun, say: Say): string[] => {
  const checks = steps.find(({ status }) => status === 'failed')?.checks ?? []
  return checks.length === 0 ? [] : [`  ${say(text('next, ask the modem:', '接下来在模组上查：'))}`, ...checks.map(({ send, tells }) => `    ${send}  # ${say(tells)}`)]
}
