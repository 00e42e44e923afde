import { text, type Text } from '../../text/local-text.ts'
import { durationText } from '../duration.ts'
import type { Difference } from './difference.ts'

/** A step that took more than twice as long, and by more than this many ms, took longer for a reason. */
const materialFactor = 2
const materialMs = 500
/** From this part of its limit on, a step is close to failing by it. */
const closeToLimit = 0.5

type Timed = { readonly elapsedMs?: number; readonly limitMs?: number }

/** Times that differ materially; others that differ are folded. */
export function compareTime(id: string, label: Text, left: Timed, right: Timed): readonly Difference[] {
  const [a, b] = [left.elapsedMs, right.elapsedMs]
  if (a === undefined || b === undefined || durationText(a) === durationText(b)) return []
  const [short, long] = [Math.min(a, b), Math.max(a, b)]
  const isMuchLonger = long > short * materialFactor && long - short > materialMs
  const isClose = (ms: number, { limitMs }: Timed): boolean => limitMs !== undefined && limitMs > 0 && ms > limitMs * closeToLimit
  const isLimited = isClose(a, left) !== isClose(b, right)
  const limit = Math.max(left.limitMs ?? 0, right.limitMs ?? 0)
  const words = isLimited ? text(`more than half of the limit of ${durationText(limit)}`, `超过时限 ${durationText(limit)} 的一半`) : undefined
  return [{ id, label, left: durationText(a), right: durationText(b), ...(words && { words }), ...(!isMuchLonger && !isLimited && { folded: ['duration'] as const }) }]
}
