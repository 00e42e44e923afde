// Must come before @peculiar/x509, whose parts are found by decorators.
import 'reflect-metadata'
import { sha256 } from '@noble/hashes/sha2.js'
import { BasicConstraintsExtension, ExtendedKeyUsage, ExtendedKeyUsageExtension, KeyUsageFlags, KeyUsagesExtension, SubjectAlternativeNameExtension, X509Certificate } from '@peculiar/x509'
import type { Result } from '../contract/failure.ts'
import { toHex } from '../text/bytes.ts'
import type { PemFile } from '../wizard/credential.ts'
import { commonNameFirst, type CertificateFacts } from './certificate-facts.ts'
import { decodePem } from './decode-pem.ts'
import type { PemRole } from './pem.ts'
import { publicKeyOf, type PublicKey } from './public-key.ts'

export type X509Facts = CertificateFacts & {
  /** Whether it may sign others: the CA mark, and no key usage that speaks against it. */
  readonly isCa: boolean
  /** Host names and addresses; the common name when it lists none. */
  readonly names: readonly string[]
  /** `RSA 2048`, `EC P-256`. */
  readonly key: string
  /** By its names alone: it calls itself its issuer. */
  readonly isSelfSigned: boolean
  /** What it may be shown as in a handshake (RFC 5280, 4.2.1.3 and 4.2.1.12); without those extensions as either. */
  readonly mayBe: { readonly server: boolean; readonly client: boolean }
}

/** Who a certificate is for, kind by kind: addresses and host names are compared by rules of their own. */
export type Identity = { readonly hosts: readonly string[]; readonly addresses: readonly string[]; readonly commonNames: readonly string[] }

export type Certificate = {
  readonly facts: X509Facts
  readonly identity: Identity
  readonly publicKey: PublicKey
  readonly der: Uint8Array
  readonly parsed: X509Certificate
}

/** The certificates of a PEM file, in its order. */
export const readCertificates = (file: PemFile, role: Exclude<PemRole, 'key'>): Result<[Certificate, ...Certificate[]]> => decodePem(file, role, ({ der }) => certificateOf(der))

/** Throws when the bytes are no certificate. */
function certificateOf(der: Uint8Array): Certificate {
  const parsed = new X509Certificate(Uint8Array.from(der))
  const identity = identityOf(parsed)
  const publicKey = publicKeyOf(new Uint8Array(parsed.publicKey.rawData))
  const subject = nameOf(parsed.subjectName)
  const issuer = nameOf(parsed.issuerName)
  const listed = [...identity.hosts, ...identity.addresses]
  const facts: X509Facts = {
    subject,
    issuer,
    validFrom: parsed.notBefore.getTime(),
    validTo: parsed.notAfter.getTime(),
    fingerprint: toHex(sha256(der), ':').toUpperCase(),
    isCa: isCa(parsed),
    names: listed.length > 0 ? listed : identity.commonNames,
    key: publicKey.kind,
    isSelfSigned: subject === issuer,
    mayBe: { server: mayBe(parsed, 'server'), client: mayBe(parsed, 'client') },
  }
  return { facts, identity, publicKey, der, parsed }
}

function isCa(certificate: X509Certificate): boolean {
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages
  const maySign = usages === undefined || (usages & KeyUsageFlags.keyCertSign) !== 0
  return maySign && certificate.getExtension(BasicConstraintsExtension)?.ca === true
}

/** RFC 5280, 4.2.1.12: anyExtendedKeyUsage. */
const anyUse = '2.5.29.37.0'

/** A client signs the handshake (RFC 5246, 7.4.8; RFC 8446, 4.4.2.2); a server signs it too, or with RSA and no ECDHE only decrypts. */
function mayBe(certificate: X509Certificate, role: 'server' | 'client'): boolean {
  const extended = certificate.getExtension(ExtendedKeyUsageExtension)?.usages
  const wanted: string = role === 'server' ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth
  const usages = certificate.getExtension(KeyUsagesExtension)?.usages
  const signs = KeyUsageFlags.digitalSignature | (role === 'server' ? KeyUsageFlags.keyEncipherment | KeyUsageFlags.keyAgreement : 0)
  return (extended === undefined || extended.some((use) => use === wanted || use === anyUse)) && (usages === undefined || (usages & signs) !== 0)
}

function identityOf(certificate: X509Certificate): Identity {
  const names = certificate.getExtension(SubjectAlternativeNameExtension)?.names.items ?? []
  const valuesOf = (type: string) => names.filter((name) => name.type === type).map((name) => name.value)
  return { hosts: valuesOf('dns'), addresses: valuesOf('ip'), commonNames: certificate.subjectName.getField('CN') }
}

/** The short names of OpenSSL, by which people know them, where @peculiar/x509 has others or none (X.520, RFC 4519). */
const shortNames: Readonly<Record<string, string>> = {
  E: 'emailAddress',
  G: 'GN',
  I: 'initials',
  T: 'title',
  '2.5.4.5': 'serialNumber',
  '2.5.4.9': 'street',
  '2.5.4.15': 'businessCategory',
  '2.5.4.17': 'postalCode',
  '2.5.4.46': 'dnQualifier',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
}

function nameOf(name: X509Certificate['subjectName']): string {
  const parts = name.toJSON().flatMap((part) => Object.entries(part).flatMap(([type, values]) => values.map((value) => `${shortNames[type] ?? type}=${value}`)))
  return commonNameFirst(parts)
}

const families: Readonly<Record<string, string>> = { 'RSASSA-PKCS1-v1_5': 'RSA', 'RSA-PSS': 'RSA', ECDSA: 'EC' }

/** Whether `issuer`’s key signed the certificate; null where WebCrypto is missing or does not know the algorithm. */
export async function isSignedBy(certificate: Certificate, issuer: Certificate): Promise<boolean | null> {
  const algorithm = certificate.parsed.signatureAlgorithm as object as { readonly name: string }
  // A signature of another family of keys cannot be the issuer's; asking WebCrypto would end in an error.
  const family = families[algorithm.name] ?? algorithm.name
  if (family !== issuer.publicKey.kind.split(' ')[0]) return /^[A-Z]/.test(family) ? false : null
  try {
    const { publicKey } = issuer.parsed
    // A key that WebCrypto cannot import throws here; inside `verify` it would pass for a wrong signature.
    const key = await publicKey.export({ ...publicKey.algorithm, ...algorithm }, ['verify'], crypto)
    return await certificate.parsed.verify({ publicKey: key, signatureOnly: true }, crypto)
  } catch {
    return null
  }
}
