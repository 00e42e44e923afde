import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import tls, { type SecureVersion, type TLSSocket } from 'node:tls'

export type TlsSpy = {
  readonly port: number
  /** All that clients sent inside TLS. */
  readonly heard: () => string
  /** Resolves when `part` was heard; bounded by 5 s. */
  readonly until: (part: string) => Promise<void>
  readonly stop: () => Promise<void>
}

/** A TLS server that never answers and keeps what it is told: what a client reveals shows here. */
export async function startSpy(identity: { readonly cert: string; readonly key: string }, version: SecureVersion): Promise<TlsSpy> {
  let heard = ''
  const sockets = new Set<TLSSocket>()
  const server = tls.createServer({ ...identity, minVersion: version, maxVersion: version }, (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      heard += chunk.toString('latin1')
      server.emit('heard')
    })
  })
  server.on('tlsClientError', () => {})
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    heard: () => heard,
    until: async (part) => {
      const limit = AbortSignal.timeout(5000)
      while (!heard.includes(part)) await once(server, 'heard', { signal: limit })
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
  }
}
