import type { SequenceOutcome, SequenceReport, SequenceRun } from '../../../shared/contract/sequences.ts'

/** Outcomes that a page holds of a run under way; the program keeps more. */
const mostHeld = 2_000

/** The report with what was told; null where something before it is missing and must be asked for. */
export function withTold(report: SequenceReport | undefined, run: SequenceRun, told: readonly SequenceOutcome[]): SequenceReport | null {
  const known = report?.outcomes.at(-1)?.n ?? 0
  const fresh = told.filter(({ n }) => n > known)
  if (fresh.length > 0 && fresh[0]?.n !== known + 1) return null
  const all = [...(report?.outcomes ?? []), ...fresh]
  const cut = Math.max(0, all.length - mostHeld)
  return { run, outcomes: cut > 0 ? all.slice(cut) : all, omitted: (report?.omitted ?? 0) + cut }
}

/** Reports that a page holds; another is asked for when it is looked at. */
const mostReports = 6

export function keepReport(reports: Readonly<Record<string, SequenceReport>>, report: SequenceReport): Readonly<Record<string, SequenceReport>> {
  const { [report.run.id]: _old, ...others } = reports
  return Object.fromEntries([...Object.entries(others).slice(1 - mostReports), [report.run.id, report]])
}

/** Newest first, each run once. What was not done again stays the same object, so that its row is not drawn anew: every event brings all of them. */
export const withRun = (runs: readonly SequenceRun[], run: SequenceRun): readonly SequenceRun[] =>
  runs.some(({ id }) => id === run.id) ? runs.map((each) => (each.id === run.id ? { ...run, last: keepSame(each.last, run.last) } : each)) : [run, ...runs]

const keepSame = (before: SequenceRun['last'], now: SequenceRun['last']): SequenceRun['last'] => now.map((outcome, at) => (outcome !== null && before[at]?.n === outcome.n ? before[at] : outcome))
