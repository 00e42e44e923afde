import { randomUUID } from 'node:crypto'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { ProbeState } from '../../../shared/contract/line-probe.ts'
import type { LineSettings, SessionInfo } from '../../../shared/contract/serial.ts'
import { ratesToTry } from '../../../shared/line-probe/heard.ts'
import type { SessionLink } from '../serial/link.ts'
import { notFound, portGone, probeUnderWay } from './failures.ts'
import { probeLine } from './probe-line.ts'

export type LineProbeServiceOptions = {
  readonly sessions: {
    readonly acquire: (sessionId: string, owner: 'probe') => Result<SessionLink>
    readonly configure: (sessionId: string, settings: LineSettings) => Promise<Result<SessionInfo>>
  }
  /** ms for an answer to AT; tests of lines where nobody answers shorten it. */
  readonly answerMs?: number
}

type Probe = { state: ProbeState; readonly stop: AbortController; lost: Failure | undefined; done: Promise<void> }

/** Finds the speed at which a modem answers. Owns the session meanwhile, and leaves it as it was where nobody answers. */
export class LineProbeService {
  readonly #sessions: LineProbeServiceOptions['sessions']
  readonly #answerMs: number | undefined
  /** The newest of each session. */
  readonly #probes = new Map<string, Probe>()
  readonly #changed = new Emitter<[ProbeState]>()
  readonly onDidChange = this.#changed.on

  constructor({ sessions, answerMs }: LineProbeServiceOptions) {
    this.#sessions = sessions
    this.#answerMs = answerMs
  }

  async list(): Promise<ProbeState[]> {
    return [...this.#probes.values()].map(({ state }) => state)
  }

  async start(sessionId: string): Promise<Result<ProbeState>> {
    if (this.#probes.get(sessionId)?.state.state === 'running') return fail(probeUnderWay())
    const taken = this.#sessions.acquire(sessionId, 'probe')
    if (!taken.ok) return taken
    const link = taken.value
    const { state: port, failure, settings, port: info } = link.info()
    if (port !== 'open') {
      link.release()
      return fail(failure ?? portGone())
    }
    const rates = info.kind === 'tcp' ? [settings.baudRate] : ratesToTry(settings.baudRate)
    const probe: Probe = {
      state: { sessionId, id: randomUUID(), state: 'running', rates, trying: rates[0] ?? null, tries: [], found: null },
      stop: new AbortController(),
      lost: undefined,
      done: Promise.resolve(),
    }
    this.#probes.set(sessionId, probe)
    probe.done = this.#run(probe, link, settings)
    return ok(probe.state)
  }

  async cancel(sessionId: string): Promise<Result<null>> {
    const probe = this.#probes.get(sessionId)
    probe?.stop.abort()
    await probe?.done
    return ok(null)
  }

  async dispose(): Promise<void> {
    const all = [...this.#probes.values()]
    for (const { stop } of all) stop.abort()
    await Promise.all(all.map(({ done }) => done))
  }

  async #run(probe: Probe, link: SessionLink, before: LineSettings): Promise<void> {
    const { sessionId, rates } = probe.state
    const { signal } = probe.stop
    link.note('Searching for the speed of the line: AT at each, nothing else is sent.')
    link.onState((info) => {
      if (info.state === 'open') return
      probe.lost ??= portGone(info.failure)
      probe.stop.abort()
    })
    let current = before.baudRate
    const setRate = async (baudRate: number): Promise<Failure | undefined> => {
      this.#put(probe, { trying: baudRate })
      if (baudRate === current) return undefined
      const set = await this.#sessions.configure(sessionId, { ...before, baudRate })
      if (!set.ok) return set.failure
      current = baudRate
      return undefined
    }
    const verdict = await probeLine(rates, { link, signal, setRate, ...(this.#answerMs !== undefined && { answerMs: this.#answerMs }), onTry: (tried) => this.#put(probe, { tries: [...probe.state.tries, tried] }) })
    if (verdict.kind !== 'found' && current !== before.baudRate) await this.#sessions.configure(sessionId, before)
    link.note(verdict.kind === 'found' ? `The modem answers at ${verdict.baudRate}, lines ended with ${verdict.lineEnd}.` : `No speed found; back to ${before.baudRate}.`)
    link.release()
    this.#put(probe, { trying: null, ...this.#ending(probe, verdict, rates.length > 1) })
  }

  #ending(probe: Probe, verdict: Awaited<ReturnType<typeof probeLine>>, canChangeRate: boolean): Partial<ProbeState> {
    if (verdict.kind === 'found') return { state: 'found', found: { baudRate: verdict.baudRate, lineEnd: verdict.lineEnd } }
    if (probe.lost) return { state: 'failed', failure: probe.lost }
    if (verdict.kind === 'failed') return { state: 'failed', failure: verdict.failure }
    if (probe.stop.signal.aborted) return { state: 'cancelled' }
    return { state: 'not-found', failure: notFound(probe.state.tries, canChangeRate) }
  }

  #put(probe: Probe, change: Partial<ProbeState>): void {
    probe.state = { ...probe.state, ...change }
    this.#changed.fire(probe.state)
  }
}
