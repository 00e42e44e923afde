export type LineChange = { readonly kind: 'same' | 'removed' | 'added'; readonly line: string }

/** Places of a table that tells how lines fit, at most; beyond it what is between the same beginning and end counts as replaced. */
const tableLimit = 4_000_000

/** What became of lines: the longest row of lines that both have stays, what is around it was removed or added. */
export function lineChanges(before: readonly string[], after: readonly string[]): readonly LineChange[] {
  let head = 0
  while (head < before.length && head < after.length && before[head] === after[head]) head++
  let tail = 0
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const old = before.slice(head, before.length - tail)
  const now = after.slice(head, after.length - tail)
  const same = (line: string): LineChange => ({ kind: 'same', line })
  return [...before.slice(0, head).map(same), ...between(old, now), ...before.slice(before.length - tail).map(same)]
}

function between(old: readonly string[], now: readonly string[]): readonly LineChange[] {
  const removed = (line: string): LineChange => ({ kind: 'removed', line })
  const added = (line: string): LineChange => ({ kind: 'added', line })
  const width = now.length + 1
  if ((old.length + 1) * width > tableLimit) return [...old.map(removed), ...now.map(added)]
  /** Lines in common from here to the end. */
  const common = new Uint16Array((old.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) common[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  }
  const changes: LineChange[] = []
  let [i, j] = [0, 0]
  while (i < old.length || j < now.length) {
    const [was, is] = [old[i], now[j]]
    if (was !== undefined && was === is) {
      changes.push({ kind: 'same', line: was })
      i++
      j++
    } else if (was !== undefined && (is === undefined || at(i + 1, j) >= at(i, j + 1))) {
      changes.push(removed(was))
      i++
    } else if (is !== undefined) {
      changes.push(added(is))
      j++
    }
  }
  return changes
}
