import { fromLatin1, toHex, utf8 } from '../../../../../shared/text/bytes.ts'
import type { Message } from '../kit/mqtt/session.ts'

/** Messages kept for AT+MQTTMSGGET; a fifth takes the place of the oldest. */
const slots = 4

/** `"<topic>",<bytes> byte,<payload>`: nothing is escaped, the count is what tells where the payload ends. */
export function messageText({ topic, payload }: Message, isHex: boolean): string {
  return `"${fromLatin1(utf8(topic))}",${payload.length} byte,${isHex ? toHex(payload) : fromLatin1(payload)}`
}

export class Inbox {
  readonly #slots: (Message | null)[] = Array.from({ length: slots }, () => null)
  #next = 0

  /** The slot's number. */
  put(message: Message): number {
    const slot = this.#next
    this.#slots[slot] = message
    this.#next = (slot + 1) % slots
    return slot
  }

  /** All of them; the slots are free again. */
  take(): readonly Message[] {
    const found = [...this.#slots.slice(this.#next), ...this.#slots.slice(0, this.#next)].filter((message) => message !== null)
    this.clear()
    return found
  }

  occupancy(): readonly boolean[] {
    return this.#slots.map((message) => message !== null)
  }

  clear(): void {
    this.#slots.fill(null)
    this.#next = 0
  }
}
