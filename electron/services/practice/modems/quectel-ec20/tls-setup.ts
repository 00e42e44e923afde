import { isIP } from 'node:net'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { readCertificates, isTrusted, peerChain } from './certificate-check.ts'
import { cipherList } from './cipher-suites.ts'
import { parseFileName, type FileStore } from './file-store.ts'
import type { TlsConfig } from './state.ts'

/** What the handshake needs and how its outcome is judged. */
export type TlsSetup = {
  readonly options: ConnectionOptions
  readonly isAcceptable: (socket: TLSSocket) => boolean
  readonly timeoutSeconds: number
}

/** SSL 3.0 (0) is gone from OpenSSL; 4 means all that the module knows, TLS 1.2 being its newest. */
const versions = [null, ['TLSv1', 'TLSv1'], ['TLSv1.1', 'TLSv1.1'], ['TLSv1.2', 'TLSv1.2'], ['TLSv1', 'TLSv1.2']] as const

/** Null: with these settings and files no handshake can succeed, whatever the server does. */
export function prepareTls(config: TlsConfig, files: FileStore, host: string, clock: () => number): TlsSetup | null {
  const version = versions[config.sslversion]
  const ciphers = cipherList(config.ciphersuite)
  if (!version || !ciphers) return null
  const fileOf = (name: string) => {
    const file = parseFileName(name)
    return file && files.read(file)
  }
  const anchors = readCertificates(fileOf(config.cacert) ?? new Uint8Array())
  if (config.seclevel > 0 && anchors.length === 0) return null
  const cert = config.seclevel === 2 ? fileOf(config.clientcert) : null
  const key = config.seclevel === 2 ? fileOf(config.clientkey) : null
  if (config.seclevel === 2 && (!cert || !key)) return null
  return {
    timeoutSeconds: config.negotiatetime,
    options: {
      minVersion: version[0],
      maxVersion: version[1],
      ciphers,
      // Judged below, against the modem's clock and the uploaded CA alone.
      rejectUnauthorized: false,
      ...(config.sni && isIP(host) === 0 ? { servername: host } : {}),
      ...(cert && key ? { cert: Buffer.from(cert), key: Buffer.from(key) } : {}),
    },
    isAcceptable: (socket) => {
      if (config.seclevel === 0) return true
      const leaf = socket.getPeerCertificate(true)
      return isTrusted(peerChain(leaf), anchors, config.ignorelocaltime ? null : clock())
    },
  }
}
