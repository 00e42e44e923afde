import { fromLatin1, toHex, utf8 } from '../text/bytes.ts'
import { fromHex, lenientBase64, toBase64 } from '../text/encodings.ts'
import type { Text } from '../text/local-text.ts'
import { hash, hmac, type Algorithm } from './digest.ts'

/** A mistake that was made, as told to the person. `field` is the input or login part to mend. */
export type Fault = { readonly code: string; readonly field: string; readonly what: Text; readonly next: Text }

/** One way to do a step; without a fault it is the right one. */
export type Candidate<T> = { readonly value: T; readonly fault?: Fault }

export type Digesting = 'hmac' | 'hmac-swapped' | 'hash' | 'hash-with-key'
export type Encoding = 'hex' | 'HEX' | 'base64' | 'base64-of-hex'

/**
 * Ways in which a digest may have been made. Every combination with at most two faults is tried, fewest faults first, so the lists
 * stay short: ten keys, twenty contents, four algorithms and four encodings are some hundred digests, a few ms.
 */
export type DigestSearch = {
  /** The digest as it stands in the password, in its encoding. */
  readonly given: string
  readonly keys: readonly Candidate<Uint8Array>[]
  readonly contents: readonly Candidate<string>[]
  readonly algorithms: readonly Candidate<Algorithm>[]
  readonly encodings: readonly Candidate<Encoding>[]
  /** Left out: HMAC of the content under the key. */
  readonly digestings?: readonly Candidate<Digesting>[]
}

const maximumFaults = 2

/** The faults with which the given digest comes out, none for a right one; null when no tried way gives it. */
export function findFaults(search: DigestSearch): readonly Fault[] | null {
  const digestings = search.digestings ?? [{ value: 'hmac' as const }]
  const encodings = search.encodings.flatMap((encoding) => {
    const bytes = decode(search.given, encoding.value)
    return bytes ? [{ hex: toHex(bytes), fault: encoding.fault }] : []
  })
  for (let allowed = 0; allowed <= maximumFaults; allowed++) {
    for (const key of search.keys) {
      for (const content of search.contents) {
        for (const algorithm of search.algorithms) {
          for (const digesting of digestings) {
            const made = faultsOf(key, content, algorithm, digesting)
            const wanted = encodings.filter(({ fault }) => made.length + (fault ? 1 : 0) === allowed)
            if (wanted.length === 0) continue
            const hex = toHex(digest(digesting.value, algorithm.value, key.value, utf8(content.value)))
            const match = wanted.find((encoding) => encoding.hex === hex)
            if (match) return match.fault ? [...made, match.fault] : made
          }
        }
      }
    }
  }
  return null
}

const faultsOf = (...candidates: readonly Candidate<unknown>[]): Fault[] => candidates.flatMap(({ fault }) => (fault ? [fault] : []))

function digest(way: Digesting, algorithm: Algorithm, key: Uint8Array, content: Uint8Array): Uint8Array {
  if (way === 'hmac') return hmac(algorithm, key, content)
  if (way === 'hmac-swapped') return hmac(algorithm, content, key)
  if (way === 'hash') return hash(algorithm, content)
  return hash(algorithm, new Uint8Array([...content, ...key]))
}

function decode(given: string, encoding: Encoding): Uint8Array | null {
  if (encoding === 'hex') return /[A-F]/.test(given) ? null : fromHex(given)
  if (encoding === 'HEX') return /[a-f]/.test(given) ? null : fromHex(given)
  const bytes = lenientBase64(given)
  if (encoding === 'base64' || bytes === null) return bytes
  return fromHex(fromLatin1(bytes))
}

export const encode = (bytes: Uint8Array, encoding: Encoding): string => {
  const hex = toHex(bytes)
  if (encoding === 'base64') return toBase64(bytes)
  if (encoding === 'base64-of-hex') return toBase64(utf8(hex))
  return encoding === 'HEX' ? hex.toUpperCase() : hex
}
