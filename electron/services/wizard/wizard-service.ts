import { randomBytes, randomUUID } from 'node:crypto'
import { builtInCatalogue, type Catalogue } from '../../../shared/catalogue.ts'
import { resolveInputs } from '../../../shared/clouds/inputs.ts'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { WizardApi, WizardRun } from '../../../shared/contract/wizard.ts'
import type { Identification } from '../../../shared/modems/identify.ts'
import { circumstancesOf } from '../../../shared/signature/circumstances.ts'
import { clockSetter } from '../../../shared/wizard/clock.ts'
import { composePlan } from '../../../shared/wizard/compose.ts'
import { composeSending, type Sending } from '../../../shared/wizard/exchange.ts'
import { identifyModule } from './identify-module.ts'
import { certificateFindings, inspectCertificate, validityOf } from './inspect-certificate.ts'
import { PlanRun } from './plan-run.ts'
import { probeBroker } from './probe-broker.ts'
import { cannotSetClock, noSuchRun, notReady, sessionBusy, unknownPair } from './run-failures.ts'
import { RunFills } from './run-fills.ts'
import { secretsOfRun } from './run-secrets.ts'
import { RunLink } from './run-link.ts'
import type { OpenChannel, SessionAccess } from './session-access.ts'

/** Time that the PC's own try of the broker may take, in ms. */
const probeTime = 8_000

/** Composes plans, runs them on sessions, and tells what happened. One run a session; finished ones stay until they are discarded. */
export class WizardService {
  readonly #sessions: SessionAccess
  readonly #openChannel: OpenChannel
  readonly #now: () => number
  readonly #catalogue: () => Catalogue
  readonly #runs = new Map<string, PlanRun>()
  readonly #secrets = new Map<string, () => readonly string[]>()
  readonly #changed = new Emitter<[run: WizardRun]>()

  readonly onDidChangeRun = this.#changed.on

  constructor(options: { sessions: SessionAccess; openChannel: OpenChannel; now?: () => number; catalogue?: () => Catalogue }) {
    this.#sessions = options.sessions
    this.#openChannel = options.openChannel
    this.#now = options.now ?? Date.now
    this.#catalogue = options.catalogue ?? (() => builtInCatalogue)
  }

  async runs(): Promise<WizardRun[]> {
    return Array.from(this.#runs.values(), (run) => run.snapshot())
  }

  readonly inspectCertificate: WizardApi['wizard.inspectCertificate'] = inspectCertificate

  async identify(sessionId: string): Promise<Result<Identification>> {
    return [...this.#runs.values()].some((run) => run.sessionId === sessionId && run.isRunning)
      ? fail(sessionBusy)
      : identifyModule(this.#sessions, this.#openChannel, sessionId, this.#catalogue().identify)
  }

  async start(sessionId: string, modemId: string, cloudId: string, inputs: Inputs | undefined, variant?: string): Promise<Result<WizardRun>> {
    const modem = this.#catalogue().findModem(modemId)
    const cloud = this.#catalogue().findCloud(cloudId)
    if (!modem || !cloud) return fail(unknownPair(modemId, cloudId))
    const composed = composePlan(modem, cloud, inputs ?? {}, circumstancesOf(this.#now(), randomBytes), variant)
    const files = composed.plan ? await certificateFindings(composed.plan.job.credential, this.#now()) : []
    const error = [...composed.findings, ...files].find((finding) => finding.severity === 'error')
    if (!composed.plan || error) return fail(notReady(error))
    const plan = { ...composed.plan, findings: [...composed.findings, ...files] }
    for (const [id, run] of this.#runs) {
      if (run.sessionId !== sessionId) continue
      if (run.isRunning) return fail(sessionBusy)
      this.#forget(id)
    }
    const observer = this.#sessions.observe(sessionId)
    if (!observer.ok) return observer
    const id = randomUUID()
    const fills = new RunFills({ plan, cloud, circumstances: () => circumstancesOf(this.#now(), randomBytes) })
    const run = new PlanRun({
      id,
      sessionId,
      plan,
      modem,
      fills,
      dates: validityOf(plan.job.credential),
      topics: cloud.topics(resolveInputs(cloud.fields, inputs ?? {}, circumstancesOf(this.#now(), randomBytes))),
      link: new RunLink(this.#sessions, sessionId, observer.value),
      openChannel: this.#openChannel,
      now: this.#now,
      probe: ({ login, hasFailed }) => {
        const { credential, isWhole } = fills.login()
        return probeBroker({ credential, login: isWhole ? login : 'unknown', hasFailed, timeoutMs: probeTime })
      },
      onChange: (snapshot) => this.#changed.fire(snapshot),
    })
    this.#runs.set(id, run)
    this.#secrets.set(id, () => secretsOfRun(plan, fills, cloud.fields, inputs ?? {}))
    this.#changed.fire(run.snapshot())
    return ok(run.snapshot())
  }

  runNext(runId: string, edited: string | null): Promise<Result<WizardRun>> {
    return this.#with(runId, (run) => toEnd(run.advance('one', edited)))
  }

  runAll(runId: string): Promise<Result<WizardRun>> {
    return this.#with(runId, async (run) => run.advance('all'))
  }

  pause(runId: string): Promise<Result<WizardRun>> {
    return this.#with(runId, async (run) => run.pause())
  }

  skip(runId: string): Promise<Result<WizardRun>> {
    return this.#with(runId, async (run) => run.skip())
  }

  stop(runId: string): Promise<Result<WizardRun>> {
    return this.#with(runId, (run) => run.stop())
  }

  publish(runId: string, topic: string, payload: string, qos: 0 | 1 | 2): Promise<Result<WizardRun>> {
    return this.#send(runId, { kind: 'publish', topic, payload, qos })
  }

  subscribe(runId: string, topic: string, qos: 0 | 1 | 2): Promise<Result<WizardRun>> {
    return this.#send(runId, { kind: 'subscribe', topic, qos })
  }

  /** Sets the modem's clock by this PC's; the step that compares it is then tried again. */
  setClock(runId: string): Promise<Result<WizardRun>> {
    return this.#with(runId, async (run) => {
      const step = clockSetter(this.#catalogue().findModem(run.plan.modem)?.clock, this.#now())
      return step ? toEnd(run.sendExtra({ kind: 'set-clock' }, [step])) : fail(cannotSetClock)
    })
  }

  putBack(runId: string): Promise<Result<WizardRun>> {
    return this.#with(runId, (run) => run.putBack())
  }

  #send(runId: string, sending: Sending): Promise<Result<WizardRun>> {
    return this.#with(runId, async (run) => {
      const modem = this.#catalogue().findModem(run.plan.modem)
      const cloud = this.#catalogue().findCloud(run.plan.cloud)
      if (!modem || !cloud) return fail(unknownPair(run.plan.modem, run.plan.cloud))
      const { steps, findings } = composeSending(modem, cloud, run.plan.job, sending)
      if (steps.length === 0) return fail(notReady(findings.find(({ severity }) => severity === 'error')))
      return toEnd(run.sendExtra(sending, steps))
    })
  }

  probe(runId: string): Promise<Result<WizardRun>> {
    return this.#with(runId, (run) => run.probeNow())
  }

  check(runId: string, index: number, isConfirmed: boolean): Promise<Result<WizardRun>> {
    return this.#with(runId, (run) => toEnd(run.check(index, isConfirmed)))
  }

  async reveal(runId: string, name: string): Promise<Result<string>> {
    return this.#runs.get(runId)?.reveal(name) ?? fail(noSuchRun)
  }

  /** All that a run must never show, for those who put its traces together in this process. */
  secretsOf(runId: string): readonly string[] {
    return this.#secrets.get(runId)?.() ?? []
  }

  async discard(runId: string): Promise<Result<null>> {
    const run = this.#runs.get(runId)
    if (run?.isRunning) return fail(sessionBusy)
    this.#forget(runId)
    return ok(null)
  }

  settled(runId: string): Promise<Result<WizardRun>> {
    return this.#with(runId, (run) => run.whenIdle())
  }

  dispose(): void {
    for (const id of this.#runs.keys()) this.#forget(id)
  }

  async #with(runId: string, act: (run: PlanRun) => Promise<Result<unknown> | void>): Promise<Result<WizardRun>> {
    const run = this.#runs.get(runId)
    if (!run) return fail(noSuchRun)
    const result = await act(run)
    return result && !result.ok ? result : ok(run.snapshot())
  }

  #forget(runId: string): void {
    this.#runs.get(runId)?.dispose()
    this.#runs.delete(runId)
    this.#secrets.delete(runId)
  }
}

/** Answers once what was begun has ended; a refusal at once. */
async function toEnd<T extends { readonly ended: Promise<unknown> }>(begun: Result<T>): Promise<Result<T>> {
  if (begun.ok) await begun.value.ended
  return begun
}
