import type { Text } from '../../text/local-text.ts'
import { normalise, type Reason } from './normalise.ts'

/** One thing that differs. A side that has it not is left out. */
export type Difference = {
  /** Stable, for programs: `host`, `open`, `moved:publish`. */
  readonly id: string
  readonly label: Text
  readonly left?: string
  readonly right?: string
  /** The two values in words, where they are names of this program's. */
  readonly leftWords?: Text
  readonly rightWords?: Text
  /** What the difference means, where it is more than two values. */
  readonly words?: Text
  /** Why it does not matter. */
  readonly folded?: readonly Reason[]
}

/** The difference between two values; none where they are the same. `because`: a difference that never matters. */
export function differ(id: string, label: Text, left: string | undefined, right: string | undefined, because?: Reason): readonly Difference[] {
  if (left === right) return []
  const [a, b] = [left, right].map((value) => (value === undefined ? undefined : normalise(value)))
  const isSame = a !== undefined && b !== undefined && a.text === b.text
  const folded = because ? [because] : isSame ? [...new Set([...a.reasons, ...b.reasons])] : undefined
  return [{ id, label, ...(left !== undefined && { left }), ...(right !== undefined && { right }), ...(folded && { folded }) }]
}

/** The same for values that have words. */
export function differInWords<T extends string>(id: string, label: Text, left: T | undefined, right: T | undefined, names: Readonly<Record<T, Text>>, because?: Reason): readonly Difference[] {
  return differ(id, label, left, right, because).map((each) => ({ ...each, ...(left !== undefined && { leftWords: names[left] }), ...(right !== undefined && { rightWords: names[right] }) }))
}
