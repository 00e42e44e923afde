import { Worker } from 'node:worker_threads'
import { SlowExpression } from '../../../kit/slow-expression.ts'
import type { AnswerTo, Job, ThreadOptions } from './job.ts'
import { threadProgram } from './thread-program.ts'

/** One expression may take this long over a megabyte; a good one takes some milliseconds. */
const patienceMs = 2000
const lookEveryMs = 250

type Told = { readonly answer: unknown } | { readonly message: string; readonly code: string | undefined }
type Waiting = { readonly resolve: (answer: never) => void; readonly reject: (error: unknown) => void }

/** A thread of a search, which answers its jobs in the order in which they were given. */
type Thread = {
  readonly worker: Worker
  readonly waiting: Waiting[]
  /** Odd while it scans: it has done so without end since `since`, when it was `seen`. */
  readonly scans: Int32Array<SharedArrayBuffer>
  seen: number
  since: number
}

/** Threads that look through an open file, since a bad expression takes for ever and cannot be interrupted otherwise, and the ports are served meanwhile. */
export class SearchThreads {
  readonly #threads: readonly Thread[]
  readonly #watch: NodeJS.Timeout
  readonly #gone: readonly Promise<unknown>[]
  #end: Error | undefined

  constructor(count: number, fd: number, options: ThreadOptions) {
    this.#threads = Array.from({ length: count }, () => {
      const scans = new Int32Array(new SharedArrayBuffer(4))
      const worker = new Worker(threadProgram, { eval: true, workerData: { fd, options, scans } })
      const thread: Thread = { worker, waiting: [], scans, seen: 0, since: 0 }
      worker.on('message', (told: Told) => {
        const first = thread.waiting.shift()
        if ('answer' in told) first?.resolve(told.answer as never)
        else first?.reject(Object.assign(new Error(told.message), { code: told.code }))
      })
      worker.on('error', (error) => this.#fail(error))
      return thread
    })
    this.#gone = this.#threads.map(({ worker }) => new Promise((resolve) => worker.once('exit', () => resolve(this.#fail(new Error('The search ended'))))))
    this.#watch = setInterval(() => this.#lookForSlow(), lookEveryMs)
  }

  /** Gives it to the thread that has the fewest. Rejects: what reading fails with, `SlowExpression`, or disposed. */
  run<J extends Job>(job: J): Promise<AnswerTo<J>> {
    const thread = this.#threads.reduce((least, each) => (each.waiting.length < least.waiting.length ? each : least))
    return new Promise<AnswerTo<J>>((resolve, reject) => {
      if (this.#end) {
        reject(this.#end)
        return
      }
      thread.waiting.push({ resolve, reject })
      thread.worker.postMessage(job)
    })
  }

  /** The file may be closed once this has resolved. */
  readonly dispose = async (): Promise<void> => {
    clearInterval(this.#watch)
    for (const { worker } of this.#threads) void worker.terminate()
    await Promise.all(this.#gone)
  }

  #lookForSlow(): void {
    const now = performance.now()
    for (const thread of this.#threads) {
      const scans = Atomics.load(thread.scans, 0)
      if (scans !== thread.seen || scans % 2 === 0) {
        thread.seen = scans
        thread.since = now
      } else if (now - thread.since >= patienceMs) {
        this.#fail(new SlowExpression())
        void this.dispose()
      }
    }
  }

  #fail(error: Error): void {
    this.#end ??= error
    for (const { waiting } of this.#threads) for (const { reject } of waiting.splice(0)) reject(this.#end)
  }
}
