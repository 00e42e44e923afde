import { Worker } from 'node:worker_threads'
import { SlowExpression } from '../slow-expression.ts'
import type { RowBatch } from './row-batch.ts'

/** One batch may take this long; with good expressions it takes some milliseconds. */
const patienceMs = 2000

export type SieveOptions = { readonly only: RegExp | null; readonly except: RegExp | null; readonly collapse: boolean }

/** What is told of a row, as bits: the filter leaves it; it is shown, and not as a repetition of the one before. */
export const isLeft = 1
export const isShown = 2

// In a thread of its own, since a bad expression takes for ever and cannot be interrupted otherwise, and the port is served meanwhile. The text stands
// here because what a bundler makes of a worker's file differs between the hosts; it is all that runs there.
const sieve = `
const { parentPort, workerData } = require('node:worker_threads')
const made = (pattern) => pattern && new RegExp(pattern.source, pattern.flags)
const only = made(workerData.only)
const except = made(workerData.except)
let last
parentPort.on('message', ({ bytes, ends, directions, isLastOpen }) => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).latin1Slice()
  const flags = new Uint8Array(ends.length)
  let start = 0
  for (let i = 0; i < ends.length; i++) {
    const row = text.slice(start, ends[i])
    start = ends[i]
    if ((only && !only.test(row)) || (except && except.test(row))) continue
    flags[i] = ${isLeft | isShown}
    if (!workerData.collapse) continue
    const words = directions[i] + row.replace(/^[\\r\\n]+|[\\r\\n]+$/g, '')
    if (words === last) flags[i] = ${isLeft}
    if (!isLastOpen || i < ends.length - 1) last = words
  }
  parentPort.postMessage(flags, [flags.buffer])
})`

/** Tells batch by batch which rows are left. One at a time; they must come in order. Rejects with `SlowExpression`, or when disposed. */
export class RowSieve {
  readonly #worker: Worker
  #settle: { resolve: (flags: Uint8Array) => void; reject: (error: Error) => void } | undefined

  constructor({ only, except, collapse }: SieveOptions) {
    const plain = (expression: RegExp | null) => expression && { source: expression.source, flags: expression.flags.replace('g', '') }
    this.#worker = new Worker(sieve, { eval: true, workerData: { only: plain(only), except: plain(except), collapse } })
    this.#worker.on('message', (flags: Uint8Array) => this.#settle?.resolve(flags))
    this.#worker.on('error', (error) => this.#settle?.reject(error))
    this.#worker.on('exit', () => this.#settle?.reject(new Error('The filter ended')))
  }

  sift(batch: RowBatch): Promise<Uint8Array> {
    return new Promise<Uint8Array>((resolve, reject) => {
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
      this.#worker.postMessage(batch, [batch.bytes.buffer, batch.ends.buffer, batch.directions.buffer])
    })
  }

  dispose(): void {
    void this.#worker.terminate()
  }
}
