import { Worker } from 'node:worker_threads'

/** One expression may take this long over a megabyte; a good one takes some milliseconds. */
const patienceMs = 2000

// In a thread of its own, since a bad expression takes for ever and cannot be interrupted otherwise. The text stands here because what a bundler
// makes of a worker's file differs between the hosts; it is all that runs there.
const scanner = `
const { parentPort, workerData } = require('node:worker_threads')
const expression = new RegExp(workerData.source, workerData.flags)
parentPort.on('message', (bytes) => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).latin1Slice()
  const found = []
  expression.lastIndex = 0
  for (let match = expression.exec(text); match; match = expression.exec(text)) {
    found.push(match.index, match[0].length)
    if (match[0].length === 0) expression.lastIndex++
  }
  parentPort.postMessage(Float64Array.from(found))
})`

export class SlowExpression extends Error {}

/** Finds an expression in blocks of bytes. Reject: `SlowExpression`, or disposed. */
export class ExpressionScanner {
  readonly #worker: Worker
  #settle: { resolve: (found: Float64Array) => void; reject: (error: Error) => void } | undefined

  constructor(expression: RegExp) {
    this.#worker = new Worker(scanner, { eval: true, workerData: { source: expression.source, flags: expression.flags } })
    this.#worker.on('message', (found: Float64Array) => this.#settle?.resolve(found))
    this.#worker.on('error', (error) => this.#settle?.reject(error))
    this.#worker.on('exit', () => this.#settle?.reject(new Error('The search ended')))
  }

  /** Start and length of each match, one after the other. The bytes are copied. */
  scan(bytes: Uint8Array): Promise<Float64Array> {
    return new Promise<Float64Array>((resolve, reject) => {
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
      this.#worker.postMessage(bytes)
    })
  }

  dispose(): void {
    void this.#worker.terminate()
  }
}
