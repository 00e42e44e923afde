import { percentDecode } from '../../text/encodings.ts'

/** How a value of a token was damaged on its way into the token; the first that applies. */
export type Damage = 'percent' | 'escape' | 'double-encoded' | 'plus-space' | 'not-encoded'

/** One parameter of a token. `start` and `end` (exclusive) are places of its value in the token, in UTF-16 units. */
export type TokenPart = { readonly name: string; readonly value: string; readonly damage?: Damage; readonly start: number; readonly end: number }

/** The parameters of a token in its own order, each value as it was meant. A piece without `=` is a name with an empty value. */
export function readToken(token: string): readonly TokenPart[] {
  const parts: TokenPart[] = []
  let start = 0
  for (const piece of token.split('&')) {
    const at = piece.indexOf('=')
    const [name, raw] = at < 0 ? [piece, ''] : [piece.slice(0, at), piece.slice(at + 1)]
    parts.push({ name, ...readValue(name, raw), start: start + (at < 0 ? piece.length : at + 1), end: start + piece.length })
    start += piece.length + 1
  }
  return parts
}

/** Characters that OneNET's documents want encoded; `=` and `&` cannot be seen here but inside Base64's padding. */
const reserved = /[+ /?#=]/

function readValue(name: string, raw: string): { readonly value: string; readonly damage?: Damage } {
  // C source writes %% for printf; pasted from there, or sent without printf, both stay.
  if (raw.includes('%%')) return { value: percentDecode(raw.replaceAll('%%', '%')) ?? raw, damage: 'percent' }
  const once = percentDecode(raw)
  if (once === null) return { value: raw, damage: 'escape' }
  if (/%[0-9a-fA-F]{2}/.test(once)) return { value: percentDecode(once) ?? once, damage: 'double-encoded' }
  // A space is never Base64: a form decoder made it of a + that was not encoded.
  if (name === 'sign' && once.includes(' ')) return { value: once.replaceAll(' ', '+'), damage: 'plus-space' }
  return reserved.test(raw) ? { value: once, damage: 'not-encoded' } : { value: once }
}

export const partOf = (parts: readonly TokenPart[], name: string): string | undefined => parts.find((part) => part.name === name)?.value

/** Whether two tokens carry the same values, however they are ordered or encoded: what is wrong with the form is told by itself. */
export function isSameToken(a: string, b: string): boolean {
  const flat = (token: string) =>
    readToken(token)
      .map(({ name, value }) => `${name}=${value}`)
      .toSorted()
      .join('&')
  return flat(a) === flat(b)
}
