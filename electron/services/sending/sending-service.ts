import { randomUUID } from 'node:crypto'
import type { MaskRange } from '../../../shared/at/mask.ts'
import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Disposer, type Failure, type Result } from '../../../shared/contract/failure.ts'
import type { SendingJob, SendingState } from '../../../shared/contract/sending.ts'
import type { SerialService } from '../serial/index.ts'
import { AnswerWatch } from './answer-watch.ts'
import { alreadySending, answeredError, portGone, portTaken, unanswered } from './failures.ts'

/** What it needs of the ports. It reads what everybody may read, with secrets masked. */
export type SendingPort = Pick<SerialService, 'write' | 'onDidReceive' | 'onDidChangeSession'>

/** Progress is told at most ten times a second; the end at once. */
const tellMs = 100

type Job = { state: SendingState; readonly stop: AbortController; watch: AnswerWatch | undefined; why: Failure | undefined; timer: ReturnType<typeof setTimeout> | undefined; done: Promise<void> }

/** Sends lines at a pace: pasted ones, slow ones, repeated ones. Jobs belong to the program, so that a page that sleeps or reloads does not change their rhythm. */
export class SendingService {
  readonly #port: SendingPort
  readonly #jobs = new Map<string, Job>()
  readonly #changed = new Emitter<[SendingState]>()
  readonly #disposers: readonly Disposer[]
  readonly onDidChange = this.#changed.on

  constructor(port: SendingPort) {
    this.#port = port
    this.#disposers = [
      port.onDidReceive((sessionId, chunks) => {
        const watch = this.#jobs.get(sessionId)?.watch
        for (const { direction, bytes } of chunks) if (direction === 'in') watch?.push(bytes)
      }),
      port.onDidChangeSession((info) => {
        const job = this.#jobs.get(info.id)
        if (!job) return
        if (info.state !== 'open') this.#end(job, portGone(info.failure))
        else if (info.owner !== 'person') this.#end(job, portTaken(info.owner))
        // A session that is closed has nobody left to read how its last job ended.
        if (info.state === 'closed') void job.done.then(() => this.#jobs.delete(info.id))
      }),
    ]
  }

  async list(): Promise<SendingState[]> {
    return [...this.#jobs.values()].map(({ state }) => state)
  }

  async start(sessionId: string, what: SendingJob): Promise<Result<SendingState>> {
    if (this.#jobs.get(sessionId)?.state.state === 'running') return fail(alreadySending())
    const { lines, repeat } = what
    const state: SendingState = {
      sessionId,
      id: randomUUID(),
      state: 'running',
      sent: 0,
      lines: lines.length,
      round: 1,
      rounds: repeat?.count ?? 1,
      everyMs: repeat?.everyMs ?? null,
      errors: 0,
      answer: [],
    }
    const job: Job = { state, stop: new AbortController(), watch: undefined, why: undefined, timer: undefined, done: Promise.resolve() }
    this.#jobs.set(sessionId, job)
    job.done = this.#run(job, what)
    return ok(state)
  }

  async stop(sessionId: string): Promise<Result<null>> {
    const job = this.#jobs.get(sessionId)
    job?.stop.abort()
    await job?.done
    return ok(null)
  }

  async dispose(): Promise<void> {
    for (const dispose of this.#disposers) dispose()
    for (const job of this.#jobs.values()) job.stop.abort()
    await Promise.all([...this.#jobs.values()].map(({ done }) => done))
  }

  async #run(job: Job, what: SendingJob): Promise<void> {
    const failure = await this.#rounds(job, what)
    const reason = failure ?? job.why
    clearTimeout(job.timer)
    job.watch = undefined
    job.state = { ...job.state, state: reason ? 'failed' : job.stop.signal.aborted ? 'stopped' : 'done', ...(reason && { failure: reason }) }
    this.#changed.fire(job.state)
  }

  async #rounds(job: Job, what: SendingJob): Promise<Failure | undefined> {
    const { repeat, delaysMs } = what
    const { signal } = job.stop
    let due = performance.now()
    for (let round = 1; !signal.aborted; round++) {
      this.#tell(job, { round, sent: 0 })
      const failure = await this.#lines(job, what)
      if (failure || !repeat || round === repeat.count) return failure
      await pause(delaysMs?.at(-1) ?? 0, signal)
      // A round that took longer than its time is not made up for.
      due = Math.max(due + repeat.everyMs, performance.now())
      await pause(due - performance.now(), signal)
    }
    return undefined
  }

  async #lines(job: Job, { lines, masks, wait, answerTimeoutMs, stopsAtError, charDelayMs, lineDelayMs, delaysMs }: SendingJob): Promise<Failure | undefined> {
    const { signal } = job.stop
    for (const [index, line] of lines.entries()) {
      if (signal.aborted) return undefined
      const delayMs = delaysMs?.[index] ?? lineDelayMs
      // Before the line goes out: a fast answer must not slip by.
      const watch = new AnswerWatch()
      job.watch = watch
      const written = await this.#write(job, line, masks?.[index] ?? [], charDelayMs)
      if (!written.ok) return job.why ?? written.failure
      this.#tell(job, { sent: index + 1 })
      const isLast = index === lines.length - 1
      if (wait === 'delay') {
        if (!isLast) await pause(delayMs, signal)
        continue
      }
      const { kind, lines: answer } = await watch.next(answerTimeoutMs, signal)
      const isBad = kind === 'error' || kind === 'timeout'
      this.#tell(job, { answer: [...answer], errors: job.state.errors + (isBad ? 1 : 0) })
      if (isBad && stopsAtError) return kind === 'error' ? answeredError(index + 1, isLast, answer.at(-1) ?? '') : unanswered(index + 1, isLast, answerTimeoutMs)
      if (!isLast && delayMs > 0) await pause(delayMs, signal)
    }
    return undefined
  }

  async #write({ state: { sessionId }, stop }: Job, line: Uint8Array, mask: readonly MaskRange[], charDelayMs: number): Promise<Result<null>> {
    if (charDelayMs === 0) return this.#port.write(sessionId, line, mask)
    for (const [index] of line.entries()) {
      if (stop.signal.aborted) return ok(null)
      if (index > 0) await pause(charDelayMs, stop.signal)
      const isSecret = mask.some(({ start, end }) => index >= start && index < end)
      const written = await this.#port.write(sessionId, line.subarray(index, index + 1), isSecret ? [{ start: 0, end: 1 }] : [])
      if (!written.ok) return written
    }
    return ok(null)
  }

  #end(job: Job, why: Failure): void {
    if (job.state.state !== 'running' || job.why) return
    job.why = why
    job.stop.abort()
  }

  #tell(job: Job, change: Partial<SendingState>): void {
    job.state = { ...job.state, ...change }
    job.timer ??= setTimeout(() => {
      job.timer = undefined
      this.#changed.fire(job.state)
    }, tellMs)
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve()
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end, { once: true })
  })
