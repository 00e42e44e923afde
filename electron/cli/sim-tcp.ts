import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { Emitter } from '../../shared/contract/emitter.ts'
import { maxUnread, type SimCarrier } from './sim-carrier.ts'

/** A raw TCP serial server on loopback; one host at a time, as on a cable. Port 0 takes a free one. */
export function createTcpCarrier(port: number): SimCarrier {
  const data = new Emitter<[Uint8Array]>()
  const ends = new Emitter<[string?]>()
  let wanted = port
  let server: Server | null = null
  let host: Socket | null = null

  function accept(socket: Socket): void {
    if (host) {
      socket.destroy()
      return
    }
    host = socket
    socket.setNoDelay(true)
    socket.on('data', (bytes) => data.fire(bytes))
    socket.on('error', () => {})
    socket.on('close', () => {
      if (host === socket) host = null
    })
  }

  async function stop(): Promise<void> {
    const closing = server
    server = null
    host?.destroy()
    host = null
    if (closing) await new Promise<void>((resolve) => void closing.close(() => resolve()))
  }

  return {
    plug: () =>
      new Promise((resolve, reject) => {
        const opening = createServer(accept)
        opening.once('error', (error: NodeJS.ErrnoException) =>
          reject(new Error(error.code === 'EADDRINUSE' ? `TCP port ${wanted} is in use already. Choose another, or 0 for a free one.` : `TCP port ${wanted}: ${error.message}`)),
        )
        opening.listen(wanted, '127.0.0.1', () => {
          server = opening
          wanted = (opening.address() as AddressInfo).port
          resolve(`tcp://127.0.0.1:${wanted}`)
        })
      }),
    unplug: async () => {
      await stop()
      return true
    },
    write: (bytes) => {
      if (host && host.writableLength < maxUnread) host.write(bytes)
    },
    onData: data.on,
    onEnd: ends.on,
    close: stop,
  }
}
