import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { App } from '../app/create-app.ts'
import { expose } from '../app/expose.ts'
import { logFault } from '../app/log-fault.ts'
import type { Downloads } from './downloads.ts'
import { createGuard, isLoopback, newToken, type Guard } from './guard.ts'
import { respond } from './respond.ts'
import { createWsChannel } from './ws-channel.ts'

export type ServerOptions = {
  /** 0: any free one. */
  readonly port: number
  /** Default 127.0.0.1. Anything that is not loopback needs `allowRemote`. */
  readonly host?: string
  /** Lets other machines in, over plain HTTP: whoever reads the traffic reads the token and everything else. */
  readonly allowRemote?: boolean
  /** May still be starting: pages are served meanwhile and calls wait for it. */
  readonly app: App | Promise<App>
  /** Absolute folder of the built page. */
  readonly rendererDir: string
  /** Exports that wait for a page; left out where there are none. */
  readonly downloads?: Downloads
  /** For tests; otherwise made anew, 192 random bits. */
  readonly token?: string
}

export type RunningServer = {
  /** The address with its token: whoever has it controls the workbench. */
  readonly url: string
  readonly port: number
  /** Ends every connection. The app is its owner's to dispose. */
  readonly close: () => Promise<void>
}

/** Whoever wants other machines to get in has to say so. */
export class RemoteNotAllowed extends Error {
  constructor(host: string) {
    super(`Listening on ${host} lets other machines in; add --allow-remote if that is meant.`)
    this.name = 'RemoteNotAllowed'
  }
}

/** The largest message a client may send: the largest MQTT payload that makes sense here, or a set of certificates. */
const largestMessage = 16 * 1024 * 1024

/** HTTP and WebSocket on one port. Rejects with the system's error when it cannot listen (`EADDRINUSE`, `EACCES`). */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1'
  if (!isLoopback(host) && !options.allowRemote) {
    throw new RemoteNotAllowed(host)
  }
  const server = createServer()
  const port = await listen(server, options.port, host)
  // Out of file descriptors, for one: that connection is lost, the open ports are not.
  server.on('error', () => {})
  const guard = createGuard({ port, host, token: options.token ?? newToken() })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage, perMessageDeflate: false })

  server.on('request', (request, response) => {
    respond(request, response, guard, options.rendererDir, options.downloads).catch(() => response.destroy())
  })
  server.on('upgrade', (request, socket, head) => {
    if (!mayConnect(request, guard)) return refuse(socket)
    sockets.handleUpgrade(request, socket, head, (client) => {
      const channel = createWsChannel(client)
      const stop = expose(options.app, channel, { flow: channel.flow, onFault: logFault })
      client.on('close', stop)
    })
  })

  const shownHost = host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${shownHost}:${port}/?token=${guard.token}`,
    port,
    close: () =>
      new Promise((resolve) => {
        for (const client of sockets.clients) client.terminate()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}

/** A page of another origin can open a WebSocket and its cookies go along: only the Origin header tells it apart. */
const mayConnect = (request: IncomingMessage, guard: Guard): boolean =>
  request.url === '/rpc' && guard.isHostAllowed(request) && guard.isOriginAllowed(request, 'required') && guard.hasCookie(request)

function refuse(socket: Duplex): void {
  socket.on('error', () => {})
  // A client that does not close its own half would hold the descriptor, and `close` with it.
  socket.once('finish', () => socket.destroy())
  socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
}
