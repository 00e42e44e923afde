import { lenientBase64, percentDecode, toBase64 } from '../../text/encodings.ts'

/** A value and where it begins in the password. */
export type TokenPart = { readonly value: string; readonly at: number }

export type Token = {
  /** What stands before the first name: `SharedAccessSignature ` and nothing else. */
  readonly prefix: string
  readonly parts: ReadonlyMap<string, TokenPart>
}

export const rightPrefix = 'SharedAccessSignature '
export const tokenNames = ['sr', 'sig', 'se', 'skn'] as const

/** `SharedAccessSignature sr=…&sig=…&se=…`, in any order; names as they are spelt. Undefined for what is no token at all. */
export function parseToken(password: string): Token | undefined {
  const start = password.startsWith(rightPrefix) ? rightPrefix.length : password.search(/(?<=^|[\s=]|%20|\+)(?:sr|sig|se|skn)=/i)
  if (start < 0) return undefined
  const parts = new Map<string, TokenPart>()
  let at = start
  for (const pair of password.slice(start).split('&')) {
    const equals = pair.indexOf('=')
    const name = equals < 0 ? pair : pair.slice(0, equals)
    if (!parts.has(name)) parts.set(name, { value: equals < 0 ? '' : pair.slice(equals + 1), at: at + name.length + 1 })
    at += pair.length + 1
  }
  return { prefix: password.slice(0, start), parts }
}

/** A `sig` without its URL encoding, whatever was done to it on the way: encoded twice or not at all, a + that became a space. */
export function plainSignature(sig: string): string {
  let plain = sig
  for (let round = 0; round < 2 && plain.includes('%'); round++) plain = percentDecode(plain) ?? plain
  return plain.replaceAll(' ', '+')
}

/** The digest in a `sig`, in clean Base64; as it stands where it is not one of 32 bytes. */
export function digestIn(sig: string): string {
  const plain = plainSignature(sig)
  const bytes = lenientBase64(plain)
  return bytes && bytes.length === 32 ? toBase64(bytes) : plain
}

/** Order and spelling of %XX apart, the same token. What is wrong about a token’s form is said of its parts one by one. */
export function isSameToken(given: string, right: string): boolean {
  const [a, b] = [parseToken(given), parseToken(right)]
  if (!a || !b) return false
  const partOf = ({ parts }: Token, name: string) => parts.get(name)?.value ?? ''
  const plain = (value: string) => percentDecode(value) ?? value
  return (
    digestIn(partOf(a, 'sig')) === digestIn(partOf(b, 'sig')) && partOf(a, 'se') === partOf(b, 'se') && plain(partOf(a, 'skn')) === plain(partOf(b, 'skn'))
  )
}
