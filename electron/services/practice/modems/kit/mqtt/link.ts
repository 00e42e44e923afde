import type { Duplex } from 'node:stream'
import { generate, parser, type Packet } from 'mqtt-packet'

export type MqttLinkListener = {
  readonly onPacket: (packet: Packet) => void
  /** Once, when the peer has gone or has sent something that is not MQTT; not after `destroy`. */
  readonly onClosed: (why: 'peer' | 'malformed') => void
}

/** MQTT packets over an open socket. */
export class MqttLink {
  readonly #socket: Duplex
  #isClosed = false

  constructor(socket: Duplex, listener: MqttLinkListener) {
    this.#socket = socket
    const decoder = parser({ protocolVersion: 4 })
    const closed = (why: 'peer' | 'malformed') => {
      if (this.#isClosed) return
      this.destroy()
      listener.onClosed(why)
    }
    decoder.on('packet', (packet) => {
      if (!this.#isClosed) listener.onPacket(packet)
    })
    decoder.on('error', () => closed('malformed'))
    socket.on('data', (bytes: Buffer) => void decoder.parse(bytes))
    socket.on('error', () => closed('peer'))
    socket.on('end', () => closed('peer'))
    socket.on('close', () => closed('peer'))
  }

  /** False: the packet cannot be put into bytes, or the link has gone. */
  send(packet: Packet): boolean {
    if (this.#isClosed) return false
    try {
      this.#socket.write(generate(packet))
      return true
    } catch {
      return false
    }
  }

  /** Sends what is queued and says goodbye; no listener is called any more. */
  end(): void {
    this.#isClosed = true
    this.#socket.end(() => this.#socket.destroy())
  }

  destroy(): void {
    this.#isClosed = true
    this.#socket.destroy()
  }
}
