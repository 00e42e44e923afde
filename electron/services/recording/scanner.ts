import { Worker } from 'node:worker_threads'
import type { SearchPattern } from './search-pattern.ts'

/** One expression may take this long over a megabyte; a good one takes some milliseconds. */
const patienceMs = 2000

// In a thread of its own, since a bad expression takes for ever and cannot be interrupted otherwise, and so that the next block is made ready
// meanwhile. The text stands here because what a bundler makes of a worker's file differs between the hosts; it is all that runs there.
const program = `
const { parentPort, workerData: { needle, source, flags } } = require('node:worker_threads')
const expression = source === undefined ? undefined : new RegExp(source, flags)
// Where the last find of each stream ended: what is kept from one block to the next may be part of it.
const ends = new Map()
const findBytes = (bytes, stream, base) => {
  const found = []
  let end = Math.max(0, (ends.get(stream) ?? 0) - base)
  for (let at = bytes.indexOf(needle, end); at >= 0; at = bytes.indexOf(needle, end)) {
    found.push(at, needle.length)
    end = at + needle.length
  }
  ends.set(stream, base + end)
  return found
}
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
parentPort.on('message', ({ memory, length, stream, base }) => {
  const bytes = Buffer.from(memory, 0, length)
  const found = Float64Array.from(expression ? findExpression(bytes) : findBytes(bytes, stream, base))
  parentPort.postMessage(found, [found.buffer])
})`

export class SlowExpression extends Error {}

export type Scan = {
  readonly memory: SharedArrayBuffer
  /** Bytes of `memory` to look through. It must not be changed before the answer. */
  readonly length: number
  /** Which stream of bytes this is of, and how many of the stream come before it. */
  readonly stream: number
  readonly base: number
}

type Waiting = { readonly resolve: (found: Float64Array) => void; readonly reject: (error: Error) => void }

/** Finds a pattern in blocks of bytes, in the order in which they are given. Rejects: `SlowExpression`, or disposed. */
export class Scanner {
  readonly #worker: Worker
  readonly #waiting: Waiting[] = []
  #end: Error | undefined

  constructor(pattern: SearchPattern) {
    const workerData = 'needle' in pattern ? { needle: pattern.needle } : { source: pattern.expression.source, flags: pattern.expression.flags }
    this.#worker = new Worker(program, { eval: true, workerData })
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
