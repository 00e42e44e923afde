import type { PemFile } from '../wizard/credential.ts'

export type Transport = 'tcp' | 'tls' | 'ws' | 'wss'

/** All that MQTT CONNECT needs, as a cloud's login operation makes it. */
export type Login = {
  readonly host: string
  readonly port: number
  readonly transport: Transport
  /** ws and wss: path and query of the URL, with its leading slash. */
  readonly path?: string
  /** Protocol names for TLS ALPN, where the port is shared (AWS on 443). */
  readonly alpn?: readonly string[]
  readonly clientId: string
  readonly username?: string
  readonly password?: string
  readonly ca?: PemFile
  readonly certificate?: PemFile
  readonly privateKey?: PemFile
}
