import type { Circumstances } from '../clouds/profile.ts'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const length = 40

/** Circumstances from a clock (ms since the epoch) and a source of random bytes: `length` of them, at most a few dozen. */
export const circumstancesOf = (now: number, randomBytes: (length: number) => Uint8Array): Circumstances => ({
  now,
  // 256 is no multiple of 62, so that some characters are a little more likely: of no consequence for a nonce.
  random: Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join(''),
})
