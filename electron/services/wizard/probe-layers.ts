import { lookup } from 'node:dns/promises'
import net, { type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import tls, { type TLSSocket } from 'node:tls'
import { X509Certificate } from 'node:crypto'
import { generate, parser as makeParser } from 'mqtt-packet'
import type { Failure } from '../../../shared/contract/failure.ts'
import { chainOf, day, nameOfLines, namesOf, type CertificateFacts, type PeerCertificateLike } from '../../../shared/tls/certificate-facts.ts'
import { explainConnack } from '../../../shared/mqtt/connack.ts'
import { explainNetworkError, explainTimeout, type Phase } from '../../../shared/mqtt/network-failure.ts'
import { closedBeforeConnack, explainFirstBytes, portSpeaksTls } from '../../../shared/mqtt/not-mqtt.ts'
import { toPem } from '../../../shared/tls/pem.ts'
import { readPrivateKey } from '../../../shared/tls/private-key.ts'
import { explainHandshakeCut, explainTlsReason, tlsReason } from '../../../shared/tls/tls-failure.ts'
import { explainTrust } from '../../../shared/tls/tls-trust.ts'
import { readCertificates, type Certificate } from '../../../shared/tls/x509.ts'
import type { Credential } from '../../../shared/wizard/credential.ts'

/** One layer's outcome. `detail` is a short neutral fact: address, cipher, names, error code; never a secret. */
export type LayerResult<T> =
  | { readonly passed: true; readonly detail: string; readonly value: T }
  | { readonly passed: false; readonly detail: string; readonly failure: Failure }

export const broken = (failure: Failure): { readonly passed: false; readonly detail: string; readonly failure: Failure } => ({
  passed: false,
  detail: failure.evidence ?? failure.code,
  failure,
})

// Node gives each address of a name 250 ms by default, too little for a far broker on a slow line.
const addressTimeoutMs = 2500

export async function tryDns(credential: Credential, deadline: number): Promise<LayerResult<readonly string[]>> {
  const { host } = credential
  if (net.isIP(host)) return { passed: true, detail: `${host} (no lookup)`, value: [host] }
  return inTime<LayerResult<readonly string[]>>('dns', credential, deadline, (done) => {
    lookup(host, { all: true }).then(
      (found) => {
        const addresses = found.map((one) => one.address)
        done({ passed: true, detail: addresses.slice(0, 4).join(', '), value: addresses })
      },
      (error: NodeJS.ErrnoException) => done(broken(explainNetworkError(error.code ?? '', error.message, credential))),
    )
  })
}

export async function tryTcp(credential: Credential, deadline: number): Promise<LayerResult<Socket>> {
  const { host, port } = credential
  const started = Date.now()
  const socket = net.connect({ host, port, autoSelectFamilyAttemptTimeout: addressTimeoutMs })
  const result = await inTime<LayerResult<Socket>>('tcp', credential, deadline, (done) => {
    socket.once('connect', () => {
      const { remoteAddress = host } = socket
      done({ passed: true, detail: `${net.isIPv6(remoteAddress) ? `[${remoteAddress}]` : remoteAddress}:${port}, ${Date.now() - started} ms`, value: socket })
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const each = error instanceof AggregateError ? (error.errors as Error[]).map((one) => one.message) : [error.message]
      done(broken(explainNetworkError(error.code ?? '', each.join('; '), credential)))
    })
  })
  if (!result.passed) socket.destroy()
  return result
}

/** On a connection of its own: `tryTcp`'s is closed by then, so that each layer's outcome is its own. */
export async function tryTls(credential: Credential, deadline: number): Promise<LayerResult<TLSSocket>> {
  const { host, port, tls: mode } = credential
  const ca = credential.ca ? readCertificates(credential.ca, 'ca') : null
  if (ca && !ca.ok) return broken(ca.failure)
  const own = mode === 'mutual' && credential.certificate ? readCertificates(credential.certificate, 'certificate') : null
  if (own && !own.ok) return broken(own.failure)
  const key = own && credential.privateKey ? readPrivateKey(credential.privateKey) : null
  if (key && !key.ok) return broken(key.failure)
  const hasOwn = own !== null && key !== null
  let secure: TLSSocket | undefined
  const connected = await inTime<LayerResult<TLSSocket>>('tls', credential, deadline, (done) => {
    const options = {
      host,
      port,
      autoSelectFamilyAttemptTimeout: addressTimeoutMs,
      servername: net.isIP(host) ? '' : host,
      // Nothing is written before `judge` below has looked at the certificate; until then a bad one is what is to be seen.
      rejectUnauthorized: false,
      ...(credential.alpn && { ALPNProtocols: [...credential.alpn] }),
      ...(ca && { ca: ca.value.map(pemOf) }),
      ...(hasOwn && { cert: own.value.map(pemOf).join(''), key: toPem('PRIVATE KEY', key.value.pkcs8) }),
    } as tls.ConnectionOptions
    let socket: TLSSocket
    try {
      socket = tls.connect(options)
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException
      return done(broken(explainTlsReason(tlsReason(code, message) ?? message, credential, hasOwn)))
    }
    secure = socket
    const pass = () => done({ passed: true, detail: '', value: socket })
    socket.once('secureConnect', () => {
      // In TLS 1.3 the server judges our certificate after the handshake; its session ticket, or silence, is the yes.
      if (socket.getProtocol() !== 'TLSv1.3') return pass()
      // Not within that event: OpenSSL is still reading then, and a write or a close in the middle of it corrupts memory.
      socket.once('session', () => setImmediate(pass))
      setTimeout(pass, 500).unref()
    })
    socket.on('error', ({ code = '', message }: NodeJS.ErrnoException) => {
      const reason = tlsReason(code, message)
      done(broken(reason ? explainTlsReason(reason, credential, hasOwn) : explainHandshakeCut(credential, message)))
    })
    socket.once('close', () => done(broken(explainHandshakeCut(credential, 'closed'))))
  })
  if (!connected.passed) {
    secure?.destroy()
    return connected
  }
  const judged = judge(connected.value, credential, ca ? ca.value.map(({ facts }) => facts) : null)
  if (!judged.passed) connected.value.destroy()
  return judged
}

const pemOf = ({ der }: Certificate): string => toPem('CERTIFICATE', der)

/** Looks at the server's certificate as this PC sees it: who signs it, until when, for which names. */
function judge(socket: TLSSocket, { host }: Credential, ca: readonly CertificateFacts[] | null): LayerResult<TLSSocket> {
  const peer = socket.getPeerCertificate(true) as unknown as PeerCertificateLike
  const chain = chainOf(peer)
  const names = namesOf(peer)
  if (socket.authorized) {
    const [leaf] = chain
    const detail = [
      `${socket.getProtocol() ?? ''} ${socket.getCipher().standardName}`,
      ...(leaf ? [`issuer ${leaf.issuer}`, `valid to ${day(leaf.validTo)}`, `names ${names.join(', ')}`] : []),
    ].join('; ')
    return { passed: true, detail, value: socket }
  }
  const { authorizationError } = socket as { authorizationError?: unknown }
  const code = authorizationError instanceof Error ? String((authorizationError as NodeJS.ErrnoException).code) : String(authorizationError)
  const publicCa = ca ? publicCaFor(chain.at(-1)) : undefined
  return broken(explainTrust({ code, host, chain, names, ca, now: Date.now(), ...(publicCa !== undefined && { publicCa }) }))
}

/** The public CA that signs the top of a chain, by name. Parses some 140 certificates: asked only after a failure. */
function publicCaFor(top: CertificateFacts | undefined): string | undefined {
  if (!top) return undefined
  return tls.rootCertificates.map((pem) => nameOfLines(new X509Certificate(pem).subject)).find((name) => name === top.issuer)
}

/** CONNECT with the credential's own login and a clean session, then DISCONNECT. */
export async function tryMqtt(socket: Duplex, credential: Credential, deadline: number): Promise<LayerResult<null>> {
  const { clientId, username, password, tls: mode, webSocketPath } = credential
  const isSecure = mode !== 'none'
  const protocol = webSocketPath === undefined ? (isSecure ? 'mqtts' : 'mqtt') : isSecure ? 'wss' : 'ws'
  const target = { host: credential.host, port: credential.port, protocol } as const
  const result = await inTime<LayerResult<null>>('mqtt', credential, deadline, (done) => {
    const parser = makeParser({ protocolVersion: 4 })
    parser.on('packet', (packet) => {
      if (packet.cmd !== 'connack') return
      const code = packet.returnCode ?? 0
      if (code !== 0) return done(broken(explainConnack(code)))
      socket.end(generate({ cmd: 'disconnect' }))
      done({ passed: true, detail: 'CONNACK 0', value: null })
    })
    parser.on('error', () => {})
    let isFirst = true
    socket.on('data', (chunk: Buffer) => {
      const other = isFirst ? explainFirstBytes(new Uint8Array(chunk.subarray(0, 8)), target) : null
      isFirst = false
      if (other) done(broken(other))
      else parser.parse(chunk)
    })
    socket.on('error', ({ code = '', message }: NodeJS.ErrnoException) => {
      const reason = tlsReason(code, message)
      done(broken(reason ? explainTlsReason(reason, credential, mode === 'mutual') : closedBeforeConnack(target, code || message)))
    })
    socket.once('close', () => done(broken(closedBeforeConnack(target))))
    socket.write(
      generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion: 4,
        clean: true,
        keepalive: 30,
        clientId,
        ...(username !== undefined && username !== '' && { username }),
        ...(password !== undefined && password !== '' && username !== undefined && username !== '' && { password: Buffer.from(password) }),
      }),
    )
  })
  if (result.passed || mode !== 'none' || !['mqtt.closed-before-connack', 'mqtt.connack-timeout'].includes(result.failure.code)) return result
  return (await answersTls(credential)) ? broken(portSpeaksTls(target)) : result
}

async function answersTls(credential: Credential): Promise<boolean> {
  const result = await tryTls({ host: credential.host, port: credential.port, tls: 'server', clientId: '' }, Date.now() + 2000)
  if (result.passed) result.value.destroy()
  return result.passed || !['tls.cut', 'tls.not-tls', 'tls.timeout'].includes(result.failure.code)
}

/** The first answer counts; none before the deadline is a failure of that layer. */
export function inTime<T extends LayerResult<unknown>>(phase: Phase, endpoint: Credential, deadline: number, start: (done: (result: T) => void) => void): Promise<T | ReturnType<typeof broken>> {
  return new Promise((resolve) => {
    const started = Date.now()
    const timer = setTimeout(
      () => resolve(broken(explainTimeout(phase, Math.max(1, Math.round((Date.now() - started) / 1000)), endpoint))),
      Math.max(0, deadline - started),
    )
    start((result) => {
      clearTimeout(timer)
      resolve(result)
    })
  })
}
