import type { MqttMessage } from '../../../shared/contract/mqtt.ts'

/** Gathers messages for 50 ms, so that a burst becomes 20 events a second and not thousands. */
export class MessageBatch {
  readonly #deliver: (messages: MqttMessage[]) => void
  #waiting: MqttMessage[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(deliver: (messages: MqttMessage[]) => void) {
    this.#deliver = deliver
  }

  add(message: MqttMessage): void {
    this.#waiting.push(message)
    this.#timer ??= setTimeout(() => this.flush(), 50)
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const messages = this.#waiting
    this.#waiting = []
    if (messages.length > 0) this.#deliver(messages)
  }
}
