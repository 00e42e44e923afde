import { ok, type Result } from '../../../shared/contract/failure.ts'
import type { CertificateInfo } from '../../../shared/contract/wizard.ts'
import { checkTlsMaterial } from '../../../shared/tls/check-material.ts'
import { lineEndsOf } from '../../../shared/tls/pem-layout.ts'
import { belongs, readPrivateKey } from '../../../shared/tls/private-key.ts'
import { readCertificates } from '../../../shared/tls/x509.ts'
import { fromLatin1 } from '../../../shared/text/bytes.ts'
import type { Span } from '../../../shared/wizard/clock.ts'
import type { Credential, PemFile } from '../../../shared/wizard/credential.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'

/** Reads a PEM file; the first certificate speaks for the file. With a key, also says whether it belongs to it, where that can be told. */
export async function inspectCertificate(file: PemFile, key: PemFile | null): Promise<Result<CertificateInfo & { keyMatches?: boolean }>> {
  const certificates = readCertificates(file, 'certificate')
  if (!certificates.ok) return certificates
  const [{ facts, publicKey }] = certificates.value
  const privateKey = key ? readPrivateKey(key) : ok(null)
  if (!privateKey.ok) return privateKey
  const keyMatches = privateKey.value && (await belongs(privateKey.value, publicKey))
  return ok({
    subject: facts.subject,
    issuer: facts.issuer,
    validFrom: facts.validFrom,
    validTo: facts.validTo,
    isCa: facts.isCa,
    isForClients: facts.mayBe.client,
    bytes: file.bytes.length,
    lineEnds: lineEndsOf(fromLatin1(file.bytes)),
    count: certificates.value.length,
    ...(keyMatches !== null && { keyMatches }),
  })
}

/**
 * What is wrong, or may be, with the files that a credential's TLS mode takes: errors stop the plan, warnings do not. The host is not
 * compared: the certificate is ours, not the server's. `now` in ms since the epoch.
 */
export async function certificateFindings({ tls, ca, certificate, privateKey }: Credential, now: number): Promise<readonly Finding[]> {
  if (tls === 'none') return []
  const check = await checkTlsMaterial(tls === 'mutual' ? { ca, certificate, privateKey } : { ca }, now)
  return check.findings
}

/** When all the plan's certificates are valid: of a file with several the first, of a CA file only where it holds one, for one of them is enough. */
export function validityOf({ tls, ca, certificate }: Credential): Span {
  const read = (file: PemFile | undefined, role: 'ca' | 'certificate') => {
    const found = file && readCertificates(file, role)
    return found?.ok ? found.value : []
  }
  const roots = tls === 'none' ? [] : read(ca, 'ca')
  const facts = [...(roots.length === 1 ? roots : []), ...(tls === 'mutual' ? read(certificate, 'certificate').slice(0, 1) : [])].map((each) => each.facts)
  return facts.length === 0 ? {} : { from: Math.max(...facts.map(({ validFrom }) => validFrom)), to: Math.min(...facts.map(({ validTo }) => validTo)) }
}
