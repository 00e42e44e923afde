import { isFinalResult } from '../../../shared/at/final-result.ts'
import type { Chunk } from '../../../shared/contract/serial.ts'

/** A line and the ones before it, back to the command that they belong to. Rows share what they have in common. */
export type Past = { readonly text: string; readonly direction: Chunk['direction']; readonly previous: Past | undefined; readonly depth: number }

/** The command that what arrives is read against. `isRunning` until its final result. */
export type CommandContext = { readonly at: number; readonly isRunning: boolean; readonly past: Past | undefined }

export const noCommand: CommandContext = { at: 0, isRunning: false, past: undefined }

/** Lines kept behind a command: more than any answer that is read against its question. A flood of URCs has none. */
const longestPast = 40

type Row = { readonly direction: Chunk['direction']; readonly text: string; readonly at: number }

/** What a row is told beside its bytes: the lines before it that explain it, and how long its command took. */
export type Closed = { readonly words: { readonly past: Past | undefined; readonly elapsedMs?: number }; readonly command: CommandContext }

/** For words and times only; the AT channel decides for itself what belongs to a command. */
export function closeRow(row: Row, command: CommandContext): Closed {
  const line = row.text.trim()
  const { past } = command
  const words = { past }
  if (row.direction === 'note' || line === '') return { words, command }
  if (row.direction === 'out' && /^AT/i.test(line)) {
    // Read by itself: after the same command it would look like its echo.
    return { words: { past: undefined }, command: { at: row.at, isRunning: true, past: { text: row.text, direction: 'out', previous: undefined, depth: 1 } } }
  }
  const next: Past = { text: row.text, direction: row.direction, ...(past && past.depth < longestPast ? { previous: past, depth: past.depth + 1 } : { previous: undefined, depth: 1 }) }
  if (row.direction === 'out' || !isFinalResult(line)) return { words, command: { ...command, past: next } }
  const elapsed = command.isRunning ? { elapsedMs: Math.max(0, row.at - command.at) } : {}
  // After CONNECT the data and its own final result are still to come.
  return { words: { past, ...elapsed }, command: { ...command, isRunning: line.startsWith('CONNECT'), past: next } }
}
