import { matchFieldFailures, matchFieldFailuresAt, type FieldFailure, type Match, type SeenLine } from './field-failures/index.ts'
import type { LogExplanation } from './explain-log.ts'
import type { LoggedLine } from './mask-log.ts'

/** A field failure that a log shows. */
export type Symptom = {
  readonly failure: FieldFailure
  /** Where in the log, from 1. */
  readonly line: number
  /** `verdict`: at the failure that the log comes to. `hint`: it fits sessions without this failure too. */
  readonly place: 'verdict' | 'elsewhere' | 'hint'
}

export type Explained = Omit<LogExplanation, 'symptoms'>

/** Who wrote a line, by the marks that a terminal puts before it; a line without a mark goes on the one before. */
export function writerOf(lines: readonly LoggedLine[]): (number: number) => SeenLine['from'] {
  const writers = new Map<number, SeenLine['from']>()
  let last: SeenLine['from']
  for (const { number, direction } of lines) {
    if (direction === 'sent') last = 'host'
    else if (direction === 'received') last = 'modem'
    writers.set(number, last)
  }
  return (number) => writers.get(number)
}

/** Answers that say something is wrong, but not to those who know the state. */
const alarming = /^(?:ERROR|\+CME ERROR|ALREADY CONNECT|CLOSED)/

/** The field failures of an explained log: those of its verdict first, each the most specific first. */
export function symptomsOf(explanation: Explained, from: (number: number) => SeenLine['from']): readonly Symptom[] {
  const { lines, failures, verdict } = explanation
  const codes = new Map(failures.map(({ line, code }) => [line, code]))
  if (verdict) codes.set(verdict.line, verdict.code)
  const mended = new Set(failures.filter(({ isRecovered }) => isRecovered).map(({ line }) => line))
  const shown = lines.filter(({ text }) => text !== '')
  const seen = shown.map(({ number, text }): SeenLine => {
    const writer = from(number)
    const code = codes.get(number)
    return { text, ...(writer && { from: writer }), ...(code !== undefined && { code }) }
  })

  const at = verdict ? shown.findIndex(({ number }) => number === verdict.line) : -1
  const proved = at < 0 ? [] : matchFieldFailuresAt(seen, at, explanation)
  const isOver = ({ at: index }: Match): boolean => {
    const line = shown[index]
    return line === undefined || mended.has(line.number) || (!line.isFailure && alarming.test(line.text))
  }
  const others = matchFieldFailures(seen, explanation).filter((match) => !proved.some(({ entry }) => entry === match.entry) && !isOver(match))
  const symptom = (match: Match, place: Symptom['place']): Symptom => ({ failure: match.entry, line: shown[match.at]?.number ?? 0, place: match.isHint ? 'hint' : place })
  return [...proved.filter(({ isHint }) => !isHint).map((match) => symptom(match, 'verdict')), ...others.map((match) => symptom(match, 'elsewhere'))]
}
