import type { MaskRange } from '../../../shared/at/mask.ts'
import { secretRanges } from '../../../shared/at/secret-ranges.ts'
import { fromLatin1, latin1 } from '../../../shared/text/bytes.ts'

/** No command line of any modem is longer; what is longer is data. */
const maxLine = 4096

/** `ranges` are offsets in the written bytes; `echoes` are the command lines, from their beginning, that may come back. */
export type TypedSecrets = {
  readonly ranges: readonly MaskRange[]
  readonly echoes: readonly { readonly bytes: Uint8Array; readonly ranges: readonly MaskRange[] }[]
}

/**
 * Finds the secrets in what a person sends, whether a line comes whole or key by key: remembers the line that has no end
 * yet. Knows command lines (see `secretRanges`) and private keys sent whole.
 */
export class TypedInput {
  #line = ''

  next(bytes: Uint8Array): TypedSecrets {
    const written = fromLatin1(bytes)
    const ranges: MaskRange[] = privateKeys(written)
    const echoes: { bytes: Uint8Array; ranges: readonly MaskRange[] }[] = ranges.map(({ start, end }) => ({
      bytes: bytes.slice(start, end),
      ranges: [{ start: 0, end: end - start }],
    }))
    for (let start = 0; start < written.length; ) {
      const end = lineEnd(written, start)
      const before = this.#line.length
      const line = this.#line + written.slice(start, end)
      const secrets = line.length > maxLine ? [] : secretsOf(line)
      if (secrets.length > 0) echoes.push({ bytes: latin1(line), ranges: secrets })
      for (const secret of secrets) {
        const from = start + secret.start - before
        const to = start + secret.end - before
        if (to > start) ranges.push({ start: Math.max(start, from), end: Math.min(end, to) })
      }
      this.#line = end < written.length || line.length > maxLine ? '' : line
      start = end + 1
    }
    return { ranges, echoes }
  }

  /** Something else was sent in between: the line does not go on. */
  reset(): void {
    this.#line = ''
  }
}

function lineEnd(written: string, start: number): number {
  for (let i = start; i < written.length; i++) if (written[i] === '\r' || written[i] === '\n') return i
  return written.length
}

/** A line that was corrected while typing has no telling offsets any more: all behind its `=` is taken as secret then. */
function secretsOf(line: string): readonly MaskRange[] {
  if (!/[\b\x7f]/.test(line)) return secretRanges(line)
  const isSecret = secretRanges(rubOut(line)).length > 0
  return isSecret ? [{ start: line.indexOf('=') + 1, end: line.length }] : secretRanges(line)
}

/** Backspace and DEL take back the character before them, as the modem does (V.250, S5). */
function rubOut(line: string): string {
  let out = ''
  for (const character of line) out = character === '\b' || character === '\x7f' ? out.slice(0, -1) : out + character
  return out
}

/** What stands between the BEGIN and END lines of private keys, whole blocks only. */
const privateKeys = (written: string): MaskRange[] =>
  Array.from(written.matchAll(/-----BEGIN [A-Z ]*PRIVATE KEY-----([^-]+)-----END/g), (match) => {
    const start = match.index + match[0].indexOf(match[1] ?? '')
    return { start, end: start + (match[1]?.length ?? 0) }
  })

export const bothSecrets = (a: TypedSecrets, b: TypedSecrets): TypedSecrets => ({ ranges: [...a.ranges, ...b.ranges], echoes: [...a.echoes, ...b.echoes] })
