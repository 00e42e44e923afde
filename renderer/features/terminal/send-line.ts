import type { MaskRange } from '../../../shared/at/mask.ts'
import type { SendOptions } from '../../../shared/contract/settings.ts'
import { concat, utf8 } from '../../../shared/text/bytes.ts'
import { encodeAs } from '../../../shared/text/charset.ts'
import { checksumBytes } from '../../../shared/text/checksums.ts'
import type { LineEnding } from './line-ending.ts'
import { parseHex } from '../../../shared/text/parse-hex.ts'
import { unescapeLine, type Unescaped } from '../../../shared/text/unescape-line.ts'

export const lineEndings: Record<LineEnding | 'none', string> = { CR: '\r', LF: '\n', CRLF: '\r\n', none: '' }

/** What ends the next line: `auto` is the end that got an answer on this port, until then the CR of V.250. */
export const endingNow = ({ ending, answered }: Pick<SendOptions, 'ending' | 'answered'>): LineEnding | 'none' => (ending === 'auto' ? (answered ?? 'CR') : ending)

export type Draft =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly problem: 'hex' }
  | { readonly ok: false; readonly problem: 'escape'; readonly at: number; readonly found: string }
  /** A character that the port's charset does not have. */
  | { readonly ok: false; readonly problem: 'charset'; readonly found: string }

/** What a draft becomes on the wire: its bytes, the checksum over them, the line end. Hex has no line end. */
export function draftBytes(draft: string, isHex: boolean, options: SendOptions): Draft {
  const body = bodyOf(draft, isHex, options)
  if (!body.ok) return body
  const check = body.bytes.length === 0 ? new Uint8Array() : checksumBytes(options.checksum, body.bytes)
  return { ok: true, bytes: concat([body.bytes, check, isHex ? new Uint8Array() : utf8(lineEndings[endingNow(options)])]) }
}

function bodyOf(draft: string, isHex: boolean, { escapes, charset }: SendOptions): Draft {
  if (isHex) {
    const bytes = parseHex(draft)
    return bytes ? { ok: true, bytes } : { ok: false, problem: 'hex' }
  }
  let missing: string | undefined
  const encode = (part: string): Uint8Array => {
    const encoded = encodeAs(charset, part)
    if (!encoded.ok) missing ??= encoded.found
    return encoded.ok ? encoded.bytes : new Uint8Array()
  }
  const read: Unescaped = escapes ? unescapeLine(draft, encode) : { ok: true, bytes: encode(draft) }
  if (!read.ok) return { ok: false, problem: 'escape', at: read.at, found: read.found }
  return missing === undefined ? read : { ok: false, problem: 'charset', found: missing }
}

const historyLimit = 200
const historyLineLimit = 4096

/** Newest last, no two alike in a row. A line that holds a secret is never kept. */
export function addToHistory(history: readonly string[], line: string, secrets: readonly MaskRange[]): readonly string[] {
  if (line.trim() === '' || line.length > historyLineLimit || secrets.length > 0 || history.at(-1) === line) return history
  return [...history, line].slice(-historyLimit)
}

export type HistoryPlace = { readonly index: number; readonly draft: string }

/**
 * Moves through the history, over the lines that begin with what was typed: `index` is a place in it, or its length for the draft that was being typed.
 * Answers null where there is nothing further in that direction.
 */
export function moveInHistory(history: readonly string[], place: HistoryPlace | null, typed: string, step: -1 | 1): (HistoryPlace & { text: string }) | null {
  const from = place ?? { index: history.length, draft: typed }
  const shown = history[from.index]
  for (let index = from.index + step; index >= 0 && index <= history.length; index += step) {
    const line = history[index]
    if (line === undefined) return { index, draft: from.draft, text: from.draft }
    // The same line again would look as if the key did nothing.
    if (beginsWith(line, from.draft) && line !== shown && line !== from.draft) return { index, draft: from.draft, text: line }
  }
  return null
}

const beginsWith = (line: string, start: string): boolean => line.toUpperCase().startsWith(start.toUpperCase())

const newestOnce = (history: readonly string[]): readonly string[] => [...new Set(history.toReversed())]

/** Lines with all of the words in them, newest first, each once. */
export function searchHistory(history: readonly string[], wanted: string, limit: number): readonly string[] {
  const words = wanted.toUpperCase().split(/\s+/)
  return newestOnce(history).filter((line) => words.every((word) => line.toUpperCase().includes(word))).slice(0, limit)
}

/** Lines sent before that go on from what is typed, newest first. */
export const historyFrom = (history: readonly string[], typed: string, limit: number): readonly string[] =>
  typed.trim() === '' ? [] : newestOnce(history).filter((line) => line.length > typed.length && beginsWith(line, typed)).slice(0, limit)
