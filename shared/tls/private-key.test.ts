import { createPrivateKey, createPublicKey, ECDH, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { afterEach, expect, it, vi } from 'vitest'
import { pemFile } from '../../test/support/certificates.ts'
import { belongs, readPrivateKey } from './private-key.ts'
import { ecKey, publicKeyOf } from './public-key.ts'

afterEach(() => vi.unstubAllGlobals())

// Node's OpenSSL is the witness: it makes every key here, in every form.
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey
const p256 = ec('P-256')
const [p384, p521, k256] = [ec('P-384'), ec('P-521'), ec('secp256k1')]
const ed25519 = generateKeyPairSync('ed25519').privateKey

/** Another key of the same kind. */
const sibling = ({ asymmetricKeyType: type, asymmetricKeyDetails: details }: KeyObject): KeyObject => {
  if (type === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  return type === 'ec' ? ec(details?.namedCurve ?? '') : generateKeyPairSync('ed25519').privateKey
}

type Form = 'pkcs8' | 'pkcs1' | 'sec1'
const pem = (key: KeyObject, type: Form, cipher?: string) => key.export({ type: type as 'pkcs8', format: 'pem', ...(cipher !== undefined && { cipher, passphrase: 'x' }) }) as string
const publicHalf = (key: KeyObject) => publicKeyOf(createPublicKey(key).export({ type: 'spki', format: 'der' }))

/** Without its public half, as `openssl ec -no_public` writes it: version 1 and the 32 bytes of the secret. */
const bare = (key: KeyObject) => {
  const head = Buffer.from('3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420', 'hex')
  const der = Buffer.concat([head, Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url')])
  return `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`
}

const read = (content: string) => {
  const result = readPrivateKey(pemFile('k.pem', content))
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}
const codeOf = (content: string) => {
  const result = readPrivateKey(pemFile('k.pem', content))
  return result.ok ? 'ok' : result.failure.code
}

it.each<[string, Form, string, KeyObject]>([
  ['PRIVATE KEY', 'pkcs8', 'RSA 2048', rsa],
  ['RSA PRIVATE KEY', 'pkcs1', 'RSA 2048', rsa],
  ['PRIVATE KEY', 'pkcs8', 'EC P-256', p256],
  ['EC PRIVATE KEY', 'sec1', 'EC P-256', p256],
  ['EC PRIVATE KEY', 'sec1', 'EC P-384', p384],
  ['EC PRIVATE KEY', 'sec1', 'EC P-521', p521],
  ['EC PRIVATE KEY', 'sec1', 'EC secp256k1', k256],
  ['PRIVATE KEY', 'pkcs8', 'Ed25519', ed25519],
])('“%s” (%s) is read as %s, is the same key as PKCS#8, and belongs to its own public key alone', async (label, form, kind, key) => {
  const content = pem(key, form)
  expect(content).toContain(`-----BEGIN ${label}-----`)
  const own = read(content)
  expect([own.kind, publicHalf(key).kind]).toEqual([kind, kind])
  expect(createPrivateKey({ key: Buffer.from(own.pkcs8), format: 'der', type: 'pkcs8' }).equals(key)).toBe(true)
  expect([await belongs(own, publicHalf(key)), await belongs(own, publicHalf(sibling(key)))]).toEqual([true, false])
})

it('works out the public half where the file lacks it', async () => {
  expect(read(bare(p256)).publicKey).toBe(null)
  expect([await belongs(read(bare(p256)), publicHalf(p256)), await belongs(read(bare(p256)), publicHalf(ec('P-256')))]).toEqual([true, false])
})

it('leaves open what a page without WebCrypto cannot work out', async () => {
  vi.stubGlobal('crypto', {})
  expect([await belongs(read(pem(p256, 'sec1')), publicHalf(p256)), await belongs(read(bare(p256)), publicHalf(p256))]).toEqual([true, null])
})

it('knows a point in its short form as the same', () => {
  const long = ECDH.convertKey(createPublicKey(p256).export({ type: 'spki', format: 'der' }).subarray(-65), 'prime256v1') as Buffer
  const short = ECDH.convertKey(long, 'prime256v1', undefined, undefined, 'compressed') as Buffer
  expect([long.length, short.length]).toEqual([65, 33])
  expect(ecKey('P-256', short)).toEqual(ecKey('P-256', long))
})

it('names encrypted, foreign and damaged keys as such', () => {
  const lines = pem(rsa, 'pkcs8').split('\n')
  // One letter of the modulus changed: base64 and DER stay whole.
  const changed = lines.with(3, `${lines[3]?.startsWith('A') ? 'B' : 'A'}${lines[3]?.slice(1)}`).join('\n')
  expect({
    pkcs8: codeOf(pem(p256, 'pkcs8', 'aes-128-cbc')),
    pkcs1: codeOf(pem(rsa, 'pkcs1', 'aes-128-cbc')),
    sec1: codeOf(pem(p256, 'sec1', 'aes-128-cbc')),
    publicKey: codeOf(createPublicKey(p256).export({ type: 'spki', format: 'pem' }) as string),
    changed: codeOf(changed),
    mislabelled: codeOf(pem(p256, 'pkcs8').replaceAll('PRIVATE', 'RSA PRIVATE')),
  }).toEqual({
    pkcs8: 'tls.key-encrypted',
    pkcs1: 'tls.key-encrypted',
    sec1: 'tls.key-encrypted',
    publicKey: 'tls.key-wrong-kind',
    changed: 'tls.key-unreadable',
    mislabelled: 'tls.key-unreadable',
  })
})
