import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** Compares without telling by its time how much was right. */
export function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given, 'utf8'), Buffer.from(wanted, 'utf8')]
  return a.length === b.length && timingSafeEqual(a, b)
}

export type HashName = 'md5' | 'sha1' | 'sha256'

/** `hmacsha1`, `HmacMD5`, `sha256`: the hash it names, in any case; undefined for another. */
export function hashNamed(method: string): HashName | undefined {
  const name = method.toLowerCase().replace(/^hmac[-_]?/, '')
  return name === 'md5' || name === 'sha1' || name === 'sha256' ? name : undefined
}

/** A text key is its UTF-8 bytes. */
export const hmac = (hash: HashName, key: string | Uint8Array, content: string): Buffer => createHmac(hash, key).update(content, 'utf8').digest()

const lettersAndDigits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Secrets in the shapes that consoles give them. Made anew at every start, good for practice only. */
export const randomText = (length: number): string => Array.from({ length }, () => lettersAndDigits[randomInt(lettersAndDigits.length)]).join('')
export const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex')
export const randomBase64 = (bytes: number): string => randomBytes(bytes).toString('base64')
