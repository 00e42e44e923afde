import { hmac as nobleHmac } from '@noble/hashes/hmac.js'
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha256, sha512 } from '@noble/hashes/sha2.js'

export const algorithms = ['md5', 'sha1', 'sha256', 'sha512'] as const
export type Algorithm = (typeof algorithms)[number]

const functions = { md5, sha1, sha256, sha512 } as const

/** Bytes of a digest: 16, 20, 32, 64. */
export const digestBytes: Readonly<Record<Algorithm, number>> = { md5: 16, sha1: 20, sha256: 32, sha512: 64 }

/** FIPS 180-4 and RFC 1321. */
export const hash = (algorithm: Algorithm, message: Uint8Array): Uint8Array => functions[algorithm](message)

/** RFC 2104: raw bytes of the digest. An empty key is allowed. */
export const hmac = (algorithm: Algorithm, key: Uint8Array, message: Uint8Array): Uint8Array => nobleHmac(functions[algorithm], key, message)
