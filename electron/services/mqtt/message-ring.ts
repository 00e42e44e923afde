import type { MqttMessage } from '../../../shared/contract/mqtt.ts'

/**
 * The newest messages of one connection, bounded in number and bytes; older ones are dropped first. The newest is always
 * kept, even when it alone is over the limit. `seq` counts on from 0 without gaps, whatever was dropped.
 */
export class MessageRing {
  readonly #maxMessages: number
  readonly #maxBytes: number
  #messages: MqttMessage[] = []
  /** Dropped entries at the front of `#messages` that are not cut off yet: shifting an array one by one is quadratic. */
  #start = 0
  #bytes = 0
  #nextSeq = 0

  constructor(maxMessages = 5000, maxBytes = 16 * 1024 * 1024) {
    this.#maxMessages = maxMessages
    this.#maxBytes = maxBytes
  }

  get nextSeq(): number {
    return this.#nextSeq
  }

  push(message: Omit<MqttMessage, 'seq'>): MqttMessage {
    const held = { seq: this.#nextSeq++, ...message }
    this.#messages.push(held)
    this.#bytes += sizeOf(held)
    while (this.#count > 1 && (this.#count > this.#maxMessages || this.#bytes > this.#maxBytes)) {
      const oldest = this.#messages[this.#start]
      if (oldest) this.#bytes -= sizeOf(oldest)
      this.#start += 1
    }
    if (this.#start > this.#maxMessages) {
      this.#messages = this.#messages.slice(this.#start)
      this.#start = 0
    }
    return held
  }

  from(seq: number): MqttMessage[] {
    const oldest = this.#nextSeq - this.#count
    return this.#messages.slice(this.#start + Math.max(0, seq - oldest))
  }

  get #count(): number {
    return this.#messages.length - this.#start
  }
}

const sizeOf = (message: MqttMessage): number => message.payload.length + 2 * message.topic.length
