import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'

/** A raw TCP port on loopback whose far end is the test's. */
export async function listenFarEnd(): Promise<{ readonly port: number; readonly arrived: Promise<Socket>; readonly close: () => void }> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const arrived = (once(server, 'connection') as Promise<[Socket]>).then(([socket]) => socket)
  return { port: (server.address() as AddressInfo).port, arrived, close: () => void server.close() }
}
