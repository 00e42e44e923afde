import { ExpressionThread, tested } from '../../../kit/expression-thread.ts'
import type { RowBatch } from './row-batch.ts'

export type SieveOptions = { readonly only: RegExp | null; readonly except: RegExp | null; readonly collapse: boolean }

/** What is told of a row, as bits: the filter leaves it; it is shown, and not as a repetition of the one before. */
export const isLeft = 1
export const isShown = 2

const sieve = `
const { parentPort, workerData } = require('node:worker_threads')
const { only, except, collapse } = workerData
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
    if (!collapse) continue
    const words = directions[i] + row.replace(/^[\\r\\n]+|[\\r\\n]+$/g, '')
    if (words === last) flags[i] = ${isLeft}
    if (!isLastOpen || i < ends.length - 1) last = words
  }
  parentPort.postMessage(flags, [flags.buffer])
})`

/** Tells batch by batch which rows are left. One at a time; they must come in order. Rejects with `SlowExpression`, or when disposed. */
export class RowSieve {
  readonly #thread: ExpressionThread<RowBatch, Uint8Array>

  constructor({ only, except, collapse }: SieveOptions) {
    this.#thread = new ExpressionThread(sieve, { only: only && tested(only), except: except && tested(except), collapse })
  }

  sift(batch: RowBatch): Promise<Uint8Array> {
    return this.#thread.ask(batch, [batch.bytes.buffer, batch.ends.buffer, batch.directions.buffer])
  }

  dispose(): void {
    this.#thread.dispose()
  }
}
