import { fromLatin1, toHex, utf8 } from '../../../../../shared/text/bytes.ts'
import type { Message } from '../kit/mqtt/session.ts'
import type { MqttConfig } from './state.ts'

/** Messages the module keeps for AT+QMTRECV; a sixth is lost. */
const slots = 5

const hex = (config: MqttConfig, payload: Uint8Array) => (config.dataFormat.receive === 1 ? toHex(payload) : fromLatin1(payload))

/** `<msgid>,"<topic>"[,<length>],"<payload>"`; quotes inside the payload are not escaped, as on the module. */
export function messageText(message: Message, config: MqttConfig): string {
  const length = config.receive.showLength ? `,${message.payload.length}` : ''
  return `${message.id},"${fromLatin1(utf8(message.topic))}"${length},"${hex(config, message.payload)}"`
}

/** Where received messages wait when recv/mode says so. */
export class Inbox {
  readonly #slots: (Message | null)[] = Array.from({ length: slots }, () => null)

  /** The slot's number (recv_id), or null when all are taken. */
  put(message: Message): number | null {
    const free = this.#slots.indexOf(null)
    if (free < 0) return null
    this.#slots[free] = message
    return free
  }

  take(slot: number): Message | null {
    const message = this.#slots[slot] ?? null
    if (message) this.#slots[slot] = null
    return message
  }

  /** 1 for each slot that holds a message. */
  occupancy(): readonly number[] {
    return this.#slots.map((message) => (message ? 1 : 0))
  }

  clear(): void {
    this.#slots.fill(null)
  }
}
