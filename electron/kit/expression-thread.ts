import { Worker } from 'node:worker_threads'
import { SlowExpression } from './slow-expression.ts'

/** One question may take this long; with good expressions it takes some milliseconds. */
const patienceMs = 2000

/** As it only has to say whether: one that looks for all of them goes on from where it was. */
export const tested = (expression: RegExp): RegExp => new RegExp(expression.source, expression.flags.replace('g', ''))

/**
 * A thread that tries a person's expressions, since a bad one takes for ever and cannot be interrupted otherwise, and ports and brokers are served
 * meanwhile. Its program is a text, because what a bundler makes of a worker's file differs between the hosts; it is all that runs there.
 */
export class ExpressionThread<Question, Answer> {
  readonly #worker: Worker
  #settle: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void } | undefined

  constructor(program: string, workerData: unknown) {
    this.#worker = new Worker(program, { eval: true, workerData })
    this.#worker.on('message', (answer: Answer) => this.#settle?.resolve(answer))
    this.#worker.on('error', (error) => this.#settle?.reject(error))
    this.#worker.on('exit', () => this.#settle?.reject(new Error('The filter ended')))
  }

  /** One question at a time; buffers of `given` are given away. Rejects with `SlowExpression`, or when disposed. */
  ask(question: Question, given: readonly ArrayBufferLike[]): Promise<Answer> {
    return new Promise<Answer>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new SlowExpression())
        this.dispose()
      }, patienceMs)
      const end = <T>(settle: (value: T) => void) => (value: T) => {
        clearTimeout(timer)
        this.#settle = undefined
        settle(value)
      }
      this.#settle = { resolve: end(resolve), reject: end(reject) }
      this.#worker.postMessage(question, given as readonly ArrayBuffer[])
    })
  }

  dispose(): void {
    void this.#worker.terminate()
  }
}
