import { isUnsolicited } from '../../../shared/at/classify-line.ts'
import { isFinalResult, isGoodResult } from '../../../shared/at/final-result.ts'
import type { Chunk } from '../../../shared/contract/serial.ts'
import { catalogueNow } from '../../app/catalogue.ts'

/** `echo`: the modem's repetition of the command, noise beside the command itself. */
export type Tone = 'sent' | 'echo' | 'received' | 'urc' | 'ok' | 'error' | 'note'

/** The command that what arrives is read against. `isRunning` until its final result. */
export type CommandContext = { readonly line: string; readonly at: number; readonly isRunning: boolean }

export const noCommand: CommandContext = { line: '', at: 0, isRunning: false }

type Row = { readonly direction: Chunk['direction']; readonly text: string; readonly at: number }

type Closed = { readonly words: { readonly tone: Tone; readonly elapsedMs?: number }; readonly command: CommandContext }

const looksNamed = (line: string): boolean => /^[+#%^*][A-Z0-9_]+:/i.test(line)

/** For colours and times only; the AT channel decides for itself what belongs to a command. */
export function closeRow(row: Row, command: CommandContext, urcPrefixes: readonly string[]): Closed {
  const line = row.text.trim()
  if (row.direction === 'note') return { words: { tone: 'note' }, command }
  if (row.direction === 'out') {
    const isCommand = /^AT/i.test(line)
    return { words: { tone: 'sent' }, command: isCommand ? { line, at: row.at, isRunning: true } : command }
  }
  if (isFinalResult(line)) {
    const tone = isGoodResult(line) ? 'ok' : 'error'
    const elapsed = command.isRunning ? { elapsedMs: Math.max(0, row.at - command.at) } : {}
    // After CONNECT the data and its own final result are still to come.
    return { words: { tone, ...elapsed }, command: { ...command, isRunning: line.startsWith('CONNECT') } }
  }
  if (command.isRunning && line === command.line) return { words: { tone: 'echo' }, command }
  if (catalogueNow().describeLine(line)?.isFailure) return { words: { tone: 'error' }, command }
  const isUrc = command.isRunning
    ? isUnsolicited(line, command.line, urcPrefixes)
    : looksNamed(line) || urcPrefixes.some((prefix) => line.startsWith(prefix))
  return { words: { tone: isUrc ? 'urc' : 'received' }, command }
}
