import { isFinalResult } from '../../../shared/at/final-result.ts'
import type { Chunk } from '../../../shared/contract/serial.ts'

/** A line and the ones before it, back to the command that they belong to. Rows share what they have in common. */
export type Past = { readonly text: string; readonly direction: Chunk['direction']; readonly previous: Past | undefined; readonly depth: number; readonly limit: number }

/** The command that what arrives is read against. `isRunning` until its final result. */
export type CommandContext = { readonly at: number; readonly isRunning: boolean; readonly past: Past | undefined }

export const noCommand: CommandContext = { at: 0, isRunning: false, past: undefined }

/** Lines kept behind a command: more than any answer that is read against its question. Without one, as in a flood of URCs: those of one message. */
const limits = { answer: 40, message: 6 } as const

const isCommand = (line: string): boolean => /^\s*AT/i.test(line)

/** A line behind others; a chain that is full begins anew, so that none grows with a log. */
const behind = (past: Past | undefined, { text, direction }: Pick<Past, 'text' | 'direction'>): Past =>
  past && past.depth < past.limit
    ? { text, direction, previous: past, depth: past.depth + 1, limit: past.limit }
    : { text, direction, previous: undefined, depth: 1, limit: direction === 'out' && isCommand(text) ? limits.answer : limits.message }

/** Lines in their order as what stands before a row. */
export const pastOf = (lines: readonly Pick<Past, 'text' | 'direction'>[]): Past | undefined => lines.reduce<Past | undefined>(behind, undefined)

type Row = { readonly direction: Chunk['direction']; readonly text: string; readonly at: number }

/** What a row is told beside its bytes: the lines before it that explain it, and how long its command took. */
export type Closed = { readonly words: { readonly past: Past | undefined; readonly elapsedMs?: number }; readonly command: CommandContext }

/** For words and times only; the AT channel decides for itself what belongs to a command. */
export function closeRow(row: Row, command: CommandContext): Closed {
  const line = row.text.trim()
  const { past } = command
  const words = { past }
  if (row.direction === 'note' || line === '') return { words, command }
  // Read by itself: after the same command it would look like its echo.
  if (row.direction === 'out' && isCommand(line)) return { words: { past: undefined }, command: { at: row.at, isRunning: true, past: behind(undefined, row) } }
  const next = behind(past, row)
  if (row.direction === 'out' || !isFinalResult(line)) return { words, command: { ...command, past: next } }
  const elapsed = command.isRunning ? { elapsedMs: Math.max(0, row.at - command.at) } : {}
  // After CONNECT the data and its own final result are still to come.
  return { words: { past, ...elapsed }, command: { ...command, isRunning: line.startsWith('CONNECT'), past: next } }
}
