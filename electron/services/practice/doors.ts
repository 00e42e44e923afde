import { createServer as createHttpServer, STATUS_CODES, type IncomingMessage, type Server as HttpServer } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { createServer as createTlsServer, TLSSocket } from 'node:tls'
import { createWebSocketStream, WebSocketServer } from 'ws'

/** Loopback only; nobody else on the network can reach the bench. */
export const address = '127.0.0.1'

/** What a server shows, and the CA by which it checks its clients' certificates. All PEM. */
export type Identity = { readonly certificate: string; readonly privateKey: string; readonly authority: string }

export type Transport = 'tcp' | 'tls' | 'ws' | 'wss'

/** How a client came in. */
export type Way = {
  readonly transport: Transport
  /** Its certificate, when there is one and the bench's CA signed it. */
  readonly certificate: { readonly commonName: string; readonly fingerprint: string } | null
  /** TLS server name (SNI); empty without TLS and where an address was dialled. */
  readonly serverName: string
  /** The protocol agreed by ALPN, or empty. */
  readonly alpn: string
  /** ws and wss: path with query, as asked for. */
  readonly url: string
}

export type Visit = (stream: Duplex, way: Way) => void

/** `asked`: a client may show one. `required`: the handshake fails without one. */
export type ClientCertificates = 'none' | 'asked' | 'required'

export type Door = { readonly listen: () => Promise<number>; readonly close: () => Promise<void> }

/** Judges a request to open a WebSocket: the HTTP status that refuses it, or null. */
export type Admit = (request: IncomingMessage) => number | null

type Secrecy = { readonly identity: Identity; readonly certificates?: ClientCertificates; readonly protocols?: readonly string[] }

const tlsOptions = ({ identity, certificates = 'none', protocols }: Secrecy) => ({
  cert: identity.certificate,
  key: identity.privateKey,
  ca: identity.authority,
  requestCert: certificates !== 'none',
  rejectUnauthorized: certificates === 'required',
  ...(protocols && { ALPNProtocols: [...protocols] }),
})

/** Knows its connections, so that closing does not wait for a client that has said nothing yet. */
function doorOf(server: Server): Door {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.once('error', reject)
        server.listen(0, address, () => {
          server.off('error', reject)
          resolve((server.address() as AddressInfo).port)
        })
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        sockets.forEach((socket) => socket.destroy())
      }),
  }
}

function wayOf(transport: Transport, socket: Duplex, url = ''): Way {
  if (!(socket instanceof TLSSocket)) return { transport, certificate: null, serverName: '', alpn: '', url }
  const shown = socket.authorized ? socket.getPeerX509Certificate() : undefined
  return {
    transport,
    certificate: shown ? { commonName: /^CN=(.*)$/m.exec(shown.subject)?.[1] ?? '', fingerprint: shown.fingerprint256 } : null,
    serverName: typeof socket.servername === 'string' ? socket.servername : '',
    alpn: socket.alpnProtocol || '',
    url,
  }
}

export const tcpDoor = (visit: Visit): Door => doorOf(createTcpServer((socket) => visit(socket, wayOf('tcp', socket))))

export const tlsDoor = (secrecy: Secrecy, visit: Visit): Door =>
  doorOf(createTlsServer(tlsOptions(secrecy), (socket) => visit(socket, wayOf('tls', socket))))

/** Answers a plain request with 426, and an upgrade with a WebSocket that carries MQTT. */
function carryWebSockets(http: HttpServer, transport: 'ws' | 'wss', visit: Visit, admit: Admit): void {
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false) })
  http.on('request', (_request, response) => void response.writeHead(426).end())
  http.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const refusal = admit(request)
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal} ${STATUS_CODES[refusal]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      const stream = createWebSocketStream(opened)
      stream.on('error', () => opened.terminate())
      visit(stream, wayOf(transport, socket, request.url))
    })
  })
}

/** `secrecy` null: plain ws. */
export function webSocketDoor(secrecy: Secrecy | null, visit: Visit, admit: Admit = () => null): Door {
  const http = secrecy ? createHttpsServer(tlsOptions(secrecy)) : createHttpServer()
  carryWebSockets(http, secrecy ? 'wss' : 'ws', visit, admit)
  return doorOf(http)
}

/** One TLS port for MQTT and WebSockets: ALPN tells which. No ALPN, or `http/1.1`, is a WebSocket's. */
export function sharedDoor(secrecy: Secrecy & { readonly protocols: readonly string[] }, visit: Visit, admit: Admit): Door {
  const http = createHttpServer()
  carryWebSockets(http, 'wss', visit, admit)
  const server = createTlsServer(tlsOptions({ ...secrecy, protocols: [...secrecy.protocols, 'http/1.1'] }), (socket) => {
    if (socket.alpnProtocol && socket.alpnProtocol !== 'http/1.1') visit(socket, wayOf('tls', socket))
    else http.emit('connection', socket)
  })
  return doorOf(server)
}

export type WebRequest = { readonly method: string; readonly path: string; readonly headers: IncomingMessage['headers']; readonly body: string }
export type WebAnswer = { readonly status: number; readonly body: string }

/** Bytes; the longest request of any cloud's registration is a few hundred. */
const longestBody = 65_536

async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > longestBody) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** An HTTP interface that answers with JSON. `secrecy` null: plain http. */
export function webDoor(secrecy: Secrecy | null, answer: (request: WebRequest) => WebAnswer): Door {
  const http = secrecy ? createHttpsServer(tlsOptions(secrecy)) : createHttpServer()
  http.on('request', (request, response) => {
    readBody(request).then(
      (body) => {
        const path = (request.url ?? '').split('?', 1)[0] ?? ''
        const asked = { method: request.method ?? '', path, headers: request.headers }
        const { status, body: text } = body === null ? { status: 413, body: '' } : answer({ ...asked, body })
        response.writeHead(status, { 'Content-Type': 'application/json;charset=utf-8', Connection: 'close' }).end(text)
      },
      () => response.destroy(),
    )
  })
  return doorOf(http)
}

/** Ports of all doors by name. When one cannot be had, all are closed again. */
export async function openAll<K extends string>(doors: Readonly<Record<K, Door>>): Promise<Record<K, number>> {
  const entries = Object.entries(doors) as [K, Door][]
  const tried = await Promise.allSettled(entries.map(async ([name, door]) => [name, await door.listen()] as const))
  const failed = tried.find((result) => result.status === 'rejected')
  if (failed) {
    await Promise.all(entries.map(([, door]) => door.close()))
    throw failed.reason
  }
  return Object.fromEntries(tried.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))) as Record<K, number>
}
