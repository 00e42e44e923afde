import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import * as x509 from '@peculiar/x509'

x509.cryptoProvider.set(webcrypto as never)

const dayMs = 86_400_000

/** Real certificates for tests, made in milliseconds (P-256). Dates and names are free, so that bad ones can be made too. */
export type Issued = { readonly cert: string; readonly key: string }
export type Authority = Issued & { readonly name: string; readonly keys: webcrypto.CryptoKeyPair }

type Validity = { readonly from?: Date; readonly to?: Date }

export async function makeAuthority(commonName: string, options: Validity & { readonly signedBy?: Authority; readonly isCa?: boolean } = {}): Promise<Authority> {
  const keys = await makeKeys()
  const name = `CN=${commonName}, O=ATelier test`
  const certificate = await x509.X509CertificateGenerator.create({
    subject: name,
    issuer: options.signedBy?.name ?? name,
    publicKey: keys.publicKey,
    signingKey: (options.signedBy?.keys ?? keys).privateKey,
    ...validity(options),
    ...algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(options.isCa ?? true, undefined, true),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { name, keys, cert: pem(certificate), key: await exportKey(keys) }
}

/** A server's or a client's certificate. `names`: what it is for; addresses are told apart by their form. */
export async function issue(
  by: Authority,
  commonName: string,
  options: Validity & { readonly names?: readonly string[]; readonly usage?: 'server' | 'client' | 'any' | 'sealing' } = {},
): Promise<Issued> {
  const keys = await makeKeys()
  const names = (options.names ?? []).map((value) => ({ type: /^[\d.]+$|:/.test(value) ? ('ip' as const) : ('dns' as const), value }))
  const certificate = await x509.X509CertificateGenerator.create({
    subject: `CN=${commonName}`,
    issuer: by.name,
    publicKey: keys.publicKey,
    signingKey: by.keys.privateKey,
    ...validity(options),
    ...algorithm,
    extensions: [
      ...(names.length > 0 ? [new x509.SubjectAlternativeNameExtension(names)] : []),
      // `sealing`: a key usage that signs nothing, and no extended one.
      options.usage === 'sealing' ? new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyEncipherment, true) : new x509.ExtendedKeyUsageExtension([purposes[options.usage ?? 'server']]),
    ],
  })
  return { cert: pem(certificate), key: await exportKey(keys) }
}

/** RFC 5280, 4.2.1.12. */
const purposes = { server: '1.3.6.1.5.5.7.3.1', client: '1.3.6.1.5.5.7.3.2', any: '2.5.29.37.0' } as const

/** A file as a form hands it over. */
export const pemFile = (name: string, content: string) => ({ name, bytes: new Uint8Array(Buffer.from(content, 'utf8')) })

export const daysFromNow = (days: number): Date => new Date(Date.now() + days * dayMs)

const algorithm = { signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' } }

const makeKeys = (): Promise<webcrypto.CryptoKeyPair> =>
  webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify'])

const validity = ({ from, to }: Validity) => ({ notBefore: from ?? daysFromNow(-1), notAfter: to ?? daysFromNow(30) })

const pem = (certificate: x509.X509Certificate): string => `${certificate.toString('pem')}\n`

async function exportKey(keys: webcrypto.CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey))
  return `-----BEGIN PRIVATE KEY-----\n${(der.toString('base64').match(/.{1,64}/g) ?? []).join('\n')}\n-----END PRIVATE KEY-----\n`
}
