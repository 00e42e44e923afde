import { Worker } from 'node:worker_threads'
import { headerBytes, outFlag, propertiesFlag, retainFlag } from '../history/message-format.ts'

/** One stretch of messages may take this long; with good expressions it takes some milliseconds. */
const patienceMs = 2000

/** What a message must fulfil to be left; expressions are over one character a byte. */
export type SieveOptions = {
  /** One of these must match the topic; any topic where there are none. */
  readonly within: readonly RegExp[]
  readonly topic: RegExp | null
  readonly payload: RegExp | null
  readonly direction: 'in' | 'out' | null
  readonly retained: boolean | null
}

export class SlowExpression extends Error {}

// In a thread of its own, since a bad expression takes for ever and cannot be interrupted otherwise, and the broker is served meanwhile. The text stands
// here because what a bundler makes of a worker's file differs between the hosts; it is all that runs there. It reads messages as message-format.ts has them.
const sieve = `
const { parentPort, workerData } = require('node:worker_threads')
const { within, topic, payload, mask, bits } = workerData
parentPort.on('message', ({ bytes, offset, count }) => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const left = new Uint8Array(count)
  for (let i = 0; i < count; i++) {
    const end = offset + 4 + buffer.readUInt32LE(offset)
    const from = offset + ${headerBytes}
    const topicEnd = from + buffer.readUInt16LE(offset + 13)
    const flags = buffer[offset + 12]
    offset = end
    if ((flags & mask) !== bits) continue
    if (topic || within.length > 0) {
      const name = buffer.latin1Slice(from, topicEnd)
      if (topic && !topic.test(name)) continue
      if (within.length > 0 && !within.some((each) => each.test(name))) continue
    }
    if (payload) {
      const hasProperties = (flags & ${propertiesFlag}) !== 0
      const text = hasProperties ? buffer.latin1Slice(topicEnd + 4, end - buffer.readUInt32LE(topicEnd)) : buffer.latin1Slice(topicEnd, end)
      if (!payload.test(text)) continue
    }
    left[i] = 1
  }
  parentPort.postMessage(left, [left.buffer])
})`

/** Tells of messages as they are kept which are left. One stretch at a time. Rejects with `SlowExpression`, or when disposed. */
export class MessageSieve {
  readonly #worker: Worker
  #settle: { readonly resolve: (left: Uint8Array) => void; readonly reject: (error: Error) => void } | undefined

  constructor({ within, topic, payload, direction, retained }: SieveOptions) {
    const plain = (expression: RegExp): RegExp => new RegExp(expression.source, expression.flags.replace('g', ''))
    const mask = (direction === null ? 0 : outFlag) | (retained === null ? 0 : retainFlag)
    const bits = (direction === 'out' ? outFlag : 0) | (retained === true ? retainFlag : 0)
    const workerData = { within: within.map(plain), topic: topic && plain(topic), payload: payload && plain(payload), mask, bits }
    this.#worker = new Worker(sieve, { eval: true, workerData })
    this.#worker.on('message', (left: Uint8Array) => this.#settle?.resolve(left))
    this.#worker.on('error', (error) => this.#settle?.reject(error))
    this.#worker.on('exit', () => this.#settle?.reject(new Error('The filter ended')))
  }

  /** `count` messages from `offset` on, 1 for each that is left; `bytes` are given away. */
  sift(bytes: Uint8Array, offset: number, count: number): Promise<Uint8Array> {
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
      this.#worker.postMessage({ bytes, offset, count }, [bytes.buffer as ArrayBuffer])
    })
  }

  dispose(): void {
    void this.#worker.terminate()
  }
}
