import { anyCipher, setUpTls, type TlsSetup } from '../kit/net/tls-setup.ts'
import type { Board } from './board.ts'

/** MQTT has a context of its own. */
const mqttContext = 88

/** SSL 3.0 (0) is gone from OpenSSL; 4 stands for all that the module knows. */
const versions = [null, ['TLSv1', 'TLSv1'], ['TLSv1.1', 'TLSv1.1'], ['TLSv1.2', 'TLSv1.2'], ['TLSv1', 'TLSv1.2']] as const

/** Null: no handshake can succeed with these settings and files. */
export function prepareTls({ state, files, clock, has }: Board, host: string): TlsSetup | null {
  const config = state.tls[mqttContext]
  const version = config && versions[config.sslversion]
  if (!config || !version) return null
  return setUpTls(
    {
      host: config.hostname || host,
      minVersion: version[0],
      maxVersion: version[1],
      ciphers: anyCipher,
      level: config.seclevel,
      ca: files.read(config.cacert),
      certificate: files.read(config.clientcert),
      key: files.read(config.clientkey),
      sendsName: config.hostname !== '',
      at: () => (config.ignorelocaltime ? null : clock()),
      timeoutSeconds: config.negotiatetime,
    },
    has,
  )
}
