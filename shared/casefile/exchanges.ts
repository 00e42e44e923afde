import { isFinalResult } from '../at/final-result.ts'
import type { TranscriptLine } from './transcript.ts'

/** A command and what came until the next one. */
export type Exchange = {
  readonly at: number
  readonly command: string
  /** The command's own echo left out. */
  readonly lines: readonly string[]
  /** The first final result, and ms until it. */
  readonly final?: string
  readonly elapsedMs?: number
}

/** The commands of a transcript, in order. */
export function exchangesOf(lines: readonly TranscriptLine[]): readonly Exchange[] {
  const exchanges: { at: number; command: string; lines: string[]; final?: string; elapsedMs?: number }[] = []
  for (const { at, direction, text } of lines) {
    const line = text.trim()
    if (direction === 'out' && /^AT/i.test(line)) exchanges.push({ at, command: line, lines: [] })
    const current = exchanges.at(-1)
    if (direction !== 'in' || !current || line === current.command) continue
    current.lines.push(line)
    if (current.final === undefined && isFinalResult(line)) {
      current.final = line
      current.elapsedMs = at - current.at
    }
  }
  return exchanges
}
