import { concat, utf8 } from './bytes.ts'

/** `at`: characters before the backslash of the first escape that means nothing. */
export type Unescaped = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly at: number; readonly found: string }

const simple: Readonly<Record<string, number>> = { r: 0x0d, n: 0x0a, t: 0x09, '0': 0x00, '\\': 0x5c }

/** Bytes of a line with `\r`, `\n`, `\t`, `\0`, `\x1A` and `\\` in it; what stands between them is UTF-8, or as `encode` makes it. */
export function unescapeLine(line: string, encode: (part: string) => Uint8Array = utf8): Unescaped {
  const parts: Uint8Array[] = []
  let from = 0
  for (let at = line.indexOf('\\'); at !== -1; at = line.indexOf('\\', from)) {
    parts.push(encode(line.slice(from, at)))
    const letter = line[at + 1] ?? ''
    const digits = letter === 'x' ? (/^[0-9a-f]{2}/i.exec(line.slice(at + 2))?.[0] ?? '') : ''
    const byte = Object.hasOwn(simple, letter) ? simple[letter] : digits === '' ? undefined : Number.parseInt(digits, 16)
    if (byte === undefined) return { ok: false, at, found: line.slice(at, at + (letter === 'x' ? 4 : 2)) }
    parts.push(Uint8Array.of(byte))
    from = at + 2 + digits.length
  }
  return { ok: true, bytes: concat([...parts, encode(line.slice(from))]) }
}
