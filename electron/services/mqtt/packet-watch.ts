import { isUtf8 } from 'node:buffer'

/** bytes; MQTT itself allows 256 MiB, of which a program would hold several copies while it reads. */
export const packetLimitBytes = 128 * 1024 * 1024

/** MQTT 3.1.1 section 2.2.3: at most four bytes of seven bits each. */
const lengthBytes = 4

const publish = 3

/**
 * Counts packets off the bytes of one connection as they come, without keeping any but the first topic that is no UTF-8, which the decoder does not give: how much of
 * the packet under way is still to come tells a broker that has gone silent inside a packet from one that is only quiet.
 */
export class PacketWatch {
  /** Of the packet under way, fixed header not counted; 0 between two packets. */
  #announced = 0
  #missing = 0
  /** Of the remaining length; undefined while a packet's first byte is awaited. */
  #lengthAt: number | undefined
  #length = 0
  #type = 0
  #badTopic: Uint8Array | undefined

  /** False once a packet announces more than the limit; nothing more can be said after that. */
  add(bytes: Uint8Array): boolean {
    let at = 0
    while (at < bytes.length) {
      if (this.#missing > 0) {
        const taken = Math.min(this.#missing, bytes.length - at)
        this.#missing -= taken
        at += taken
      } else if (this.#lengthAt === undefined) {
        this.#lengthAt = 0
        this.#length = 0
        this.#type = (bytes[at++] ?? 0) >> 4
      } else {
        const byte = bytes[at++] ?? 0
        this.#length += (byte & 0x7f) * 128 ** this.#lengthAt++
        const isLast = (byte & 0x80) === 0
        if (!isLast && this.#lengthAt < lengthBytes) continue
        this.#lengthAt = undefined
        this.#announced = isLast ? this.#length : 0
        this.#missing = this.#announced
        if (this.#announced > packetLimitBytes) return false
        if (this.#type === publish && this.#badTopic === undefined) this.#noteTopic(bytes, at)
      }
    }
    return true
  }

  /** The first topic of this connection that is no UTF-8, as it came, if it is what the decoder made of it; unknown where the network had cut it in two. */
  badTopic(decoded: string): Uint8Array | undefined {
    return this.#badTopic && new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.#badTopic) === decoded ? this.#badTopic : undefined
  }

  #noteTopic(bytes: Uint8Array, at: number): void {
    const length = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    const end = at + 2 + length
    if (end > bytes.length || length + 2 > this.#missing) return
    // Nearly every topic is ASCII, and this is done for every message of a flood.
    for (let index = at + 2; index < end; index++) {
      if ((bytes[index] ?? 0) < 0x80) continue
      // A copy: the socket's memory is used again.
      const topic = new Uint8Array(bytes.subarray(at + 2, end))
      if (!isUtf8(topic)) this.#badTopic = topic
      return
    }
  }

  /** The packet that has begun and not ended. */
  get unfinished(): { readonly announced: number; readonly arrived: number } | null {
    return this.#missing === 0 ? null : { announced: this.#announced, arrived: this.#announced - this.#missing }
  }
}
