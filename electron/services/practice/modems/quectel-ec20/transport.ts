import { lookup } from 'node:dns'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import type { Disposer } from '../../../../../shared/contract/failure.ts'
import type { TlsSetup } from './tls-setup.ts'

/** +QMTOPEN's results: 4 the name does not resolve, 5 no connection (refused, filtered, TLS failed: the module does not say which). */
export type OpenOutcome = { readonly code: 0; readonly socket: Socket } | { readonly code: 4 | 5 }

export type OpenOptions = {
  readonly host: string
  readonly port: number
  /** `impossible`: TLS is asked for, but the settings cannot work. The TCP connection is still tried, as the module does. */
  readonly tls: TlsSetup | 'impossible' | null
  readonly refusesNames: boolean
  /** ms for DNS, TCP and TLS together. */
  readonly timeoutMs: number
  readonly after: (ms: number, run: () => void) => Disposer
}

/** Name, TCP, TLS. Calls back once; the disposer gives up silently. */
export function openTransport(options: OpenOptions, done: (outcome: OpenOutcome) => void): Disposer {
  let isOver = false
  let socket: Socket | null = null
  const stopTimer = options.after(options.timeoutMs, () => finish({ code: 5 }))

  function stop(): void {
    isOver = true
    stopTimer()
  }
  function finish(outcome: OpenOutcome): void {
    if (isOver) {
      if (outcome.code === 0) outcome.socket.destroy()
      return
    }
    stop()
    if (outcome.code !== 0) socket?.destroy()
    done(outcome)
  }
  const failed = () => finish({ code: 5 })

  function tcp(address: string): void {
    if (isOver) return
    const plain = connectTcp({ host: address, port: options.port })
    socket = plain
    plain.setNoDelay(true)
    plain.on('error', failed)
    plain.on('close', failed)
    plain.once('connect', () => {
      if (options.tls === null) ready(plain)
      else if (options.tls === 'impossible') failed()
      else tls(plain, options.tls)
    })
  }

  function tls(plain: Socket, setup: TlsSetup): void {
    try {
      const secure = connectTls({ ...setup.options, socket: plain }, () => (setup.isAcceptable(secure) ? ready(secure) : failed()))
      socket = secure
      secure.on('error', failed)
      secure.on('close', failed)
    } catch {
      // A certificate or key that OpenSSL cannot read.
      failed()
    }
  }

  function ready(open: Socket): void {
    open.off('close', failed)
    finish({ code: 0, socket: open })
  }

  if (isIP(options.host) !== 0) tcp(options.host)
  else if (options.refusesNames) setImmediate(() => finish({ code: 4 }))
  else lookup(options.host, { family: 4 }, (error, address) => (error ? finish({ code: 4 }) : tcp(address)))

  return () => {
    if (isOver) return
    stop()
    socket?.destroy()
  }
}
