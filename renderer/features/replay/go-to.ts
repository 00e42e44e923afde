export type Goal = { readonly row: number } | { readonly at: number }

type Span = { readonly startedAt: number; readonly endedAt: number }

const dayMs = 86_400_000

/**
 * Where a person wants to go: `1200`, a line as it is counted, from 1; `03:12:07` or `3:12:07.250`, a time of day as the log shows it, on the first day of the recording that
 * has it; `+1:30`, so long after the beginning. `undefined`: none of these.
 */
export function goalOf(typed: string, { startedAt, endedAt }: Span): Goal | undefined {
  const text = typed.trim()
  if (/^\d+$/.test(text)) return Number(text) >= 1 ? { row: Number(text) - 1 } : undefined
  const found = /^(\+)?(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?$/.exec(text)
  if (!found) return undefined
  const [, plus, hours = plus ? '0' : undefined, minutes = '', seconds = '', fraction = '0'] = found
  if (hours === undefined || Number(minutes) > 59 || Number(seconds) > 59) return undefined
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))
  if (plus) return { at: startedAt + ms }
  if (Number(hours) > 23) return undefined
  const first = new Date(startedAt)
  // By the calendar and not by adding: the clock may be put forward that night.
  let at = new Date(first.getFullYear(), first.getMonth(), first.getDate()).setHours(Number(hours), Number(minutes), Number(seconds), ms % 1000)
  // The second that the recording began in is shown without what is below it.
  if (at < startedAt - 1000 && at + dayMs <= endedAt) at += dayMs
  return { at: Math.max(at, startedAt) }
}
