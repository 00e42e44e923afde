import { X509Certificate } from 'node:crypto'
import type { DetailedPeerCertificate } from 'node:tls'

const pemBlock = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/** Every certificate of a PEM file; empty when there is none or one cannot be read (cut short, other line ends are fine). */
export function readCertificates(file: Uint8Array): readonly X509Certificate[] {
  try {
    return (Buffer.from(file).toString('latin1').match(pemBlock) ?? []).map((pem) => new X509Certificate(pem))
  } catch {
    return []
  }
}

/** What the server sent, leaf first. Node links the chain's end to itself. */
export function peerChain(leaf: DetailedPeerCertificate): readonly X509Certificate[] {
  const chain: X509Certificate[] = []
  const seen = new Set<string>()
  for (let next: DetailedPeerCertificate | undefined = leaf; next?.raw && !seen.has(next.fingerprint256); next = next.issuerCertificate) {
    seen.add(next.fingerprint256)
    chain.push(new X509Certificate(next.raw))
  }
  return chain
}

const isIssuedBy = (certificate: X509Certificate, issuer: X509Certificate) =>
  certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey)

/** At `at` (ms since the epoch); null checks no dates, as ignorelocaltime 1 does. */
const isCurrent = (certificate: X509Certificate, at: number | null) =>
  at === null || (Date.parse(certificate.validFrom) <= at && at <= Date.parse(certificate.validTo))

/**
 * Does a chain of signatures lead from the leaf to one of the uploaded CA certificates? Done here because Node checks dates
 * against the PC's clock and reports only the last of several errors. The host name is not compared: no source says
 * that the modules here do.
 */
export function isTrusted(chain: readonly X509Certificate[], anchors: readonly X509Certificate[], at: number | null): boolean {
  for (const [index, certificate] of chain.entries()) {
    if (!isCurrent(certificate, at)) return false
    if (anchors.some((anchor) => anchor.fingerprint256 === certificate.fingerprint256)) return true
    if (anchors.some((anchor) => isIssuedBy(certificate, anchor) && isCurrent(anchor, at))) return true
    const issuer = chain[index + 1]
    if (!issuer?.ca || !isIssuedBy(certificate, issuer)) return false
  }
  return false
}
