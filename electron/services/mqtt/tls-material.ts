import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import type { SecureContextOptions } from 'node:tls'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { nameOfLines, type CertificateFacts } from '../../../shared/mqtt/certificate-facts.ts'
import { readPem } from '../../../shared/mqtt/pem.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import type { PemFile } from '../../../shared/wizard/credential.ts'

/** Files that were read and found good, ready for TLS; `ca` null: the PC's own list of public CAs. */
export type TlsMaterial = {
  readonly context: SecureContextOptions
  readonly ca: readonly CertificateFacts[] | null
  readonly hasClientCertificate: boolean
}

/**
 * Reads CA, client certificate and private key before anything is sent, so that a bad file is named as such and does not
 * surface as a riddle in the handshake.
 */
export function readTlsMaterial(files: Pick<BrokerOptions, 'ca' | 'certificate' | 'privateKey'>): Result<TlsMaterial> {
  const { ca, certificate, privateKey } = files
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
  const key = privateKey ? readKey(privateKey) : ok(null)
  if (!key.ok) return key
  const leaf = own.value[0]
  if (leaf && key.value && !leaf.checkPrivateKey(key.value)) {
    return bad('key-mismatch', text('The private key does not belong to the client certificate', '私钥和客户端证书不是一对'), text('Choose the two files that were made together.', '请选择同一次生成的证书和私钥。'))
  }
  return ok({
    context: {
      ...(ca && { ca: authorities.value.map((one) => one.toString()) }),
      ...(leaf && key.value && { cert: own.value.map((one) => one.toString()).join('\n'), key: key.value.export({ type: 'pkcs8', format: 'pem' }) }),
    },
    ca: ca ? authorities.value.map(factsOf) : null,
    hasClientCertificate: leaf !== undefined,
  })
}

function readCertificates(file: PemFile, role: 'ca' | 'certificate'): Result<X509Certificate[]> {
  const blocks = readPem(file, role)
  if (!blocks.ok) return blocks
  try {
    return ok(blocks.value.map((block) => new X509Certificate(block.der)))
  } catch {
    return bad(`${role}-unreadable`, text(`${file.name} does not hold a readable certificate`, `${file.name} 里的证书无法解析`), text('Copy the file again from where it was made.', '请从来源处重新拷贝文件。'))
  }
}

function readKey(file: PemFile): Result<KeyObject> {
  const blocks = readPem(file, 'key')
  if (!blocks.ok) return blocks
  try {
    return ok(createPrivateKey(blocks.value[0]?.text ?? ''))
  } catch {
    return bad('key-unreadable', text(`${file.name} does not hold a readable private key`, `${file.name} 里的私钥无法解析`), text('Copy the key file again, or convert it: openssl pkey -in FILE -out key.pem', '请重新拷贝私钥文件，或转换：openssl pkey -in 文件 -out key.pem'))
  }
}

const factsOf = (certificate: X509Certificate): CertificateFacts => ({
  subject: nameOfLines(certificate.subject),
  issuer: nameOfLines(certificate.issuer),
  validFrom: Date.parse(certificate.validFrom),
  validTo: Date.parse(certificate.validTo),
  fingerprint: certificate.fingerprint256,
})

const bad = (name: string, what: Text, next: Text) => fail({ code: `tls.${name}`, stage: 'tls', what, next })
