import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto'
import { ok, type Result } from '../../../shared/contract/failure.ts'
import type { CertificateInfo } from '../../../shared/contract/wizard.ts'
import { day, factsOf, nameOfLines } from '../../../shared/tls/certificate-facts.ts'
import { decodePem } from '../../../shared/tls/decode-pem.ts'
import { readPem } from '../../../shared/tls/pem.ts'
import { fromLatin1 } from '../../../shared/text/bytes.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import type { Credential, PemFile } from '../../../shared/wizard/credential.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'

/** Reads a PEM file; the first certificate speaks for the file. With a key, also says whether it belongs to it. */
export function inspectCertificate(file: PemFile, key: PemFile | null): Result<CertificateInfo & { keyMatches?: boolean }> {
  const certificates = readCertificates(file, 'certificate')
  if (!certificates.ok) return certificates
  const [first] = certificates.value
  const privateKey = key ? readKey(key) : ok(null)
  if (!privateKey.ok) return privateKey
  return ok({
    subject: nameOfLines(first.subject),
    issuer: nameOfLines(first.issuer),
    validFrom: Date.parse(first.validFrom),
    validTo: Date.parse(first.validTo),
    isCa: first.ca,
    bytes: file.bytes.length,
    lineEnds: lineEndsOf(file.bytes),
    count: certificates.value.length,
    ...(privateKey.value && { keyMatches: first.checkPrivateKey(privateKey.value) }),
  })
}

/**
 * What is wrong, or may be, with a credential's files: errors stop the plan, warnings do not, because the modem is the
 * judge of dates and CA flags. Reads the files only; asks no network. `now` in ms since the epoch.
 */
export function certificateFindings(credential: Credential, now: number): Finding[] {
  if (credential.tls === 'none') return []
  const { ca, certificate, privateKey } = credential
  const own = credential.tls === 'mutual' ? pairFindings(certificate, privateKey, now) : []
  return [...(ca ? caFindings(ca, now) : []), ...own]
}

function caFindings(file: PemFile, now: number): Finding[] {
  const certificates = readCertificates(file, 'ca')
  if (!certificates.ok) return [asFinding(certificates.failure, 'ca')]
  const found: Finding[] = [...dateFindings(certificates.value, 'ca', now), ...lineEndFindings(file, 'ca')]
  const [first] = certificates.value
  if (first && !first.ca) {
    const isSelfSigned = first.subject === first.issuer
    found.push(
      warning(
        'ca-not-a-ca',
        'ca',
        isSelfSigned
          ? text('The CA file holds a self-signed certificate without the CA mark', 'CA 文件里是一张没有 CA 标记的自签名证书')
          : text(`The CA file holds a server’s or device’s certificate, not a CA: ${nameOfLines(first.subject)}`, `CA 文件里是服务器或设备证书，不是 CA：${nameOfLines(first.subject)}`),
        isSelfSigned
          ? text('It works only where the server uses this very certificate.', '只有服务器用的就是这张证书时才能通过。')
          : text(`Use the certificate of its issuer: ${nameOfLines(first.issuer)}`, `请改用它的签发者的证书：${nameOfLines(first.issuer)}`),
      ),
    )
  }
  if (readPem(file, 'key').ok) {
    found.push(
      warning(
        'ca-contains-key',
        'ca',
        text('The CA file also holds a private key, which would be sent to the modem', 'CA 文件里还有私钥，会一起写进模组'),
        text('Cut the key out; only the CERTIFICATE part belongs into this file.', '请删掉私钥部分，只保留 CERTIFICATE 部分。'),
      ),
    )
  }
  return found
}

function pairFindings(certificate: PemFile | undefined, privateKey: PemFile | undefined, now: number): Finding[] {
  const found: Finding[] = []
  const certificates = certificate && readCertificates(certificate, 'certificate')
  const key = privateKey && readKey(privateKey)
  if (certificate && certificates) found.push(...(certificates.ok ? [...dateFindings(certificates.value, 'cert', now), ...lineEndFindings(certificate, 'cert')] : [asFinding(certificates.failure, 'cert')]))
  if (key && !key.ok) found.push(asFinding(key.failure, 'key'))
  const leaf = certificates?.ok ? certificates.value[0] : undefined
  if (leaf && key?.ok && !leaf.checkPrivateKey(key.value)) {
    found.push({
      severity: 'error',
      code: 'tls.key-mismatch',
      stage: 'tls',
      field: 'key',
      what: text('The private key does not belong to the client certificate', '私钥和客户端证书不是一对'),
      next: text('Choose the two files that were made together.', '请选择同一次生成的证书和私钥。'),
    })
  }
  return found
}

function dateFindings(certificates: readonly X509Certificate[], field: 'ca' | 'cert', now: number): Finding[] {
  return certificates.map(factsOf).flatMap((one) => {
    const name = field === 'ca' ? text('CA certificate', 'CA 证书') : text('client certificate', '客户端证书')
    if (one.validTo < now) {
      return [
        warning(
          `${field === 'ca' ? 'ca' : 'certificate'}-expired`,
          field,
          text(`The ${name.en} expired on ${day(one.validTo)}: ${one.subject}`, `${name.zh}已于 ${day(one.validTo)} 过期：${one.subject}`),
          field === 'ca'
            ? text('Get the current CA file. A modem that ignores the local time may still take it.', '请换用最新的 CA 文件。模组忽略本地时间时可能仍会接受。')
            : text('Have a new client certificate issued: the broker checks the date.', '请重新签发客户端证书：服务器会检查有效期。'),
        ),
      ]
    }
    if (one.validFrom > now) {
      return [
        warning(
          `${field === 'ca' ? 'ca' : 'certificate'}-not-yet-valid`,
          field,
          text(`The ${name.en} is valid from ${day(one.validFrom)} on only: ${one.subject}`, `${name.zh}从 ${day(one.validFrom)} 起才有效：${one.subject}`),
          text('Check the clock of this PC and of the machine that made it.', '检查这台电脑和签发证书那台机器的时钟。'),
        ),
      ]
    }
    return []
  })
}

function lineEndFindings(file: PemFile, field: 'ca' | 'cert'): Finding[] {
  const ends = lineEndsOf(file.bytes)
  if (ends !== 'CRLF' && ends !== 'mixed') return []
  return [
    warning(
      `${field === 'ca' ? 'ca' : 'certificate'}-${ends === 'CRLF' ? 'crlf' : 'mixed-line-ends'}`,
      field,
      ends === 'CRLF'
        ? text(`${file.name} has Windows line ends (CR LF); it is uploaded as it is, ${file.bytes.length} bytes`, `${file.name} 是 Windows 换行（CRLF），将原样上传，共 ${file.bytes.length} 字节`)
        : text(`${file.name} mixes line ends (LF and CR LF); it is uploaded as it is, ${file.bytes.length} bytes`, `${file.name} 混用了 LF 和 CRLF 换行，将原样上传，共 ${file.bytes.length} 字节`),
      text('Most modems take it. If TLS fails, save the file with LF line ends and upload it again.', '多数模组都能接受；如果 TLS 失败，请把换行改成 LF 后重新上传。'),
    ),
  ]
}

export const readCertificates = (file: PemFile, role: 'ca' | 'certificate') => decodePem(file, role, ({ der }) => new X509Certificate(der))

/** One key; the first where the file holds several. */
export function readKey(file: PemFile): Result<KeyObject> {
  const keys = decodePem(file, 'key', (block) => createPrivateKey(block.text))
  return keys.ok ? ok(keys.value[0]) : keys
}

function lineEndsOf(bytes: Uint8Array): CertificateInfo['lineEnds'] {
  const content = fromLatin1(bytes)
  const hasCrLf = content.includes('\r\n')
  const hasLf = /(?<!\r)\n/.test(content)
  if (hasCrLf && hasLf) return 'mixed'
  if (hasCrLf) return 'CRLF'
  return hasLf ? 'LF' : 'none'
}

const asFinding = ({ code, stage, what, next }: Pick<Finding, 'code' | 'stage' | 'what' | 'next'>, field: string): Finding => ({ severity: 'error', code, stage, field, what, next })

const warning = (code: string, field: string, what: Text, next: Text): Finding => ({ severity: 'warning', code: `tls.${code}`, stage: 'tls', field, what, next })
