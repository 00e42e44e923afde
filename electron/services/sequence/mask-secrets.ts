import type { MaskRange } from '../../../shared/at/mask.ts'
import { secretRanges } from '../../../shared/at/secret-ranges.ts'
import { fromLatin1, fromUtf8, toHex } from '../../../shared/text/bytes.ts'

/** Characters. What is shorter stands in too many lines that hold no secret. */
const shortest = 4

/** Secrets of the placeholders, and those that stand in the file itself where a known command carries one. */
export const masksOf = (bytes: Uint8Array, placed: readonly MaskRange[]): readonly MaskRange[] => [...placed, ...secretRanges(fromLatin1(bytes))]

/** What was sent, as it may be shown: secrets as asterisks, control characters as escapes. */
export function shownSent(bytes: Uint8Array, mask: readonly MaskRange[]): string {
  const shown = Uint8Array.from(bytes, (byte, at) => (mask.some(({ start, end }) => at >= start && at < end) ? 0x2a : byte))
  const words = fromUtf8(shown)
  if (words.includes('\uFFFD')) return toHex(shown, ' ').toUpperCase()
  return words.replaceAll(/[\u0000-\u001f\u007f]/g, (control) => ({ '\r': '\\r', '\n': '\\n', '\t': '\\t' })[control] ?? `\\x${control.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`)
}

/** Hides every value that was sent as a secret, wherever a line says it. */
export class SecretValues {
  readonly #values = new Set<string>()

  add(bytes: Uint8Array, mask: readonly MaskRange[]): readonly string[] {
    const found = mask.map(({ start, end }) => fromUtf8(bytes.subarray(start, end))).filter((value) => value.length >= shortest)
    for (const value of found) this.#values.add(value)
    return found
  }

  hide(line: string): string {
    return [...this.#values].toSorted((a, b) => b.length - a.length).reduce((shown, value) => shown.replaceAll(value, '*'.repeat(value.length)), line)
  }
}
