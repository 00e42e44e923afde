import { isIP } from 'node:net'
import type { ConnectionOptions, TLSSocket } from 'node:tls'
import { unsetClock } from '../clock.ts'
import { isTrusted, peerChain, readCertificates } from './certificate-check.ts'

/** What the handshake needs and how its outcome is judged. */
export type TlsSetup = {
  readonly options: ConnectionOptions
  readonly isAcceptable: (socket: TLSSocket) => boolean
  readonly timeoutSeconds: number
}

export type TlsVersion = 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3'

export type TlsWishes = {
  readonly host: string
  readonly minVersion: TlsVersion
  readonly maxVersion: TlsVersion
  /** An OpenSSL cipher list. */
  readonly ciphers: string
  /** 0 no check, 1 the server's certificate, 2 both sides': `seclevel` with most vendors. */
  readonly level: 0 | 1 | 2
  /** PEM files; null when the setting names none or the file is not there. */
  readonly ca: Uint8Array | null
  readonly certificate: Uint8Array | null
  readonly key: Uint8Array | null
  /** Sends the host as server name, where it is a name. */
  readonly sendsName: boolean
  /** ms since the epoch as the modem believes; null checks no dates. Asked when the handshake ends. */
  readonly at: () => number | null
  readonly timeoutSeconds: number
}

/** Every suite that OpenSSL has, old ones too: SECLEVEL=0 lets the old versions through. */
export const anyCipher = 'ALL:!aNULL:!eNULL:@SECLEVEL=0'

/**
 * Null: with these settings and files no handshake can succeed, whatever the server does. `has`: faults `tls-ca`, `tls-time` and
 * `tls-version`, the first two of which show only where the server is checked.
 */
export function setUpTls(wishes: TlsWishes, has: (fault: string) => boolean): TlsSetup | null {
  const { host, level, certificate, key } = wishes
  const isOld = has('tls-version')
  const anchors = readCertificates(wishes.ca ?? new Uint8Array())
  if (level > 0 && anchors.length === 0) return null
  if (level === 2 && (!certificate || !key)) return null
  return {
    timeoutSeconds: wishes.timeoutSeconds,
    options: {
      minVersion: isOld ? 'TLSv1' : wishes.minVersion,
      maxVersion: isOld ? 'TLSv1' : wishes.maxVersion,
      ciphers: wishes.ciphers,
      // Judged below, against the modem's clock and the uploaded CA alone.
      rejectUnauthorized: false,
      ...(wishes.sendsName && isIP(host) === 0 ? { servername: host } : {}),
      ...(level === 2 && certificate && key ? { cert: Buffer.from(certificate), key: Buffer.from(key) } : {}),
    },
    isAcceptable: (socket) =>
      level === 0 ||
      isTrusted(peerChain(socket.getPeerCertificate(true)), has('tls-ca') ? [] : anchors, has('tls-time') ? unsetClock : wishes.at()),
  }
}
