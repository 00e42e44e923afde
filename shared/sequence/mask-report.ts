import { findIdentifiers } from '../casefile/identifiers.ts'
import { identifierMask } from '../casefile/mask-identifiers.ts'
import type { TranscriptLine } from '../casefile/transcript.ts'
import type { SequenceOutcome, SequenceReport } from '../contract/sequences.ts'

/** For giving away: IMEI, IMSI, ICCID, EID and phone numbers replaced, the same number always by the same. Secrets are masked in every report already. */
export function maskReport(report: SequenceReport): SequenceReport {
  const done = [...report.outcomes, ...report.run.last.filter((each): each is SequenceOutcome => each !== null)]
  const lines = done.flatMap(({ sent, lines: came, at }): TranscriptLine[] => [
    ...(sent === undefined ? [] : [{ at, direction: 'out' as const, text: sent }]),
    ...came.map((text) => ({ at, direction: 'in' as const, text })),
  ])
  const mask = identifierMask(findIdentifiers(lines, lines.map(({ text }) => text)))
  return deep(report, mask) as SequenceReport
}

function deep(value: unknown, mask: (content: string) => string): unknown {
  if (typeof value === 'string') return mask(value)
  if (Array.isArray(value)) return value.map((each) => deep(each, mask))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, deep(each, mask)]))
}
