import net, { type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import tls, { type TLSSocket } from 'node:tls'
import { createWebSocketStream, WebSocket } from 'ws'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { chainOf, namesOf, type PeerCertificateLike } from '../../../shared/tls/certificate-facts.ts'
import { noteError, type Attempt } from './attempt.ts'
import type { TlsMaterial } from './tls-material.ts'

/** One way to open a socket for all four protocols, so that every failure is seen at its source. */
export function openStream(options: BrokerOptions, material: TlsMaterial, attempt: Attempt): Duplex {
  const { protocol } = options
  const open = () => (protocol === 'mqtts' || protocol === 'wss' ? openTls(options, material, attempt) : openTcp(options, attempt))
  const stream = protocol === 'ws' || protocol === 'wss' ? openWebSocket(options, open, attempt) : open()
  stream.on('error', (error) => noteError(attempt, error))
  stream.once('data', (chunk: Buffer) => {
    attempt.firstBytes = new Uint8Array(chunk.subarray(0, 8))
    // No broker starts otherwise; waiting for more would end in a time-out that explains nothing.
    if (chunk[0] !== connackByte && chunk[0] !== authByte) stream.destroy()
  })
  stream.on('data', (chunk: Buffer) => {
    if (stream.destroyed || attempt.packets.add(chunk)) return
    attempt.tooLarge = attempt.packets.unfinished?.announced ?? 0
    stream.destroy()
  })
  return stream
}

/** First bytes of CONNACK and, in MQTT 5, of AUTH: one of them is what a broker says first. */
const connackByte = 0x20
const authByte = 0xf0

// Node gives each address of a name 250 ms by default, too little for a far broker on a slow line.
const addressTimeoutMs = 2500

function openTcp({ host, port, protocol }: BrokerOptions, attempt: Attempt): Socket {
  const socket = net.connect({ host, port, autoSelectFamilyAttemptTimeout: addressTimeoutMs })
  socket.setNoDelay(true)
  watchTcp(socket, attempt, protocol === 'ws' ? 'websocket' : 'mqtt')
  return socket
}

function openTls({ host, port, protocol, verifyServer, alpn, servername }: BrokerOptions, material: TlsMaterial, attempt: Attempt): TLSSocket {
  const socket = tls.connect({
    host,
    port,
    // SNI carries names only; for an address Node then checks the certificate's addresses.
    servername: servername || (net.isIP(host) ? '' : host),
    rejectUnauthorized: verifyServer,
    ...(alpn && alpn.length > 0 && { ALPNProtocols: alpn }),
    ...material.context,
    autoSelectFamilyAttemptTimeout: addressTimeoutMs,
  } as tls.ConnectionOptions)
  socket.setNoDelay(true)
  watchTcp(socket, attempt, 'tls')
  // Ahead of Node's own listener, which destroys the socket of a server it does not trust, certificates and all.
  socket.prependListener('secure', () => {
    const peer = socket.getPeerCertificate(true) as unknown as PeerCertificateLike
    attempt.chain = chainOf(peer)
    attempt.names = namesOf(peer)
  })
  socket.once('secureConnect', () => {
    attempt.tls = `${socket.getProtocol() ?? ''} ${socket.getCipher().standardName}`
    attempt.phase = protocol === 'wss' ? 'websocket' : 'mqtt'
  })
  return socket
}

function watchTcp(socket: Socket, attempt: Attempt, next: Attempt['phase']): void {
  socket.once('lookup', (error: Error | null) => {
    if (!error) attempt.phase = 'tcp'
  })
  socket.once('connect', () => {
    attempt.phase = next
  })
  socket.on('error', (error) => noteError(attempt, error))
}

function openWebSocket({ protocol, host, port, path }: BrokerOptions, open: () => Socket, attempt: Attempt): Duplex {
  const name = net.isIPv6(host) ? `[${host}]` : host
  const socket = new WebSocket(`${protocol}://${name}:${port}${path.startsWith('/') ? '' : '/'}${path}`, ['mqtt'], {
    createConnection: open as typeof net.createConnection,
    perMessageDeflate: false,
    followRedirects: false,
  })
  socket.once('open', () => {
    attempt.phase = 'mqtt'
  })
  const stream = createWebSocketStream(socket)
  socket.once('close', () => stream.destroy())
  return stream
}
