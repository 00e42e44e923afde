import type { CertificateInfo } from '../../../shared/contract/wizard.ts'

export type CertificateNote =
  | 'expired'
  | 'not-yet-valid'
  | 'expires-soon'
  | 'not-a-ca'
  | 'is-a-ca'
  | 'not-for-clients'
  | 'mixed-line-ends'
  | 'several'

const soonMs = 30 * 24 * 3600 * 1000

/** What a person should know about a certificate before it goes into the modem. `role` is what the field asks for. */
export function certificateNotes(
  info: CertificateInfo,
  role: 'ca' | 'client',
  now: number,
): readonly CertificateNote[] {
  const notes: CertificateNote[] = []
  if (now > info.validTo) notes.push('expired')
  else if (now < info.validFrom) notes.push('not-yet-valid')
  else if (info.validTo - now < soonMs) notes.push('expires-soon')
  if (role === 'ca' && !info.isCa) notes.push('not-a-ca')
  if (role === 'client' && info.isCa) notes.push('is-a-ca')
  else if (role === 'client' && !info.isForClients) notes.push('not-for-clients')
  if (info.lineEnds === 'mixed') notes.push('mixed-line-ends')
  if (info.count > 1) notes.push('several')
  return notes
}

/** The common name out of a distinguished name written either way (`CN=a, O=b` or lines); the whole name when it has none. */
export const commonName = (name: string): string => /(?:^|[,\n/])\s*CN\s*=\s*([^,\n/]+)/.exec(name)?.[1]?.trim() ?? name
