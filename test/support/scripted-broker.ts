import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { generate, parser, type Packet } from 'mqtt-packet'

/** A broker that does only what the test says: every packet goes to `answer`, which sends what it likes. */
export type ScriptedBroker = {
  readonly port: number
  readonly received: readonly Packet[]
  /** Connections that are open now. */
  readonly open: () => number
  /** Resolves when so many are; bounded by 5 s. */
  readonly untilOpen: (count: number) => Promise<void>
  /** Resolves when the last of them has ended; bounded by 5 s. */
  readonly untilNobody: () => Promise<void>
  readonly close: () => Promise<void>
}

export type BrokerPeer = { readonly send: (packet: Packet) => void; readonly raw: (bytes: Uint8Array) => void; readonly hangUp: () => void }

export async function startScriptedBroker(answer: (packet: Packet, peer: BrokerPeer) => void): Promise<ScriptedBroker> {
  const received: Packet[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    server.emit('changed')
    socket.on('close', () => {
      sockets.delete(socket)
      server.emit('changed')
    })
    const peer: BrokerPeer = { send: (packet) => void socket.write(generate(packet)), raw: (bytes) => void socket.write(bytes), hangUp: () => void socket.destroy() }
    const decoder = parser({ protocolVersion: 4 })
    decoder.on('packet', (packet) => {
      received.push(packet)
      answer(packet, peer)
    })
    socket.on('data', (bytes) => void decoder.parse(bytes))
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    received,
    open: () => sockets.size,
    untilNobody: async () => {
      const limit = AbortSignal.timeout(5000)
      while (sockets.size > 0) await once(server, 'changed', { signal: limit })
    },
    untilOpen: async (count) => {
      const limit = AbortSignal.timeout(5000)
      while (sockets.size < count) await once(server, 'changed', { signal: limit })
    },
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => void server.close(() => resolve()))
    },
  }
}
