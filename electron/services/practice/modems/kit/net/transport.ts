import { lookup } from 'node:dns'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { connect as connectTls } from 'node:tls'
import { createWebSocketStream, WebSocket } from 'ws'
import type { Disposer } from '../../../../../../shared/contract/failure.ts'
import { slowShare } from '../answer-time.ts'
import type { TlsSetup } from './tls-setup.ts'

/** How far it came; what a family prints for it is the family's. */
export type OpenOutcome = { readonly kind: 'open'; readonly socket: Duplex } | { readonly kind: 'name' | 'tcp' | 'tls' | 'timeout' }

export type OpenOptions = {
  readonly host: string
  readonly port: number
  /** `impossible`: TLS is asked for, but the settings cannot work. The TCP connection is still tried, as the module does. */
  readonly tls: TlsSetup | 'impossible' | null
  /** Then MQTT goes in WebSocket frames, asked for by this path. A refused upgrade is told as `tcp`: no module here has a word of its own for it. */
  readonly webSocketPath?: string
  /** Faults `dns-failure`, `refused` and `slow`. */
  readonly has: (fault: string) => boolean
  /** ms for DNS, TCP and TLS together. */
  readonly timeoutMs: number
  readonly after: (ms: number, run: () => void) => Disposer
}

/** Name, TCP, TLS, WebSocket. Calls back once; the disposer gives up silently. */
export function openTransport(options: OpenOptions, done: (outcome: OpenOutcome) => void): Disposer {
  let isOver = false
  let socket: Socket | null = null
  let stopTimer: Disposer = () => {}

  function stop(): void {
    isOver = true
    stopTimer()
  }
  function finish(outcome: OpenOutcome): void {
    if (isOver) {
      if (outcome.kind === 'open') outcome.socket.destroy()
      return
    }
    stop()
    if (outcome.kind !== 'open') socket?.destroy()
    done(outcome)
  }
  const tcpFailed = () => finish({ kind: 'tcp' })
  const tlsFailed = () => finish({ kind: 'tls' })

  function tcp(address: string): void {
    if (isOver) return
    if (options.has('refused')) return tcpFailed()
    const plain = connectTcp({ host: address, port: options.port })
    socket = plain
    plain.setNoDelay(true)
    plain.on('error', tcpFailed)
    plain.on('close', tcpFailed)
    plain.once('connect', () => {
      if (options.tls === null) return ready(plain)
      for (const event of ['error', 'close']) plain.off(event, tcpFailed).on(event, tlsFailed)
      if (options.tls === 'impossible') tlsFailed()
      else tls(plain, options.tls)
    })
  }

  function tls(plain: Socket, setup: TlsSetup): void {
    try {
      const secure = connectTls({ ...setup.options, socket: plain }, () => (setup.isAcceptable(secure) ? ready(secure) : tlsFailed()))
      socket = secure
      secure.on('error', tlsFailed)
      secure.on('close', tlsFailed)
    } catch {
      // A certificate or key that OpenSSL cannot read.
      tlsFailed()
    }
  }

  function ready(open: Socket): void {
    open.off('close', tcpFailed)
    open.off('close', tlsFailed)
    if (options.webSocketPath === undefined) finish({ kind: 'open', socket: open })
    else webSocket(open, options.webSocketPath)
  }

  function webSocket(open: Socket, path: string): void {
    const client = new WebSocket(`ws://${options.host}:${options.port}${path}`, 'mqtt', { createConnection: () => open, perMessageDeflate: false })
    client.on('error', tcpFailed)
    client.once('open', () => finish({ kind: 'open', socket: createWebSocketStream(client) }))
  }

  function start(): void {
    stopTimer = options.after(options.timeoutMs, () => finish({ kind: 'timeout' }))
    if (isIP(options.host) !== 0) setImmediate(() => tcp(options.host))
    else if (options.has('dns-failure')) setImmediate(() => finish({ kind: 'name' }))
    else lookup(options.host, { family: 4 }, (error, address) => (error ? finish({ kind: 'name' }) : tcp(address)))
  }

  if (options.has('slow')) stopTimer = options.after(slowShare * options.timeoutMs, start)
  else start()

  return () => {
    if (isOver) return
    stop()
    socket?.destroy()
  }
}
