import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509'

const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2048 } as const
const curve = { name: 'ECDSA', namedCurve: 'P-256' } as const
const dayMs = 86_400_000

type KeyPair = Awaited<ReturnType<typeof makeKeys>>
const makeKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
/** A thousand times quicker to make than RSA: for devices, of which the bench makes several at every start. */
const makeCurveKeys = () => webcrypto.subtle.generateKey(curve, true, ['sign', 'verify'])

/** PEM with LF line ends and one at the end of the file: the byte count that a modem is told is this text's. */
const pem = (label: string, der: ArrayBuffer) => `${PemConverter.encode(der, label).replaceAll('\r\n', '\n').trimEnd()}\n`

const serial = () => Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex').replace(/^[89a-f]/, '7')

type CertificateOptions = {
  /** Common name. */
  readonly name: string
  /** ms since the epoch; default: yesterday to ten years on. */
  readonly validFrom?: number
  readonly validTo?: number
}

export type Authority = {
  /** The CA's certificate. */
  readonly certificate: string
  /** A certificate signed by it, and its key in PKCS#8, both PEM. */
  readonly issue: (options: IssueOptions) => Promise<Issued>
}

export type IssueOptions = CertificateOptions & {
  /** Names and IPv4 addresses of a server; without them it is a client's certificate. */
  readonly hosts?: readonly string[]
  /** Default `rsa`, which every module can check. */
  readonly key?: 'rsa' | 'p256'
}

export type Issued = { readonly certificate: string; readonly privateKey: string }

const period = ({ validFrom, validTo }: CertificateOptions) => ({
  notBefore: new Date(validFrom ?? Date.now() - dayMs),
  notAfter: new Date(validTo ?? Date.now() + 3650 * dayMs),
})

async function issue(authority: X509Certificate, keys: KeyPair, options: IssueOptions): Promise<Issued> {
  const isCurve = options.key === 'p256'
  const own = await (isCurve ? makeCurveKeys() : makeKeys())
  const hosts = options.hosts ?? []
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: `CN=${options.name}`,
    issuer: authority.subject,
    ...period(options),
    signingAlgorithm: algorithm,
    signingKey: keys.privateKey,
    publicKey: own.publicKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(isCurve ? KeyUsageFlags.digitalSignature : KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment, true),
      new ExtendedKeyUsageExtension([hosts.length > 0 ? ExtendedKeyUsage.serverAuth : ExtendedKeyUsage.clientAuth]),
      ...(hosts.length > 0 ? [new SubjectAlternativeNameExtension(hosts.map((value) => ({ type: /^[\d.]+$/.test(value) ? ('ip' as const) : ('dns' as const), value })))] : []),
      await SubjectKeyIdentifierExtension.create(own.publicKey),
      await AuthorityKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: pem('CERTIFICATE', certificate.rawData), privateKey: pem('PRIVATE KEY', await webcrypto.subtle.exportKey('pkcs8', own.privateKey)) }
}

/** A fresh CA, RSA 2048 with SHA-256: what every module in the field can check. Its key never leaves memory. */
export async function createAuthority(options: CertificateOptions): Promise<Authority> {
  const keys = await makeKeys()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${options.name}`,
    ...period(options),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  return { certificate: pem('CERTIFICATE', certificate.rawData), issue: (request) => issue(certificate, keys, request) }
}
