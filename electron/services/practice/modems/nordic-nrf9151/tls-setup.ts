import { checkServerIdentity } from 'node:tls'
import { anyCipher, setUpTls, type TlsSetup } from '../kit/net/tls-setup.ts'
import type { Board } from './board.ts'

/** seconds; no source gives one. */
const handshakeSeconds = 60

/**
 * TLS as the modem does it with what a security tag holds: the server is always checked, by CA and name (`peer_verify`, `hostname` in
 * sm_at_mqtt.c). Null: the tag has no root CA. No source says that dates are compared with the modem's clock.
 */
export function prepareTls({ credentials, has }: Pick<Board, 'credentials' | 'has'>, tag: number, host: string): TlsSetup | null {
  const certificate = credentials.read(`${tag}/1`)
  const key = credentials.read(`${tag}/2`)
  const setup = setUpTls(
    {
      host,
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ciphers: anyCipher,
      level: certificate && key ? 2 : 1,
      ca: credentials.read(`${tag}/0`),
      certificate,
      key,
      sendsName: true,
      at: () => null,
      timeoutSeconds: handshakeSeconds,
    },
    has,
  )
  return setup && { ...setup, isAcceptable: (socket) => setup.isAcceptable(socket) && checkServerIdentity(host, socket.getPeerCertificate()) === undefined }
}
