import { toHex } from '../text/bytes.ts'
import { bitsOf, bodyOf, integerOf, oidOf, readSequence, tag, type Der } from './der.ts'

/** A public key: its kind in words (`RSA 2048`, `EC P-256`), and a text that is the same for the same key and for no other. */
export type PublicKey = { readonly kind: string; readonly id: string }

/** Object identifiers of RFC 8017, RFC 5480 and RFC 8410. */
export const oid = { rsa: '1.2.840.113549.1.1.1', rsaPss: '1.2.840.113549.1.1.10', ec: '1.2.840.10045.2.1', ed25519: '1.3.101.112', ed448: '1.3.101.113' } as const

const curves: Readonly<Record<string, string>> = {
  '1.2.840.10045.3.1.7': 'P-256',
  '1.3.132.0.34': 'P-384',
  '1.3.132.0.35': 'P-521',
  '1.3.132.0.10': 'secp256k1',
  '1.3.132.0.33': 'P-224',
  '1.2.840.10045.3.1.1': 'P-192',
  '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1',
  '1.3.36.3.3.2.8.1.1.11': 'brainpoolP384r1',
  '1.3.36.3.3.2.8.1.1.13': 'brainpoolP512r1',
  '1.2.156.10197.1.301': 'SM2',
}

/** The name of a curve; a key may also spell its curve out, which hardly anything in the field takes. */
export function curveOf(parameters: Der | undefined): string {
  if (parameters?.tag !== tag.oid) return 'with a curve of its own'
  const number = oidOf(parameters.body)
  return curves[number] ?? number
}

/** The key of a SubjectPublicKeyInfo (RFC 5280, 4.1), the form that a certificate holds. Throws when it is none. */
export function publicKeyOf(spki: Uint8Array): PublicKey {
  const [algorithm, bits] = readSequence(spki)
  const [name, parameters] = readSequence(algorithm?.whole ?? new Uint8Array())
  const number = oidOf(bodyOf(name, tag.oid))
  if (number === oid.rsa || number === oid.rsaPss) {
    const [modulus, exponent] = readSequence(bitsOf(bits))
    return rsaKey(integerOf(modulus), integerOf(exponent))
  }
  return number === oid.ec ? ecKey(curveOf(parameters), bitsOf(bits)) : otherKey(number, bitsOf(bits))
}

export function rsaKey(modulus: Uint8Array, exponent: Uint8Array): PublicKey {
  const [top = 0] = modulus
  return { kind: `RSA ${modulus.length * 8 - (Math.clz32(top) - 24)}`, id: `rsa ${toHex(modulus)} ${toHex(exponent)}` }
}

/** The same point has a long form (04, x, y) and a short one (02 or 03 by the last bit of y, x): the id is the short one. */
export function ecKey(curve: string, point: Uint8Array): PublicKey {
  const isLong = point[0] === 4
  const x = isLong ? point.subarray(1, (point.length + 1) / 2) : point.subarray(1)
  const mark = isLong ? 2 + ((point.at(-1) ?? 0) & 1) : point[0]
  return { kind: `EC ${curve}`, id: `ec ${curve} ${mark} ${toHex(x)}` }
}

export const otherKey = (number: string, bits: Uint8Array): PublicKey => ({ kind: kindOf(number), id: `${number} ${toHex(bits)}` })

export const kindOf = (number: string): string => ({ [oid.ed25519]: 'Ed25519', [oid.ed448]: 'Ed448' })[number] ?? number
