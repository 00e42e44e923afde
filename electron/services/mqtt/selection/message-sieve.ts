import { ExpressionThread, tested } from '../../../kit/expression-thread.ts'
import { headerBytes, outFlag, propertiesFlag, retainFlag } from '../history/message-format.ts'

/** What a message must fulfil to be left; expressions are over one character a byte. */
export type SieveOptions = {
  /** One of these must match the topic; any topic where there are none. */
  readonly within: readonly RegExp[]
  readonly topic: RegExp | null
  readonly payload: RegExp | null
  readonly direction: 'in' | 'out' | null
  readonly retained: boolean | null
}

// It reads messages as message-format.ts has them.
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
  readonly #thread: ExpressionThread<{ readonly bytes: Uint8Array; readonly offset: number; readonly count: number }, Uint8Array>

  constructor({ within, topic, payload, direction, retained }: SieveOptions) {
    const mask = (direction === null ? 0 : outFlag) | (retained === null ? 0 : retainFlag)
    const bits = (direction === 'out' ? outFlag : 0) | (retained === true ? retainFlag : 0)
    this.#thread = new ExpressionThread(sieve, { within: within.map(tested), topic: topic && tested(topic), payload: payload && tested(payload), mask, bits })
  }

  /** `count` messages from `offset` on, 1 for each that is left; `bytes` are given away. */
  sift(bytes: Uint8Array, offset: number, count: number): Promise<Uint8Array> {
    return this.#thread.ask({ bytes, offset, count }, [bytes.buffer])
  }

  dispose(): void {
    this.#thread.dispose()
  }
}
