import type { KeepPolicy, RecordingEntry } from '../../../shared/contract/recordings.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Which recordings a policy lets go at this moment: those too old, then the oldest until the rest fits. What is still written stays. */
export function outOfPolicy(entries: readonly RecordingEntry[], { days, megabytes }: KeepPolicy, now: number): readonly string[] {
  // By the file, not by what stands in it: an old log that came here today is kept from today on.
  const keptFrom = ({ changedAt, importedAt = 0 }: RecordingEntry): number => Math.max(changedAt, importedAt)
  const isTooOld = (entry: RecordingEntry): boolean => days !== null && !entry.isLive && keptFrom(entry) < now - days * dayMs
  const gone = entries.filter(isTooOld)
  const rest = entries.filter((entry) => !isTooOld(entry)).toSorted((a, b) => keptFrom(a) - keptFrom(b))
  let total = rest.reduce((sum, { bytes }) => sum + bytes, 0)
  for (const entry of rest) {
    if (megabytes === null || total <= megabytes * 1e6) break
    if (entry.isLive) continue
    gone.push(entry)
    total -= entry.bytes
  }
  return gone.map(({ name }) => name)
}
