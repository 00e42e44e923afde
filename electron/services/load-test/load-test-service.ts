import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { LoadPlan, LoadReport, LoadTestState } from '../../../shared/contract/load-test.ts'
import { checkPlan } from '../../../shared/load-test/check-plan.ts'
import { isLocalAddress } from '../../../shared/load-test/local-address.ts'
import { publicEndpoint } from '../../../shared/load-test/public-endpoint.ts'
import { splitOptions } from '../../../shared/mqtt/saved/option-secrets.ts'
import { alreadyRunning, confirmHost, noRunner, publicAlias, publicHost, runnerLost } from './failures.ts'
import { findNames, type FoundNames } from './find-names.ts'

/** How long a run may take to close its clients before its thread, and with it every socket, is ended. */
const stopWithinMs = 5000
/** MB of heap of the thread: it must end before the whole program does. */
const heapMegabytes = 1024

export type LoadTestServiceOptions = {
  /** The built program of the thread; undefined where it was not built. */
  readonly runner: string | undefined
  readonly findNames?: (host: string) => Promise<FoundNames>
}

/** What the thread is given. */
export type RunnerData = { readonly plan: LoadPlan; readonly run: number }

const nothing: LoadReport = {
  phase: 'connecting',
  figures: { connected: 0, sent: 0, expected: 0, received: 0, repeated: 0, refused: 0, seconds: 0, latency: { p50: 0, p95: 0, p99: 0, max: 0 }, connect: { p50: 0, p95: 0, p99: 0, max: 0 } },
  points: [],
  failures: [],
}

const isUnderWay = (test: LoadTestState | null): boolean => test !== null && (test.phase === 'connecting' || test.phase === 'running' || test.phase === 'draining')

/** One load test at a time, in a thread of its own so that the program stays live whatever it does. */
export class LoadTestService {
  readonly #runner: string | undefined
  readonly #findNames: (host: string) => Promise<FoundNames>
  readonly #changed = new Emitter<[LoadTestState]>()
  #state: LoadTestState | null = null
  #worker: Worker | undefined
  #ended: Promise<void> = Promise.resolve()
  #isStarting = false
  #isStopping = false
  readonly onDidChange = this.#changed.on

  constructor({ runner, findNames: find = findNames }: LoadTestServiceOptions) {
    this.#runner = runner
    this.#findNames = find
  }

  async state(): Promise<LoadTestState | null> {
    return this.#state
  }

  async start(plan: LoadPlan, confirmedHost: string | null): Promise<Result<LoadTestState>> {
    if (this.#isStarting || (this.#worker && isUnderWay(this.#state))) return fail(alreadyRunning)
    this.#isStarting = true
    try {
      // The thread of one that has told its result is about to end.
      await this.#ended
      const problem = checkPlan(plan) ?? (await this.#refusal(plan.broker, confirmedHost))
      if (problem) return fail(problem)
      if (this.#runner === undefined) return fail(noRunner)
      return ok(this.#run(this.#runner, plan))
    } finally {
      this.#isStarting = false
    }
  }

  async stop(): Promise<Result<null>> {
    const worker = this.#worker
    if (!worker) return ok(null)
    this.#isStopping = true
    worker.postMessage('stop')
    const timer = setTimeout(() => void worker.terminate(), stopWithinMs)
    await this.#ended
    clearTimeout(timer)
    return ok(null)
  }

  /** Ends the thread; its sockets close with it. */
  async dispose(): Promise<void> {
    this.#isStopping = true
    await this.#worker?.terminate()
    await this.#ended
  }

  async #refusal({ host, servername = '' }: LoadPlan['broker'], confirmedHost: string | null): Promise<Failure | null> {
    const who = publicEndpoint(host)
    if (who) return publicHost(host, who)
    // An address whose certificate is to be a cloud's is a cloud.
    const named = publicEndpoint(servername)
    if (named) return publicAlias(host, servername, named)
    const { addresses, aliases } = await this.#findNames(host)
    for (const alias of aliases) {
      const owner = publicEndpoint(alias)
      if (owner) return publicAlias(host, alias, owner)
    }
    const isLocal = addresses.length > 0 && addresses.every(isLocalAddress)
    return isLocal || confirmedHost === host ? null : confirmHost(host, addresses)
  }

  #run(runner: string, plan: LoadPlan): LoadTestState {
    const data: RunnerData = { plan, run: Math.floor(Math.random() * 2 ** 32) }
    const worker = new Worker(runner, { workerData: data, resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } })
    this.#worker = worker
    this.#isStopping = false
    const first: LoadTestState = { ...nothing, id: randomUUID(), startedAt: Date.now(), plan: { ...plan, broker: splitOptions(plan.broker).open } }
    this.#put(first)
    let fault: unknown = 'ended without a word'
    this.#ended = new Promise((resolve) => {
      worker.on('message', (report: LoadReport) => this.#put({ ...first, ...report }))
      worker.on('error', (error) => {
        fault = error
      })
      worker.on('exit', () => {
        this.#worker = undefined
        // Ended by force: what was counted so far stands.
        if (isUnderWay(this.#state)) this.#put({ ...(this.#state ?? first), ...(this.#isStopping ? { phase: 'stopped' } : { phase: 'failed', failure: runnerLost(fault) }) })
        resolve()
      })
    })
    return first
  }

  #put(state: LoadTestState): void {
    this.#state = state
    this.#changed.fire(state)
  }
}
