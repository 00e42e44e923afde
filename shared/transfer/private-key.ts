import { fromLatin1 } from '../text/bytes.ts'

/** Larger files are no keys. */
const largestKeyFile = 64 * 1024

/** A PEM file with a private key in it, alone or beside certificates. Such content stays out of recordings. */
export const holdsPrivateKey = (bytes: Uint8Array): boolean => bytes.length <= largestKeyFile && /-----BEGIN [A-Z ]*PRIVATE KEY-----/.test(fromLatin1(bytes))
