import { Worker } from 'node:worker_threads'

/** One expression may take this long over a megabyte; a good one takes some milliseconds. */
const patienceMs = 2000

// In a thread of its own, since a bad expression takes for ever and cannot be interrupted otherwise, and so that the next block is made ready
// meanwhile. The text stands here because what a bundler makes of a worker's file differs between the hosts; it is all that runs there.
const program = `
const { parentPort, workerData: { source, flags } } = require('node:worker_threads')
const expression = new RegExp(source, flags)
const findExpression = (bytes) => {
  const text = bytes.latin1Slice()
  const found = []
  expression.lastIndex = 0
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    found.push(match.index, match[0].length)
    if (match[0].length === 0) expression.lastIndex++
  }
  return found
}
parentPort.on('message', ({ memory, length }) => {
  const found = Float64Array.from(findExpression(Buffer.from(memory, 0, length)))
  parentPort.postMessage(found, [found.buffer])
})`

export class SlowExpression extends Error {}

export type Scan = {
  readonly memory: SharedArrayBuffer
  /** Bytes of `memory` to look through. It must not be changed before the answer. */
  readonly length: number
}

type Waiting = { readonly resolve: (found: Float64Array) => void; readonly reject: (error: Error) => void }

/** Finds an expression in blocks of bytes, in the order in which they are given. Rejects: `SlowExpression`, or disposed. */
export class Scanner {
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []
  #end: Error | undefined

  constructor({ source, flags }: RegExp) {
    this.#worker = new Worker(program, { eval: true, workerData: { source, flags } })
    this.#worker.on('message', (found: Float64Array) => this.#waiting.shift()?.resolve(found))
    this.#worker.on('error', (error) => this.#fail(error))
    this.#worker.on('exit', () => this.#fail(new Error('The search ended')))
  }

  /** Start and length of each match, one after the other; they do not overlap. */
  scan(scan: Scan): Promise<Float64Array> {
    if (this.#end) return Promise.reject(this.#end)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#fail(new SlowExpression())
        this.dispose()
      }, patienceMs)
      const end = <T>(settle: (value: T) => void) => (value: T) => {
        clearTimeout(timer)
        settle(value)
      }
      this.#waiting.push({ resolve: end(resolve), reject: end(reject) })
      this.#worker.postMessage(scan)
    })
  }

  dispose(): void {
    void this.#worker.terminate()
  }

  #fail(error: Error): void {
    this.#end ??= error
    for (const { reject } of this.#waiting.splice(0)) reject(this.#end)
  }
}
