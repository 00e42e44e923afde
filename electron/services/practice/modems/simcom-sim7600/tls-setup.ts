import { anyCipher, setUpTls, type TlsSetup } from '../kit/net/tls-setup.ts'
import { err, type Board } from './board.ts'

/** SSL 3.0 (0) is gone from OpenSSL; 4 stands for all that the module knows. */
const versions = [null, ['TLSv1', 'TLSv1'], ['TLSv1.1', 'TLSv1.1'], ['TLSv1.2', 'TLSv1.2'], ['TLSv1', 'TLSv1.2']] as const

/** The handshake's settings, or the <err> that they come to before any packet is sent. */
export function prepareTls({ state, files, clock, has }: Board, context: number | null, host: string): TlsSetup | number {
  const config = context === null ? undefined : state.tls[context]
  if (!config) return err.noCertificate
  const version = versions[config.sslversion]
  if (!version) return err.session
  const { authmode } = config
  const certificate = files.read(config.clientcert)
  const key = files.read(config.clientkey)
  const setup = setUpTls(
    {
      host,
      minVersion: version[0],
      maxVersion: version[1],
      ciphers: anyCipher,
      level: authmode === 3 ? 0 : (authmode as 0 | 1 | 2),
      ca: files.read(config.cacert),
      certificate,
      key,
      sendsName: config.enablesni === 1,
      at: () => (config.ignorelocaltime === 1 ? null : clock()),
      timeoutSeconds: config.negotiatetime,
    },
    has,
  )
  if (!setup) return err.noCertificate
  if (authmode !== 3) return setup
  if (!certificate || !key) return err.noCertificate
  return { ...setup, options: { ...setup.options, cert: Buffer.from(certificate), key: Buffer.from(key) } }
}
