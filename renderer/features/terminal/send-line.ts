import type { MaskRange } from '../../../shared/at/mask.ts'
import type { Settings } from '../../../shared/contract/settings.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { parseHex } from './parse-hex.ts'

export const lineEndings: Record<Settings['lineEnding'], string> = { CR: '\r', LF: '\n', CRLF: '\r\n', none: '' }

/** What a draft becomes on the wire; null when it is no hex. Hex is sent as it is, without a line end. */
export const draftBytes = (draft: string, isHex: boolean, ending: Settings['lineEnding']): Uint8Array | null =>
  isHex ? parseHex(draft) : utf8(draft + lineEndings[ending])

const historyLimit = 200
const historyLineLimit = 4096

/** Newest last, no two alike in a row. A line that holds a secret is never kept. */
export function addToHistory(history: readonly string[], line: string, secrets: readonly MaskRange[]): readonly string[] {
  if (line.trim() === '' || line.length > historyLineLimit || secrets.length > 0 || history.at(-1) === line) return history
  return [...history, line].slice(-historyLimit)
}

export type HistoryPlace = { readonly index: number; readonly draft: string }

/**
 * Moves through the history: `index` is a place in it, or its length for the draft that was being typed.
 * Answers null where there is nothing further in that direction.
 */
export function moveInHistory(history: readonly string[], place: HistoryPlace | null, typed: string, step: -1 | 1): (HistoryPlace & { text: string }) | null {
  const from = place ?? { index: history.length, draft: typed }
  const index = from.index + step
  if (index < 0 || index > history.length) return null
  return { index, draft: from.draft, text: history[index] ?? from.draft }
}
