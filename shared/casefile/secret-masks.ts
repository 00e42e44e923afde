import { fromLatin1, toHex, utf8 } from '../text/bytes.ts'
import { bullets } from '../wizard/mask-plan.ts'

/** Characters. A shorter secret stands by chance in too much; where a command carries it, it was hidden there. */
const shortest = 4

/** A key's own lines: a modem may echo one of them. */
const linesOf = (secret: string): readonly string[] =>
  secret.includes('\n') ? secret.split(/[\r\n]+/).filter((line) => line.length >= 16 && !line.startsWith('-----')) : [secret]

/** A last look for secrets that are known, over what was masked where it arose: as they are, and as hex. */
export function secretMasks(secrets: readonly string[]): { readonly text: (content: string) => string; readonly stream: (bytes: string) => string } {
  const values = [...new Set(secrets.flatMap(linesOf))].filter((secret) => secret.length >= shortest && !/^[•*]+$/.test(secret))
  const written = values
    .flatMap((value) => (value.length >= shortest * 2 ? [value, toHex(utf8(value)), toHex(utf8(value)).toUpperCase()] : [value]))
    .toSorted((a, b) => b.length - a.length)
  return {
    text: (content) => written.reduce((shown, secret) => shown.replaceAll(secret, bullets), content),
    stream: (bytes) => written.map((secret) => fromLatin1(utf8(secret))).reduce((shown, secret) => shown.replaceAll(secret, '*'.repeat(secret.length)), bytes),
  }
}
