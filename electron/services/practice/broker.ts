import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer as createHttpServer } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { Aedes, type AuthenticateError } from 'aedes'
import { createWebSocketStream, WebSocketServer } from 'ws'
import type { PracticeBroker } from '../../../shared/contract/practice.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import type { Authority } from './certificates.ts'

const username = 'bench'
/** Loopback only; nobody else on the network can reach the broker. */
const address = '127.0.0.1'

export type RunningBroker = { readonly info: PracticeBroker; readonly close: () => Promise<void> }

/** MQTT 3.1.1's return code 4. */
const badLogin = (): AuthenticateError => Object.assign(new Error('bad user name or password'), { returnCode: 4 })

const isPassword = (given: Uint8Array, wanted: Uint8Array) => given.length === wanted.length && timingSafeEqual(given, wanted)

const portOf = (server: Server) => (server.address() as AddressInfo).port

const listening = (server: Server) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, address, () => {
      server.off('error', reject)
      resolve()
    })
  })

/** A broker on free loopback ports: TCP, TLS and WebSocket, one login, a wrong one refused with CONNACK 4. Rejects when a port cannot be had. */
export async function startBroker(authority: Authority): Promise<RunningBroker> {
  const password = randomBytes(9).toString('base64url')
  const { certificate, privateKey } = await authority.issue({ name: 'localhost', hosts: ['localhost', address] })
  const aedes = await Aedes.createBroker({
    // MQTT 3.1, which an EC20 speaks unless told otherwise, allows 23 characters; the real brokers allow more.
    maxClientsIdLength: 256,
    authenticate: (_client, name, given, done) => {
      const isKnown = name === username && given !== undefined && isPassword(given, utf8(password))
      done(isKnown ? null : badLogin(), isKnown)
    },
  })
  const tcp = createTcpServer((socket) => void aedes.handle(socket))
  const tls = createTlsServer({ cert: certificate, key: privateKey }, (socket) => void aedes.handle(socket))
  const http = createHttpServer((_request, response) => void response.writeHead(426).end())
  const sockets = new WebSocketServer({ server: http, handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false) })
  sockets.on('connection', (socket) => {
    const stream = createWebSocketStream(socket)
    stream.on('error', () => socket.terminate())
    aedes.handle(stream)
  })
  const servers: readonly Server[] = [tcp, tls, http]

  async function close(): Promise<void> {
    const closed = servers.map((server) => new Promise<void>((resolve) => void server.close(() => resolve())))
    // Ends every client; without that the servers would wait for them.
    await new Promise<void>((resolve) => aedes.close(() => resolve()))
    sockets.clients.forEach((socket) => socket.terminate())
    http.closeAllConnections()
    await Promise.all(closed)
  }

  try {
    await Promise.all(servers.map(listening))
  } catch (error) {
    aedes.close()
    for (const server of servers) server.close()
    throw error
  }
  return {
    info: {
      // A name, so that the DNS step has something to do.
      host: 'localhost',
      tcpPort: portOf(tcp),
      tlsPort: portOf(tls),
      wsPort: portOf(http),
      username,
      password,
      ca: { name: 'practice-ca.pem', bytes: utf8(authority.certificate) },
    },
    close,
  }
}
