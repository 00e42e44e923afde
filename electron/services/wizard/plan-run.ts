import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { BrokerProbe, RunStatus, StepRun, WizardRun } from '../../../shared/contract/wizard.ts'
import type { SystemTopic } from '../../../shared/clouds/profile.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { judgeClock, type Span } from '../../../shared/wizard/clock.ts'
import { bullets, maskEdited, maskPlan } from '../../../shared/wizard/mask-plan.ts'
import type { Plan } from '../../../shared/wizard/plan.ts'
import type { Evidence, Step } from '../../../shared/wizard/step.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import type { AtChannel } from '../at/index.ts'
import { patienceOf } from '../../../shared/wizard/patience.ts'
import { executeStep } from './execute-step.ts'
import { nextChecks } from '../../../shared/diagnosis/next-checks.ts'
import { passedLines } from '../../../shared/diagnosis/passed-lines.ts'
import { RunChecks } from './run-checks.ts'
import { RunExtras, type ExtraAbout } from './run-extras.ts'
import { RunCourse } from './run-course.ts'
import { chainStart } from './resume-point.ts'
import { RunChanges } from './run-changes.ts'
import { RunClosing } from './run-closing.ts'
import { alreadyDone, alreadyRunning, noSuchCheck, noSuchSecret, notOnTheBroker, unforeseen } from './run-failures.ts'
import { RunFills } from './run-fills.ts'
import type { RunLink } from './run-link.ts'
import { RunLosses } from './run-losses.ts'
import { RunProbe, type ProbeHow } from './run-probe.ts'
import { sendingProgress } from './sending-progress.ts'
import type { OpenChannel } from './session-access.ts'

/** Messages kept for the page; the recording has all. */
const keptMessages = 200

export type PlanRunOptions = {
  readonly id: string
  readonly sessionId: string
  readonly plan: Plan
  readonly modem: ModemProfile
  readonly link: RunLink
  /** When all certificates of the plan are valid. */
  readonly dates?: Span
  /** The cloud's topics for this device, for the page. */
  readonly topics?: readonly SystemTopic[]
  /** Left out: the plan has nothing to fill in. */
  readonly fills?: RunFills
  readonly openChannel: OpenChannel
  readonly now: () => number
  readonly probe: (how: ProbeHow) => Promise<BrokerProbe>
  readonly onChange: (run: WizardRun) => void
}

/**
 * One plan on its way through one session. Its own secrets never leave it: `snapshot` is masked. A step that follows a chained one is sent
 * without a person in between, and after a failure the chain starts again from its first step.
 */
export class PlanRun {
  readonly #options: PlanRunOptions
  readonly #channel: AtChannel
  readonly #fills: RunFills
  readonly #course: RunCourse
  readonly #extras: RunExtras
  readonly #checks: RunChecks
  readonly #changes: RunChanges
  readonly #closing: RunClosing
  readonly #losses: RunLosses
  readonly #probe: RunProbe
  /** What leaves this process; made once, for it goes out with every change. */
  readonly #maskedPlan: Plan
  #steps: readonly StepRun[]
  #status: RunStatus = 'ready'
  #position = 0
  #received: WizardRun['received'] = []
  #stop = new AbortController()
  #stopping: Promise<void> | undefined
  /** What was captured before the plan last started from the top. */
  #held: ReadonlySet<string> = new Set()
  #pauseAsked = false
  #busy: Promise<void> = Promise.resolve()

  constructor(options: PlanRunOptions) {
    this.#options = options
    this.#fills = options.fills ?? new RunFills({ plan: options.plan, cloud: undefined, circumstances: () => ({ now: options.now(), random: '' }) })
    this.#maskedPlan = maskPlan(options.plan)
    this.#steps = options.plan.steps.map((step) => waiting(step))
    const { urcPrefixes, lengthUrcs, restartLines, lineEnd } = options.modem
    this.#channel = options.openChannel(options.link.at, { urcPrefixes, lengthUrcs, restartLines, ...(lineEnd && { lineEnd }) })
    this.#course = new RunCourse(options.modem, options.now)
    this.#losses = new RunLosses(options.modem, options.plan.steps)
    this.#changes = new RunChanges(this.#channel, options.plan.steps)
    this.#closing = new RunClosing({
      channel: this.#channel,
      modem: options.modem,
      plan: options.plan,
      link: options.link,
      onSend: (line) => this.#course.sent(line, options.now()),
    })
    this.#channel.onUrc((line) => this.#takeUrc(line))
    this.#extras = new RunExtras({
      channel: this.#channel,
      modem: options.modem,
      now: options.now,
      note: (remark) => options.link.note(remark),
      loss: () => this.#losses.told,
      onChange: () => this.#announce(),
    })
    this.#probe = new RunProbe({ probe: options.probe, onChange: () => this.#announce() })
    this.#checks = new RunChecks({
      channel: this.#channel,
      modem: options.modem,
      steps: options.plan.steps,
      hide: (spans) => options.link.hide(spans),
      onChange: (checks) => this.#tell(this.#failedAt, { checks }),
    })
  }

  snapshot(): WizardRun {
    const { id, sessionId } = this.#options
    const notice = this.#losses.told
    const probe = this.#probe.found
    return {
      id,
      sessionId,
      plan: this.#maskedPlan,
      status: this.#status,
      steps: this.#steps,
      position: this.#position,
      received: this.#received,
      extras: this.#extras.list,
      changes: this.#changes.list,
      topics: this.#options.topics ?? [],
      ...(notice && { notice }),
      ...(probe && { probe }),
    }
  }

  get sessionId(): string {
    return this.#options.sessionId
  }

  get isRunning(): boolean {
    return this.#status === 'running' || this.#extras.isBusy || this.#checks.isBusy
  }

  /** The plan, its login unmasked. */
  get plan(): Plan {
    return this.#options.plan
  }

  /** Resolves when nothing of the run is under way any more, the PC's own probe included. */
  whenIdle(): Promise<void> {
    return this.#busy
  }

  /**
   * Runs from the current step: only it (and what is chained to it), or all the rest. Refusals come at once; `ended` resolves
   * when the steps have.
   */
  advance(mode: 'one' | 'all', edited: string | null = null): Result<{ ended: Promise<void> }> {
    // While a stop still sends its closing commands, the channel and the port are its own.
    if (this.isRunning || this.#stopping) return fail(alreadyRunning)
    if (this.#position >= this.#options.plan.steps.length) return fail(alreadyDone)
    // Told while a person was reading: over a link that is gone the next step would get no more than an ERROR.
    const loss = this.#status === 'paused' ? this.#losses.before(this.#position) : undefined
    // A restart takes nothing from a plan that has only read so far: a modem that was plugged in again is still booting.
    if (loss && !(loss.code === 'modem.rebooted' && this.#isUntouched(this.#position - 1))) {
      this.#fail(this.#position, loss)
      return ok({ ended: Promise.resolve() })
    }
    const begun = this.#own(() => {
      if (this.#position === 0) this.#held = this.#fills.names
      this.#pauseAsked = false
      this.#losses.forget()
      this.#probe.forget()
      // What an earlier try said of the steps that come again is out of date.
      this.#steps = this.#options.plan.steps.map((step, index) => (index < this.#position ? this.#steps[index] : undefined) ?? waiting(step))
      this.#set('running')
      return this.#loop(mode, edited).catch((error: unknown) => this.#fail(this.#position, unforeseen(error)))
    })
    // A try of the broker that fails in itself only leaves the run without one.
    if (begun.ok) this.#busy = begun.value.ended.then(() => this.#probe.afterFailure(this.#steps[this.#failedAt])).catch(() => {})
    return begun
  }

  /** Steps outside the plan; what needs the connection that it opened, only once that stands. `ended` resolves when the modem has answered. */
  sendExtra(about: ExtraAbout, steps: readonly Step[]): Result<{ ended: Promise<unknown> }> {
    if (this.isRunning || this.#stopping) return fail(alreadyRunning)
    if (this.#status !== 'done' && (about.kind === 'publish' || about.kind === 'subscribe')) return fail(notOnTheBroker)
    const begun = this.#own((signal) => this.#extras.run(about, steps, signal))
    if (begun.ok) this.#busy = begun.value.ended.then(() => {}, () => {})
    return begun
  }

  /** One of the failed step's checks: the run stays failed, and where it is. `ended` resolves when the modem has answered. */
  check(index: number, isConfirmed: boolean): Result<{ ended: Promise<void> }> {
    if (this.isRunning || this.#stopping) return fail(alreadyRunning)
    if (this.#failedAt < 0) return fail(noSuchCheck)
    const chosen = this.#checks.find(index, isConfirmed)
    if (!chosen.ok) return chosen
    const begun = this.#own((signal) => this.#checks.run(index, chosen.value, signal))
    // The PC's own try of the broker may be under way beside it.
    if (begun.ok) this.#busy = Promise.all([this.#busy, begun.value.ended]).then(() => {}, () => {})
    return begun
  }

  get #failedAt(): number {
    return this.#status === 'failed' ? this.#steps.findIndex(({ status }) => status === 'failed') : -1
  }

  /** Ends the run, then brings back what it changed. */
  async putBack(): Promise<Result<null>> {
    if (this.isRunning) return fail(alreadyRunning)
    if (this.#status !== 'stopped') await this.stop()
    const begun = this.#own((signal) => this.#extras.run({ kind: 'put-back' }, this.#changes.undoing, signal, true))
    if (!begun.ok) return begun
    const { ended } = begun.value
    this.#busy = ended.then(() => {}, () => {})
    if (await ended) this.#changes.forget()
    this.#announce()
    return ok(null)
  }

  /** Has the port for as long as the work lasts; a stop ends it by the signal. */
  #own<T>(work: (signal: AbortSignal) => Promise<T>): Result<{ ended: Promise<T> }> {
    const owned = this.#options.link.own()
    if (!owned.ok) return owned
    this.#stop = new AbortController()
    return ok({ ended: work(this.#stop.signal).finally(() => this.#options.link.release()) })
  }

  pause(): void {
    this.#pauseAsked = true
  }

  skip(): void {
    if (this.isRunning || this.#position >= this.#steps.length) return
    this.#change(this.#position, { status: 'skipped' })
    this.#position++
    this.#set(this.#position < this.#steps.length ? 'paused' : 'done')
  }

  /** Ends what runs, then closes on the modem what the plan opened, once for all who ask. Bounded by the closing commands' own times. */
  stop(): Promise<void> {
    this.#stopping ??= this.#close().finally(() => (this.#stopping = undefined))
    return this.#stopping
  }

  async #close(): Promise<void> {
    await this.#closing.close(() => {
      this.#stop.abort()
      return this.#busy
    })
    this.#set('stopped')
  }

  /** A secret that this run has captured. */
  reveal(name: string): Result<string> {
    const isSecret = this.#options.plan.steps.some(({ capture }) => capture?.some((each) => each.name === name && each.secret))
    const value = isSecret ? this.#fills.captured(name) : undefined
    return value === undefined ? fail(noSuchSecret) : ok(value)
  }

  /** With the login unless the modem may be on the broker with it: it would be thrown off. */
  async probeNow(): Promise<void> {
    const isLost = this.#status === 'done' && this.#losses.told !== undefined
    const isUp = this.#status === 'running' || this.#status === 'paused' || (this.#status === 'done' && !isLost)
    await this.#probe.run({ login: isUp ? 'left' : 'tried', hasFailed: this.#failedAt >= 0 || isLost })
  }

  dispose(): void {
    this.#stop.abort()
    this.#channel.dispose()
    this.#options.link.dispose()
  }

  async #loop(mode: 'one' | 'all', edited: string | null): Promise<void> {
    const { steps } = this.#options.plan
    const first = this.#position
    for (;;) {
      const index = this.#position
      const step = steps[index]
      if (!step) return this.#set('done')
      const loss = index === first ? undefined : this.#losses.before(index)
      if (loss) return this.#fail(index, loss)
      if (step.unless !== undefined && this.#held.has(step.unless)) this.#change(index, { status: 'skipped' })
      else if (!(await this.#runStep(step, index, index === first ? edited : null))) return
      this.#position = index + 1
      if (this.#position >= steps.length) return this.#set('done')
      if (!step.chained && (mode === 'one' || this.#pauseAsked)) return this.#set('paused')
      this.#announce()
    }
  }

  async #runStep(planned: Step, index: number, edited: string | null): Promise<boolean> {
    const { modem, now, link } = this.#options
    const fills = this.#fills
    const startedAt = now()
    const filled = fills.fill(planned)
    if (!filled.ok) {
      this.#fail(index, filled.failure)
      return false
    }
    const step = filled.value
    // An edited line came from the masked view: bullets stand for the secret, names in braces for what is filled in.
    const command = edited === null ? step.send : fills.put(planned, step.secrets.reduce((line, secret) => line.replace(bullets, () => secret), edited))
    if (step.hide) link.hide(step.hide)
    this.#replace(index, {
      stepId: step.id,
      status: 'running',
      startedAt,
      patienceMs: patienceOf(step),
      lines: [],
      captured: [],
      ...((edited !== null || step !== planned) && { sent: maskEdited(command, step.secrets) }),
    })
    if (step.chained || step.opens) this.#closing.opened()
    this.#announce()
    if (await this.#changes.note(step, this.#stop.signal)) this.#announce()
    this.#course.sent(command, startedAt, step.then && fromUtf8(step.then.bytes))
    const outcome = await executeStep(step, command, {
      channel: this.#channel,
      modem,
      signal: this.#stop.signal,
      isUntouched: this.#isUntouched(index),
      note: (remark) => link.note(remark),
      onSent: sendingProgress(now, (change) => this.#tell(index, change), patienceOf(step)),
      onUnsettled: (soFar) => this.#tell(index, { lines: [...soFar] }),
      judge: (judged, values, lines) => this.#judgeClock(judged, values) ?? fills.judge(judged, values, lines),
    })
    for (const { name, secret } of step.capture ?? []) if (secret && outcome.values[name] !== undefined) link.protect(outcome.values[name])
    fills.keep(outcome.values)
    this.#course.answered(outcome.lines)
    this.#change(index, {
      status: outcome.status === 'passed' ? 'passed' : 'waiting',
      elapsedMs: now() - startedAt,
      lines: outcome.lines,
      captured: outcome.captured,
    })
    this.#losses.forgetEarlier(step, index, outcome.status === 'passed')
    if (outcome.status === 'passed') return true
    if (outcome.failure) this.#fail(index, this.#course.turnedDown(this.#losses.causeOf(index, outcome.failure)), outcome.evidence)
    else {
      this.#closing.cut(index)
      this.#position = chainStart(this.#options.plan.steps, index)
      this.#set('stopped')
    }
    return false
  }

  #judgeClock({ clock }: Step, { clock: value }: Readonly<Record<string, string>>): Failure | undefined {
    const { modem, now, dates } = this.#options
    return clock && modem.clock && value !== undefined ? judgeClock(modem.clock, clock, value, now(), dates) : undefined
  }

  /** Up to this step the plan only reads. */
  #isUntouched(index: number): boolean {
    return this.#options.plan.steps.slice(0, index + 1).every((step) => step.risk === 'reads')
  }

  #fail(index: number, failure: Failure, evidence?: Evidence): void {
    const checks = this.#checks.offer(evidence ? nextChecks(evidence, failure.code, this.#options.plan, passedLines(this.#maskedPlan.steps, this.#steps.slice(0, index))) : [])
    this.#change(index, { status: 'failed', failure, ...(checks.length > 0 && { checks }) })
    this.#position = this.#resumeAt(index, failure)
    // Told by the step now.
    if (this.#losses.told?.code === failure.code) this.#losses.forget()
    this.#set('failed')
  }

  #resumeAt(index: number, failure: Failure): number {
    return this.#losses.resumeAt(index, failure, this.#steps[index]?.lines ?? [])
  }

  #takeUrc(line: string): void {
    const { modem, now } = this.#options
    const message = modem.parseMessage(line)
    if (message) {
      this.#received = [...this.#received, { at: now(), ...message }].slice(-keptMessages)
      return this.#announce()
    }
    const loss = this.#course.urc(line)
    if (!loss || (loss.code === 'modem.rebooted' && this.isRunning && this.#isUntouched(this.#position))) return
    this.#losses.take(loss, this.#position)
    // Some modules fail the command first and tell of the loss behind it.
    const failure = this.#steps[this.#failedAt]?.failure
    if (failure) this.#position = this.#resumeAt(this.#failedAt, failure)
    this.#announce()
  }

  #replace(index: number, step: StepRun): void {
    this.#steps = this.#steps.map((old, at) => (at === index ? step : old))
  }

  #change(index: number, change: Partial<StepRun>): void {
    this.#steps = this.#steps.map((old, at) => (at === index ? { ...old, ...change } : old))
  }

  /** What is new of a step under way. */
  #tell(index: number, change: Partial<StepRun>): void {
    this.#change(index, change)
    this.#announce()
  }

  #set(status: RunStatus): void {
    this.#status = status
    this.#announce()
  }

  #announce(): void {
    this.#options.onChange(this.snapshot())
  }
}

const waiting = (step: Step): StepRun => ({ stepId: step.id, status: 'waiting', patienceMs: patienceOf(step), lines: [], captured: [] })
