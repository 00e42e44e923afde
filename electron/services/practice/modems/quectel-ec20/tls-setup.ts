import { setUpTls, type TlsSetup } from '../kit/net/tls-setup.ts'
import type { Board } from './board.ts'
import { cipherList } from './cipher-suites.ts'
import { parseFileName, type Ec20Files } from './file-store.ts'
import type { TlsConfig } from './state.ts'

/** SSL 3.0 (0) is gone from OpenSSL; 4 means all that the module knows, TLS 1.2 being its newest. */
const versions = [null, ['TLSv1', 'TLSv1'], ['TLSv1.1', 'TLSv1.1'], ['TLSv1.2', 'TLSv1.2'], ['TLSv1', 'TLSv1.2']] as const

/** Null: with these settings and files no handshake can succeed, whatever the server does. */
export function prepareTls(config: TlsConfig, files: Ec20Files, host: string, { clock, has }: Pick<Board, 'clock' | 'has'>): TlsSetup | null {
  const version = versions[config.sslversion]
  const ciphers = cipherList(config.ciphersuite)
  if (!version || !ciphers) return null
  const fileOf = (name: string) => {
    const file = parseFileName(name)
    return file && files.read(file)
  }
  const wishes = {
    host,
    minVersion: version[0],
    maxVersion: version[1],
    ciphers,
    level: config.seclevel,
    ca: fileOf(config.cacert),
    certificate: fileOf(config.clientcert),
    key: fileOf(config.clientkey),
    sendsName: config.sni,
    at: () => (config.ignorelocaltime ? null : clock()),
    timeoutSeconds: config.negotiatetime,
  }
  return setUpTls(wishes, has)
}
