/** Points in the order of their times (ms). */
export type Points = { readonly at: readonly number[]; readonly value: readonly number[] }

/**
 * At most two points for each of `pixels` columns between two times: the lowest and the highest of the column, in the order in which they came, so that
 * no peak is lost. The nearest point on either side is kept, so that a line goes on to the edge.
 */
export function thinPoints(points: Iterable<readonly [at: number, value: number]>, from: number, to: number, pixels: number): Points {
  const at: number[] = []
  const value: number[] = []
  const add = (time: number, number: number): void => {
    at.push(time)
    value.push(number)
  }
  const width = Math.max(1e-9, (to - from) / Math.max(1, pixels))
  let column = -1
  let low: readonly [number, number] | undefined
  let high: readonly [number, number] | undefined
  let before: readonly [number, number] | undefined
  let after: readonly [number, number] | undefined
  const flush = (): void => {
    if (!low || !high) return
    const [first, second] = low[0] <= high[0] ? [low, high] : [high, low]
    add(...first)
    if (second !== first) add(...second)
  }
  for (const point of points) {
    const [time, number] = point
    if (time < from) {
      before = point
      continue
    }
    if (time > to) {
      after = point
      break
    }
    if (before) {
      add(...before)
      before = undefined
    }
    const own = Math.floor((time - from) / width)
    if (own !== column) {
      flush()
      column = own
      low = point
      high = point
      continue
    }
    if (!low || number < low[1]) low = point
    if (!high || number > high[1]) high = point
  }
  flush()
  if (before) add(...before)
  if (after) add(...after)
  return { at, value }
}
