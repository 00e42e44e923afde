import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { BrokerProbe, RunStatus, StepRun, WizardRun } from '../../../shared/contract/wizard.ts'
import type { SystemTopic } from '../../../shared/clouds/profile.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { judgeClock, type Span } from '../../../shared/wizard/clock.ts'
import { putBackSteps, type Change } from '../../../shared/wizard/put-back.ts'
import { bullets, maskEdited, maskPlan } from '../../../shared/wizard/mask-plan.ts'
import type { Plan } from '../../../shared/wizard/plan.ts'
import type { Evidence, Step, Undo } from '../../../shared/wizard/step.ts'
import { fromUtf8 } from '../../../shared/text/bytes.ts'
import type { AtChannel } from '../at/index.ts'
import { patienceOf } from '../../../shared/wizard/patience.ts'
import { executeStep } from './execute-step.ts'
import { nextChecks } from '../../../shared/diagnosis/next-checks.ts'
import { passedLines } from '../../../shared/diagnosis/passed-lines.ts'
import { RunChecks } from './run-checks.ts'
import { RunExtras, type ExtraAbout } from './run-extras.ts'
import { RunCourse } from './run-course.ts'
import { chainStart, resumePoint } from './resume-point.ts'
import { alreadyDone, alreadyRunning, noSuchCheck, noSuchSecret, notOnTheBroker, unforeseen } from './run-failures.ts'
import { RunFills } from './run-fills.ts'
import type { RunLink } from './run-link.ts'
import { sendingProgress } from './sending-progress.ts'
import { urcWithin } from './urc-within.ts'
import type { OpenChannel } from './session-access.ts'

/** ms that a stop waits for the result of a connection that was on its way. */
const lateResultTime = 10_000
/** ms for a question that reads a setting. */
const readTime = 1_000

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
  readonly probe: (login: boolean) => Promise<BrokerProbe>
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
  #changes: readonly Change[] = []
  /** Index of the step that a stop has cut, and what the modem told since. */
  #cutAt = -1
  #heard: string[] = []
  /** What leaves this process; made once, for it goes out with every change. */
  readonly #maskedPlan: Plan
  #steps: readonly StepRun[]
  #status: RunStatus = 'ready'
  #position = 0
  #received: WizardRun['received'] = []
  #notice: Failure | undefined
  /** Where the run stood when the notice came. */
  #noticeAt = 0
  #probe: BrokerProbe | undefined
  #stop = new AbortController()
  #stopping: Promise<void> | undefined
  /** What was captured before the plan last started from the top. */
  #held: ReadonlySet<string> = new Set()
  /** A connection may be open on the modem. */
  #hasOpened = false
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
    this.#channel.onUrc((line) => this.#takeUrc(line))
    this.#extras = new RunExtras({
      channel: this.#channel,
      modem: options.modem,
      now: options.now,
      note: (remark) => options.link.note(remark),
      loss: () => this.#notice,
      onChange: () => this.#announce(),
    })
    this.#checks = new RunChecks({
      channel: this.#channel,
      modem: options.modem,
      steps: options.plan.steps,
      hide: (spans) => options.link.hide(spans),
      onChange: (checks) => {
        this.#change(this.#failedAt, { checks })
        this.#announce()
      },
    })
  }

  snapshot(): WizardRun {
    const { id, sessionId } = this.#options
    return {
      id,
      sessionId,
      plan: this.#maskedPlan,
      status: this.#status,
      steps: this.#steps,
      position: this.#position,
      received: this.#received,
      extras: this.#extras.list,
      changes: this.#changes,
      topics: this.#options.topics ?? [],
      ...(this.#notice && { notice: this.#notice }),
      ...(this.#probe && { probe: this.#probe }),
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
    const loss = this.#status === 'paused' ? this.#lossBefore(this.#position) : undefined
    // A restart takes nothing from a plan that has only read so far: a modem that was plugged in again is still booting.
    if (loss && !(loss.code === 'modem.rebooted' && this.#isUntouched(this.#position - 1))) {
      this.#fail(this.#position, loss)
      return ok({ ended: Promise.resolve() })
    }
    const owned = this.#options.link.own()
    if (!owned.ok) return owned
    if (this.#position === 0) this.#held = this.#fills.names
    this.#stop = new AbortController()
    this.#pauseAsked = false
    this.#notice = undefined
    this.#probe = undefined
    // What an earlier try said of the steps that come again is out of date.
    this.#steps = this.#options.plan.steps.map((step, index) => (index < this.#position ? this.#steps[index] : undefined) ?? waiting(step))
    this.#set('running')
    const ended = this.#loop(mode, edited)
      .catch((error: unknown) => this.#fail(this.#position, unforeseen(error)))
      .finally(() => this.#options.link.release())
    // A try of the broker that fails in itself only leaves the run without one.
    this.#busy = ended.then(() => this.#probeAfterFailure()).catch(() => {})
    return ok({ ended })
  }

  /** Steps outside the plan; what needs the connection that it opened, only once that stands. `ended` resolves when the modem has answered. */
  sendExtra(about: ExtraAbout, steps: readonly Step[]): Result<{ ended: Promise<void> }> {
    if (this.isRunning || this.#stopping) return fail(alreadyRunning)
    if (this.#status !== 'done' && (about.kind === 'publish' || about.kind === 'subscribe')) return fail(notOnTheBroker)
    const owned = this.#options.link.own()
    if (!owned.ok) return owned
    this.#stop = new AbortController()
    const ended = this.#extras
      .run(about, steps, this.#stop.signal)
      .then(() => {})
      .finally(() => this.#options.link.release())
    this.#busy = ended.catch(() => {})
    return ok({ ended })
  }

  /** One of the failed step's checks: the run stays failed, and where it is. `ended` resolves when the modem has answered. */
  check(index: number, isConfirmed: boolean): Result<{ ended: Promise<void> }> {
    if (this.isRunning || this.#stopping) return fail(alreadyRunning)
    if (this.#failedAt < 0) return fail(noSuchCheck)
    const chosen = this.#checks.find(index, isConfirmed)
    if (!chosen.ok) return chosen
    const owned = this.#options.link.own()
    if (!owned.ok) return owned
    this.#stop = new AbortController()
    const ended = this.#checks.run(index, chosen.value, this.#stop.signal).finally(() => this.#options.link.release())
    // The PC's own try of the broker may be under way beside it.
    this.#busy = Promise.all([this.#busy, ended]).then(() => {}, () => {})
    return ok({ ended })
  }

  get #failedAt(): number {
    return this.#status === 'failed' ? this.#steps.findIndex(({ status }) => status === 'failed') : -1
  }

  /** Ends the run, then brings back what it changed. */
  async putBack(): Promise<Result<null>> {
    if (this.isRunning) return fail(alreadyRunning)
    if (this.#status !== 'stopped') await this.stop()
    const steps = putBackSteps(this.#options.plan.steps, this.#changes)
    const owned = this.#options.link.own()
    if (!owned.ok) return owned
    this.#stop = new AbortController()
    const ended = this.#extras.run({ kind: 'put-back' }, steps, this.#stop.signal, true).finally(() => this.#options.link.release())
    this.#busy = ended.then(() => {}, () => {})
    if (await ended) this.#changes = []
    this.#announce()
    return ok(null)
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
    this.#cutAt = -1
    this.#heard = []
    this.#stop.abort()
    await this.#busy
    if (this.#hasOpened && this.#options.link.own().ok) {
      this.#hasOpened = false
      this.#options.link.note('Stopped: closing what the plan opened.')
      const isClosed = await this.#sendClosing()
      if (!isClosed && (await this.#lateResult())) await this.#sendClosing()
      this.#options.link.release()
    }
    // A plan that opened nothing may still have left a command unanswered.
    if (this.#channel.isOutOfStep && this.#options.link.own().ok) {
      await this.#channel.resynchronise()
      this.#options.link.release()
    }
    this.#set('stopped')
  }

  /** True when the last of them, which ends everything, was taken, or nothing answers any more. */
  async #sendClosing(): Promise<boolean> {
    let isClosed = true
    for (const { line, timeoutMs, urcPrefix } of [...(this.#options.plan.closing ?? []), ...this.#options.modem.closing]) {
      this.#course.sent(line, this.#options.now())
      const reply = await this.#channel.run({ line, timeoutMs, ...(urcPrefix !== undefined && { urc: { prefix: urcPrefix, timeoutMs: 3_000 } }) })
      if (reply.lost || reply.received === 'nothing') return true
      isClosed = reply.final === 'OK'
    }
    return isClosed
  }

  /** A SIM7600 that is still connecting refuses to be closed until it has told the result. True: it has. */
  async #lateResult(): Promise<boolean> {
    const prefix = this.#options.plan.steps[this.#cutAt]?.expect.urc?.prefix
    if (prefix === undefined) return false
    return this.#heard.some((line) => line.startsWith(prefix)) || urcWithin(this.#channel, prefix, lateResultTime)
  }

  /** A secret that this run has captured. */
  reveal(name: string): Result<string> {
    const isSecret = this.#options.plan.steps.some(({ capture }) => capture?.some((each) => each.name === name && each.secret))
    const value = isSecret ? this.#fills.captured(name) : undefined
    return value === undefined ? fail(noSuchSecret) : ok(value)
  }

  async probeNow(): Promise<void> {
    this.#probe = await this.#options.probe(true)
    this.#announce()
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
      const loss = index === first ? undefined : this.#lossBefore(index)
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
    if (step.chained || step.opens) this.#hasOpened = true
    this.#announce()
    if (step.undo) await this.#noteChange(step, step.undo)
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
    // A loss told before this connection stood, or under a step that joins the network, belongs to an earlier one: a Wi-Fi module leaves its old network to join.
    const isEarlier = step.stage === 'radio' ? this.#noticeAt === index : step.opens && outcome.status === 'passed' && this.#noticeAt < index
    if (isEarlier && this.#notice?.code !== 'modem.rebooted') this.#notice = undefined
    if (outcome.status === 'passed') return true
    if (outcome.failure) this.#fail(index, this.#course.turnedDown(this.#causeOf(index, outcome.failure)), outcome.evidence)
    else {
      this.#cutAt = index
      this.#position = chainStart(this.#options.plan.steps, index)
      this.#set('stopped')
    }
    return false
  }

  /** Before the step's first sending only: what stands after that is the plan's own. An answer that cannot be read leaves nothing to put back. */
  async #noteChange({ id }: Step, { read }: Undo): Promise<void> {
    if (this.#changes.some(({ stepId }) => stepId === id)) return
    const reply = read && (await this.#channel.run({ line: read.send, timeoutMs: readTime }, this.#stop.signal))
    const before = read && reply?.info.map((line) => new RegExp(read.pattern).exec(line)?.[1]).find((value) => value !== undefined)
    if (this.#stop.signal.aborted) return
    this.#changes = [...this.#changes, { stepId: id, ...(before !== undefined && { before }) }]
    this.#announce()
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
    if (this.#notice?.code === failure.code) this.#notice = undefined
    this.#set('failed')
  }

  /** What the modem said between two steps and what makes the next one pointless: it restarted, or the link that the plan opened is gone. */
  #lossBefore(index: number): Failure | undefined {
    const loss = this.#notice
    if (!loss || loss.code === 'modem.rebooted') return loss
    const opening = this.#options.plan.steps.findIndex((step) => step.chained)
    // A loss told before that belongs to an earlier connection.
    return opening >= 0 && opening < index && this.#noticeAt > opening ? loss : undefined
  }

  /** A bare ERROR, silence, or the link's end is only the effect of a loss that the modem told in the same step. */
  #causeOf(index: number, failure: Failure): Failure {
    const isEffect = failure.code.startsWith('modem.') || (failure.evidence !== undefined && this.#options.modem.explainUrc(failure.evidence) !== undefined)
    return this.#notice && this.#noticeAt === index && isEffect && this.#lossBefore(index) ? this.#notice : failure
  }

  #resumeAt(index: number, failure: Failure): number {
    const { modem, plan } = this.#options
    const tellsLoss = (this.#steps[index]?.lines ?? []).some((line) => modem.explainUrc(line))
    return resumePoint(plan.steps, { index, failure, lossAt: this.#notice ? this.#noticeAt : -1, tellsLoss })
  }

  /**
   * After a failure on the way to the broker, the PC tries the same endpoint. With the login only when it was the login that failed:
   * the modem has just tried the same one, so nobody else can be thrown off by it who was not already.
   */
  async #probeAfterFailure(): Promise<void> {
    const failed = this.#steps.find((step) => step.status === 'failed')
    if (this.#status !== 'failed' || !failed || failed.failure?.stage === 'port') return
    if (failed.stepId !== 'open' && failed.stepId !== 'connect') return
    this.#probe = await this.#options.probe(failed.stepId === 'connect')
    this.#announce()
  }

  #takeUrc(line: string): void {
    if (this.#stopping) this.#heard.push(line)
    const { modem, now } = this.#options
    const message = modem.parseMessage(line)
    if (message) {
      this.#received = [...this.#received, { at: now(), ...message }].slice(-keptMessages)
      return this.#announce()
    }
    const loss = this.#course.urc(line)
    if (!loss || (loss.code === 'modem.rebooted' && this.isRunning && this.#isUntouched(this.#position))) return
    this.#notice = loss
    this.#noticeAt = this.#position
    // Some modules fail the command first and tell of the loss behind it.
    const failed = this.#status === 'failed' ? this.#steps[this.#failedAt] : undefined
    if (failed?.failure) this.#position = this.#resumeAt(this.#failedAt, failed.failure)
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
