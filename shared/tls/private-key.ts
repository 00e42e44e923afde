import type { Result } from '../contract/failure.ts'
import { ok } from '../contract/failure.ts'
import { concat, toHex } from '../text/bytes.ts'
import type { PemFile } from '../wizard/credential.ts'
import { decodePem } from './decode-pem.ts'
import { bitsOf, bodyOf, context, integerOf, oidOf, readDer, readSequence, tag, writeDer, type Der } from './der.ts'
import type { PemBlock } from './pem.ts'
import { curveOf, ecKey, kindOf, oid, otherKey, rsaKey, type PublicKey } from './public-key.ts'

/** A private key. `pkcs8` is the secret itself: it goes into TLS and WebCrypto and nowhere else. */
export type PrivateKey = {
  readonly kind: string
  readonly pkcs8: Uint8Array
  /** Its public half, where the file holds it: always with RSA, nearly always with EC, seldom with Ed25519. */
  readonly publicKey: PublicKey | null
}

/** The first key of a PEM file in any of the three forms: PKCS#8 (RFC 5958), PKCS#1 (RFC 8017, A.1.2), SEC1 (RFC 5915). */
export function readPrivateKey(file: PemFile): Result<PrivateKey> {
  const keys = decodePem(file, 'key', decodeKey)
  return keys.ok ? ok(keys.value[0]) : keys
}

function decodeKey({ label, der }: PemBlock): PrivateKey {
  if (label === 'RSA PRIVATE KEY') return fromPkcs8(wrap(algorithmOf(oid.rsa), der))
  if (label !== 'EC PRIVATE KEY') return fromPkcs8(der)
  // Alone, an EC key says its curve in [0]; in PKCS#8 the curve stands with the algorithm.
  const parameters = readSequence(der).find((value) => value.tag === context(0))
  return fromPkcs8(wrap(algorithmOf(oid.ec, bodyOf(parameters, context(0))), der))
}

/** PrivateKeyInfo: version 0, algorithm, and the older form as its content. */
const wrap = (algorithm: Uint8Array, inner: Uint8Array): Uint8Array =>
  writeDer(tag.sequence, writeDer(tag.integer, Uint8Array.of(0)), algorithm, writeDer(tag.octets, inner))

const identifiers = {
  [oid.rsa]: Uint8Array.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01),
  [oid.ec]: Uint8Array.of(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01),
}

const algorithmOf = (number: keyof typeof identifiers, parameters = writeDer(tag.nothing)): Uint8Array =>
  writeDer(tag.sequence, writeDer(tag.oid, identifiers[number]), parameters)

function fromPkcs8(pkcs8: Uint8Array): PrivateKey {
  const [version, algorithm, content, ...more] = readSequence(pkcs8)
  bodyOf(version, tag.integer)
  const [name, parameters] = readDer(bodyOf(algorithm, tag.sequence))
  const number = oidOf(bodyOf(name, tag.oid))
  const inner = bodyOf(content, tag.octets)
  if (number === oid.rsa || number === oid.rsaPss) {
    const publicKey = readRsa(inner)
    return { kind: publicKey.kind, pkcs8, publicKey }
  }
  if (number === oid.ec) return { kind: `EC ${curveOf(parameters)}`, pkcs8, publicKey: readEc(inner, parameters) }
  // RFC 5958 has the public half in [1], a BIT STRING without its own tag.
  const half = more.find((value) => value.tag === 0x81)
  return { kind: kindOf(number), pkcs8, publicKey: half ? otherKey(number, half.body.subarray(1)) : null }
}

function readRsa(inner: Uint8Array): PublicKey {
  const [, modulus, exponent, , first, second] = readSequence(inner)
  const numberOf = (value: Der | undefined) => BigInt(`0x${toHex(integerOf(value))}`)
  // A letter that changed on the way is still base64; only the arithmetic notices.
  if (numberOf(first) * numberOf(second) !== numberOf(modulus)) throw new RangeError('the primes are not those of the modulus')
  return rsaKey(integerOf(modulus), integerOf(exponent))
}

function readEc(inner: Uint8Array, parameters: Der | undefined): PublicKey | null {
  const [version, secret, ...more] = readSequence(inner)
  bodyOf(version, tag.integer)
  bodyOf(secret, tag.octets)
  const half = more.find((value) => value.tag === context(1))
  return half ? ecKey(curveOf(parameters), bitsOf(readDer(half.body)[0])) : null
}

/** Whether the key belongs to the public key; null when its public half is neither in the file nor to be had here. */
export async function belongs(key: PrivateKey, publicKey: PublicKey): Promise<boolean | null> {
  if (key.kind !== publicKey.kind) return false
  const own = key.publicKey ?? (await derive(key))
  return own && own.id === publicKey.id
}

/** The public half worked out by WebCrypto, which knows three curves, Ed25519 in newer browsers, and is missing in a page without TLS. */
async function derive({ kind, pkcs8 }: PrivateKey): Promise<PublicKey | null> {
  const algorithm = kind.startsWith('EC ') ? { name: 'ECDSA', namedCurve: kind.slice(3) } : { name: kind }
  try {
    const handle = await crypto.subtle.importKey('pkcs8', Uint8Array.from(pkcs8), algorithm, true, ['sign'])
    const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', handle)
    return kind.startsWith('EC ') ? ecKey(kind.slice(3), concat([Uint8Array.of(4), fromUrl(x), fromUrl(y)])) : otherKey(oid.ed25519, fromUrl(x))
  } catch {
    return null
  }
}

const fromUrl = (value: string): Uint8Array => Uint8Array.from(atob(value.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0))
