import { checkServerIdentity } from 'node:tls'
import { anyCipher, setUpTls, type TlsSetup } from '../kit/net/tls-setup.ts'
import { moduleTime } from './clock.ts'
import type { Board } from './board.ts'

export type TlsChoice = {
  readonly host: string
  readonly sni: string | null
  readonly alpn: readonly string[]
  readonly checksServer: boolean
  readonly showsCertificate: boolean
}

/** seconds; the manual gives each packet of the handshake 10 (MQTT AT notes). */
const handshakeSeconds = 30

/** Null: the certificates that the scheme asks for are not in the NVS. `onWrongName`: the name is not among the certificate's. */
export function prepareTls(board: Pick<Board, 'nvs' | 'state' | 'clock' | 'has'>, choice: TlsChoice, onWrongName: () => void): TlsSetup | null {
  const { host, sni, alpn, checksServer, showsCertificate } = choice
  const certificate = board.nvs.read('mqtt_cert/mqtt_cert')
  const key = board.nvs.read('mqtt_key/mqtt_key')
  if (showsCertificate && (!certificate || !key)) return null
  const setup = setUpTls(
    {
      host: sni ?? host,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ciphers: anyCipher,
      level: checksServer ? 1 : 0,
      ca: board.nvs.read('mqtt_ca/mqtt_ca'),
      certificate: null,
      key: null,
      sendsName: sni !== null,
      at: () => moduleTime(board),
      timeoutSeconds: handshakeSeconds,
    },
    board.has,
  )
  if (!setup) return null
  return {
    ...setup,
    options: {
      ...setup.options,
      ...(alpn.length > 0 ? { ALPNProtocols: [...alpn] } : {}),
      ...(showsCertificate && certificate && key ? { cert: Buffer.from(certificate), key: Buffer.from(key) } : {}),
    },
    isAcceptable: (socket) => {
      if (!setup.isAcceptable(socket)) return false
      if (!checksServer || !checkServerIdentity(sni ?? host, socket.getPeerCertificate())) return true
      onWrongName()
      return false
    },
  }
}
