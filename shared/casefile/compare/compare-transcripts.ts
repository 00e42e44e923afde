import { describeLine } from '../../modems/index.ts'
import { isFinalResult } from '../../at/final-result.ts'
import { text } from '../../text/local-text.ts'
import { exchangesOf, type Exchange } from '../exchanges.ts'
import type { TranscriptLine } from '../transcript.ts'
import { align } from './align.ts'
import type { Section } from './compare-cases.ts'
import { compareLines } from './compare-steps.ts'
import { differ, type Difference } from './difference.ts'
import { normalise } from './normalise.ts'
import { compareTime } from './timing.ts'

/** `AT+QMTOPEN` of `AT+QMTOPEN=0,"host",1883`: the same command with other values is still the same command. */
const nameOf = (command: string): string => /^AT[+#%^*&]?[A-Z0-9]*\??/i.exec(command)?.[0].toUpperCase() ?? command

const commandText = (command: string) => text(command, command)

/** Sessions without a plan: the commands as they were sent. */
export function compareExchanges(left: readonly TranscriptLine[], right: readonly TranscriptLine[]): readonly (readonly [Section, readonly Difference[]])[] {
  const found: (readonly [Section, readonly Difference[]])[] = []
  for (const { left: a, right: b } of align(exchangesOf(left), exchangesOf(right), ({ command }) => nameOf(command))) {
    const label = commandText(nameOf((a ?? b)?.command ?? ''))
    const id = label.en
    found.push(['commands', differ(id, label, a?.command, b?.command)])
    if (!a || !b) continue
    found.push(['answers', compareLines(id, label, own(a), own(b))], ['timing', compareTime(id, label, a, b)])
  }
  return found
}

/** Up to the final result: what comes later is an event. */
function own({ lines }: Exchange): readonly string[] {
  const end = lines.findIndex(isFinalResult)
  return end < 0 ? lines : lines.slice(0, end + 1)
}

/** Lines that tell of a failure or a loss, by the modem families' own words, which one transcript has and the other has not. */
export function compareEvents(left: readonly TranscriptLine[], right: readonly TranscriptLine[]): readonly Difference[] {
  const failures = (lines: readonly TranscriptLine[]) => {
    const found = new Map<string, { line: string; words: ReturnType<typeof text> }>()
    for (const { direction, text: raw } of lines) {
      const line = raw.trim()
      const described = direction === 'in' ? describeLine(line) : undefined
      if (described?.isFailure) found.set(normalise(line).text, { line, words: described.words })
    }
    return found
  }
  const [a, b] = [failures(left), failures(right)]
  const label = text('Reported by the modem', '模组上报')
  return [
    ...[...a].flatMap(([key, { line, words }]): Difference[] => (b.has(key) ? [] : [{ id: key, label, left: line, words }])),
    ...[...b].flatMap(([key, { line, words }]): Difference[] => (a.has(key) ? [] : [{ id: key, label, right: line, words }])),
  ]
}
