/** A file as it will go over the wire: its bytes are the file's bytes, line ends included. */
export type PemFile = { readonly name: string; readonly bytes: Uint8Array }

/** How the far end is checked: `none` plain TCP, `server` TLS with the CA, `mutual` TLS with a client certificate as well. */
export type TlsMode = 'none' | 'server' | 'mutual'

/** All that MQTT CONNECT needs. */
export type Credential = {
  readonly host: string
  readonly port: number
  readonly tls: TlsMode
  readonly ca?: PemFile
  readonly certificate?: PemFile
  readonly privateKey?: PemFile
  readonly clientId: string
  readonly username?: string
  readonly password?: string
  /** What must not be shown though it stands outside the password: a token that is the user name, a signed URL's query. */
  readonly hidden?: readonly string[]
  /** MQTT over WebSocket: the URL's path and query. Left out: MQTT straight over TCP or TLS. */
  readonly webSocketPath?: string
  /** The TLS handshake must name the host (SNI). */
  readonly serverName?: true
  /** TLS ALPN protocol names, where one port serves several protocols. */
  readonly alpn?: readonly string[]
}

/** What to do once connected. */
export type Exchange = {
  readonly publishTopic?: string
  readonly payload: string
  readonly subscribeTopic?: string
  readonly qos: 0 | 1 | 2
  /** The highest QoS at which the broker may deliver to the modem. */
  readonly subscribeQos: 0 | 1 | 2
  readonly retain: boolean
}

/** What a cloud profile makes from a person's inputs, and a modem profile makes steps from. */
export type Job = {
  readonly credential: Credential
  readonly exchange: Exchange
  /** seconds; absent: leave the modem's default. */
  readonly keepAlive?: number
  /** When the login is taken, in ms since the epoch; absent: always. */
  readonly validity?: { readonly from?: number; readonly to?: number }
  /** Names of the plan's fills that stand in the credential in braces. */
  readonly fills?: readonly string[]
  /** What the modem family asks for besides, by its own field keys. */
  readonly options?: Readonly<Record<string, string>>
}
