import { fromLatin1, toHex, utf8 } from '../../../../../shared/text/bytes.ts'
import type { Message } from '../kit/mqtt/session.ts'
import type { MqttConfig } from './state.ts'

/** Messages that the module keeps for AT+LMQTTREAD; how many a real one keeps is not documented. */
const capacity = 5

/** `<msgID>,"<topic>"[,<length>],<payload>`: the payload stands bare, quotes and all, as it was measured. */
export function messageText({ id, topic, payload }: Message, { receive }: MqttConfig): string {
  const length = receive.showLength ? `,${payload.length}` : ''
  const shown = receive.format === 0 ? fromLatin1(payload) : toHex(payload)
  // An empty message ends after its topic.
  const tail = payload.length === 0 && !receive.showLength ? '' : `,${shown}`
  return `${id},"${fromLatin1(utf8(topic))}"${length}${tail}`
}

/** Where received messages wait when `cache` is 1, oldest first. */
export class Inbox {
  #messages: Message[] = []

  /** False: it is full and the message is lost. */
  put(message: Message): boolean {
    if (this.#messages.length >= capacity) return false
    this.#messages.push(message)
    return true
  }

  takeAll(): readonly Message[] {
    const taken = this.#messages
    this.#messages = []
    return taken
  }
}
