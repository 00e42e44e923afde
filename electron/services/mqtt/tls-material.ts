import { X509Certificate } from 'node:crypto'
import type { SecureContextOptions } from 'node:tls'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { factsOf, type CertificateFacts } from '../../../shared/tls/certificate-facts.ts'
import { decodePem } from '../../../shared/tls/decode-pem.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import type { PemFile } from '../../../shared/wizard/credential.ts'
import { mendPem } from './mend-pem.ts'
import { readKey } from './read-key.ts'

/** Files that were read and found good, ready for TLS; `ca` null: the PC's own list of public CAs. */
export type TlsMaterial = {
  readonly context: SecureContextOptions
  readonly ca: readonly CertificateFacts[] | null
  readonly hasClientCertificate: boolean
  /** What had to be mended in the files before they could be read. */
  readonly mended?: readonly Text[]
}

/**
 * Reads CA, client certificate and private key before anything is sent, so that a bad file is named as such and does not
 * surface as a riddle in the handshake.
 */
export function readTlsMaterial(files: Pick<BrokerOptions, 'ca' | 'certificate' | 'privateKey' | 'passphrase'>): Result<TlsMaterial> {
  const done: Text[] = []
  const mended = (file: PemFile | null): PemFile | null => {
    const made = file && mendPem(file)
    done.push(...(made?.remarks ?? []))
    return made && made.file
  }
  const [ca, certificate, privateKey] = [mended(files.ca), mended(files.certificate), mended(files.privateKey)]
  if (certificate && !privateKey) {
    return bad('key-missing', text('The client certificate has no private key with it', '有客户端证书，但没有私钥'), text('Choose its private key as well.', '请同时选择对应的私钥。'))
  }
  if (privateKey && !certificate) {
    return bad('certificate-missing', text('The private key has no client certificate with it', '有私钥，但没有客户端证书'), text('Choose the client certificate as well.', '请同时选择对应的客户端证书。'))
  }
  const authorities = ca ? readCertificates(ca, 'ca') : ok([])
  if (!authorities.ok) return authorities
  const own = certificate ? readCertificates(certificate, 'certificate') : ok([])
  if (!own.ok) return own
  const key = privateKey ? readKey(privateKey, files.passphrase) : ok(null)
  if (!key.ok) return key
  const [leaf] = own.value
  const secret = key.value
  if (leaf && secret && !leaf.checkPrivateKey(secret)) {
    return bad('key-mismatch', text('The private key does not belong to the client certificate', '私钥和客户端证书不是一对'), text('Choose the two files that were made together.', '请选择同一次生成的证书和私钥。'))
  }
  return ok({
    context: {
      ...(ca && { ca: authorities.value.map((one) => one.toString()) }),
      ...(leaf && secret && { cert: own.value.map((one) => one.toString()).join('\n'), key: secret.export({ type: 'pkcs8', format: 'pem' }) }),
    },
    ca: ca ? authorities.value.map(factsOf) : null,
    hasClientCertificate: leaf !== undefined,
    ...(done.length > 0 && { mended: done }),
  })
}

const readCertificates = (file: PemFile, role: 'ca' | 'certificate') => decodePem(file, role, ({ der }) => new X509Certificate(der))

const bad = (name: string, what: Text, next: Text) => fail({ code: `tls.${name}`, stage: 'tls', what, next })
