import type { Charset } from '../../../shared/text/charset.ts'
import { logText } from '../terminal/log-text.ts'
import type { LogSource } from './log-source.ts'

/** A clipboard holds some megabytes; whole recordings are exported. */
const maxCopied = 20_000
/** The most that the program gives at a time. */
const atOnce = 2000

/** The newest rows of what is shown, as text to paste into a report, and how many they are. */
export async function copyRows(source: LogSource, first: number, end: number, charset: Charset): Promise<{ readonly text: string; readonly count: number; readonly isWhole: boolean }> {
  const parts: string[] = []
  const from = Math.max(first, end - maxCopied)
  for (let next = from; next < end; ) {
    const rows = await source.fetch(next, Math.min(atOnce, end - next))
    if (rows.length === 0) break
    parts.push(logText(rows, charset))
    next += rows.length
  }
  return { text: parts.join(''), count: end - from, isWhole: from === first }
}
