import { concat, utf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import { placeholdersOf, type Placeholder } from '../../text/placeholders.ts'
import { encodePayload, isWrittenAsJson, type PayloadFormat } from '../payload-formats/payload-formats.ts'
import { atCharacter, type Problem } from '../payload-formats/problem.ts'
import { fillText, valueOf, type VariableContext, type VariableProblem } from './variables.ts'

/** What a payload became: the bytes, and what was typed with every variable filled, which gives the same bytes again. */
export type FilledPayload = { readonly ok: true; readonly bytes: Uint8Array; readonly typed: string } | { readonly ok: false; readonly problem: Problem }

/** Where in what was typed a variable cannot be filled. */
export const placed = (typed: string, { what, start, whole }: VariableProblem): Problem => atCharacter(typed, start, text(`${what.en} (${whole})`, `${what.zh}（${whole}）`)).problem

/**
 * The bytes of a payload with variables. As text a value stands as it is; within a string of JSON, CBOR or MessagePack it is escaped, elsewhere it is
 * part of the notation (a number); in hex and Base64 its UTF-8 bytes stand between what is written before and behind it.
 */
export function fillPayload(format: PayloadFormat, typed: string, context: VariableContext): FilledPayload {
  if (format === 'hex' || format === 'base64') return fillBytes(format, typed, context)
  const filled = isWrittenAsJson(format) ? fillJson(typed, context) : fillText(typed, context)
  if (!filled.ok) return { ok: false, problem: placed(typed, filled.problem) }
  const encoded = encodePayload(format, filled.value)
  if (encoded.ok) return { ok: true, bytes: encoded.value, typed: filled.value }
  // A mistake that is there without the values has its place in what was typed.
  const written = checkTyped(format, typed)
  return { ok: false, problem: written ?? encoded.problem }
}

/** What is wrong with a payload as it is typed, whatever its variables are worth; null when nothing is. */
export function checkTyped(format: PayloadFormat, typed: string): Problem | null {
  const placeholders = placeholdersOf(typed)
  if (format === 'hex' || format === 'base64') {
    for (const part of partsOf(typed, placeholders)) {
      const encoded = encodePayload(format, part)
      if (!encoded.ok) return encoded.problem
    }
    return null
  }
  // Stand-ins of the same length leave every place where it is: digits are good within a string and outside of one.
  const stood = placeholders.reduce((sum, { start, whole }) => sum.slice(0, start) + '1'.repeat(whole.length) + sum.slice(start + whole.length), typed)
  const encoded = encodePayload(format, stood)
  return encoded.ok ? null : encoded.problem
}

function fillBytes(format: 'hex' | 'base64', typed: string, context: VariableContext): FilledPayload {
  const placeholders = placeholdersOf(typed)
  const pieces: Uint8Array[] = []
  for (const [at, part] of partsOf(typed, placeholders).entries()) {
    const encoded = encodePayload(format, part)
    if (!encoded.ok) return { ok: false, problem: encoded.problem }
    pieces.push(encoded.value)
    const placeholder = placeholders[at]
    if (!placeholder) continue
    const filled = valueOf(placeholder, context)
    if (!filled.ok) return { ok: false, problem: placed(typed, filled.problem) }
    pieces.push(utf8(filled.value))
  }
  const bytes = concat(pieces)
  return { ok: true, bytes, typed: placeholders.length === 0 ? typed : written(format, bytes) }
}

const written = (format: 'hex' | 'base64', bytes: Uint8Array): string =>
  format === 'hex' ? Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ') : btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** What stands between the placeholders, each with blanks in place of the rest, so that a mistake is found at its place. */
function partsOf(typed: string, placeholders: readonly Placeholder[]): readonly string[] {
  const blank = (value: string): string => value.replaceAll(/[^\n]/g, ' ')
  const ends = [...placeholders.map(({ start }) => start), typed.length]
  return ends.map((end, at) => {
    const before = placeholders[at - 1]
    const from = before ? before.start + before.whole.length : 0
    return blank(typed.slice(0, from)) + typed.slice(from, end)
  })
}

function fillJson(typed: string, context: VariableContext): ReturnType<typeof fillText> {
  let out = ''
  let from = 0
  let isInString = false
  for (const placeholder of placeholdersOf(typed)) {
    const before = typed.slice(from, placeholder.start)
    // Escaped quotation marks do not end a string; what they escape is passed over in pairs.
    for (const [mark] of before.matchAll(/\\.|"/gs)) if (mark === '"') isInString = !isInString
    const filled = valueOf(placeholder, context)
    if (!filled.ok) return filled
    out += before + (isInString ? JSON.stringify(filled.value).slice(1, -1) : filled.value)
    from = placeholder.start + placeholder.whole.length
  }
  return { ok: true, value: out + typed.slice(from) }
}

