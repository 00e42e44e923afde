/** What matters of one certificate, as plain data. Times are ms since the epoch. */
export type CertificateFacts = {
  readonly subject: string
  readonly issuer: string
  readonly validFrom: number
  readonly validTo: number
  /** SHA-256, upper-case hex with colons, to tell two certificates of one name apart. */
  readonly fingerprint: string
}

/** The part of Node's X509Certificate that is read here. */
export type CertificateLike = {
  readonly subject: string
  readonly issuer: string
  readonly validFrom: string
  readonly validTo: string
  readonly fingerprint256: string
}

export const factsOf = ({ subject, issuer, validFrom, validTo, fingerprint256 }: CertificateLike): CertificateFacts => ({
  subject: nameOfLines(subject),
  issuer: nameOfLines(issuer),
  validFrom: Date.parse(validFrom),
  validTo: Date.parse(validTo),
  fingerprint: fingerprint256,
})

type NameFields = { readonly [field: string]: string | readonly string[] | undefined }

/** The part of Node's detailed peer certificate that is read here. */
export type PeerCertificateLike = {
  readonly subject?: NameFields
  readonly issuer?: NameFields
  readonly valid_from?: string
  readonly valid_to?: string
  readonly subjectaltname?: string | undefined
  readonly fingerprint256?: string
  readonly issuerCertificate?: PeerCertificateLike | undefined
}

/** The chain leaf first. Node links a self-signed certificate to itself, and may add the CA it found in its own store. */
export function chainOf(peer: PeerCertificateLike | undefined): CertificateFacts[] {
  const chain: CertificateFacts[] = []
  for (let current = peer; current?.subject; current = current.issuerCertificate) {
    const fingerprint = current.fingerprint256 ?? ''
    if (chain.some((known) => known.fingerprint === fingerprint)) break
    chain.push({
      subject: nameOf(current.subject),
      issuer: nameOf(current.issuer ?? {}),
      validFrom: Date.parse(current.valid_from ?? ''),
      validTo: Date.parse(current.valid_to ?? ''),
      fingerprint,
    })
  }
  return chain
}

/** The host names and addresses a certificate is for; its common name when it lists none. */
export function namesOf(peer: PeerCertificateLike | undefined): string[] {
  const listed = (peer?.subjectaltname ?? '')
    .split(', ')
    .map((entry) => /^(?:DNS|IP Address):"?([^"]*)"?$/.exec(entry)?.[1])
    .filter((name) => name !== undefined)
  if (listed.length > 0) return listed
  const common = peer?.subject?.['CN']
  return typeof common === 'string' ? [common] : [...(common ?? [])]
}

/** `CN=broker, O=Example`: the common name first, as people look for it. */
function nameOf(fields: NameFields): string {
  const parts = Object.entries(fields).flatMap(([key, value]) =>
    (typeof value === 'string' ? [value] : (value ?? [])).map((one) => `${key}=${one}`),
  )
  return commonNameFirst(parts)
}

/** Node's X509Certificate prints one part of a name a line, with `\,` for a comma (RFC 4514); this gives the same text as a peer certificate's. */
export const nameOfLines = (lines: string): string =>
  commonNameFirst(
    lines
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replace(/\\([,+"\\<>;#= ])/g, '$1')),
  )

export const commonNameFirst = (parts: readonly string[]): string =>
  [...parts.filter((part) => part.startsWith('CN=')), ...parts.filter((part) => !part.startsWith('CN='))].join(', ')

/** Day in UTC: `2025-09-01`. Certificates are judged by days, not seconds. */
export const day = (time: number): string => (Number.isFinite(time) ? new Date(time).toISOString().slice(0, 10) : '?')
