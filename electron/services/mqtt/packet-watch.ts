/** bytes; MQTT itself allows 256 MiB, of which a program would hold several copies while it reads. */
export const packetLimitBytes = 128 * 1024 * 1024

/** MQTT 3.1.1 section 2.2.3: at most four bytes of seven bits each. */
const lengthBytes = 4

/**
 * Counts packets off the bytes of one connection as they come, without keeping any: how much of the packet under way is still to come tells a broker
 * that has gone silent inside a packet from one that is only quiet.
 */
export class PacketWatch {
  /** Of the packet under way, fixed header not counted; 0 between two packets. */
  #announced = 0
  #missing = 0
  /** Of the remaining length; undefined while a packet's first byte is awaited. */
  #lengthAt: number | undefined
  #length = 0

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
        at++
      } else {
        const byte = bytes[at++] ?? 0
        this.#length += (byte & 0x7f) * 128 ** this.#lengthAt++
        const isLast = (byte & 0x80) === 0
        if (!isLast && this.#lengthAt < lengthBytes) continue
        this.#lengthAt = undefined
        this.#announced = isLast ? this.#length : 0
        this.#missing = this.#announced
        if (this.#announced > packetLimitBytes) return false
      }
    }
    return true
  }

  /** The packet that has begun and not ended. */
  get unfinished(): { readonly announced: number; readonly arrived: number } | null {
    return this.#missing === 0 ? null : { announced: this.#announced, arrived: this.#announced - this.#missing }
  }
}
