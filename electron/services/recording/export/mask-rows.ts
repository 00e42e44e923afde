import { findIdentifiers, type Identifier } from '../../../../shared/casefile/identifiers.ts'
import { identifierMask } from '../../../../shared/casefile/mask-identifiers.ts'
import type { TranscriptLine } from '../../../../shared/casefile/transcript.ts'
import { secretRanges } from '../../../../shared/at/secret-ranges.ts'
import { fromLatin1, latin1 } from '../../../../shared/text/bytes.ts'
import type { ExportRow } from './walk-rows.ts'

/** A row without so many figures in a row holds no number, and is not looked at more closely. */
const fewestFigures = /\d{6}/
const isCommand = /^\s*AT/i

/** Finds the numbers that tell one module, card or subscriber from another, in rows that come one after another. */
export class IdentifierFinder {
  readonly #found = new Map<string, Identifier>()
  #command: TranscriptLine | undefined

  take(rows: readonly ExportRow[]): void {
    const lines: TranscriptLine[] = this.#command ? [this.#command] : []
    const texts = { in: '', out: '', note: '' }
    for (const { direction, at, bytes } of rows) {
      const text = fromLatin1(bytes)
      const line = { direction, at, text }
      if (direction === 'out' && isCommand.test(text)) {
        this.#command = line
        lines.push(line)
      }
      if (!fewestFigures.test(text)) continue
      if (direction === 'in') lines.push(line)
      texts[direction] += text
    }
    for (const identifier of findIdentifiers(lines, Object.values(texts))) if (!this.#found.has(identifier.value)) this.#found.set(identifier.value, identifier)
  }

  get identifiers(): readonly Identifier[] {
    return [...this.#found.values()]
  }
}

export type RowMask = (row: ExportRow) => ExportRow

/** Replaces identifiers by stand-ins of the same length, the same number always by the same; and what a command carries as a secret by `*`. */
export function rowMask(identifiers: readonly Identifier[]): RowMask {
  const mask = identifierMask(identifiers)
  return (row) => {
    const text = fromLatin1(row.bytes)
    let shown = text
    if (isCommand.test(text)) for (const { start, end } of secretRanges(text)) shown = shown.slice(0, start) + '*'.repeat(end - start) + shown.slice(end)
    if (identifiers.length > 0 && fewestFigures.test(text)) shown = mask(shown)
    return shown === text ? row : { ...row, bytes: latin1(shown) }
  }
}
