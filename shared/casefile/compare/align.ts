/** Both lists in one order: what they share side by side, what one lacks alone. The longest common subsequence, as `diff` has it. */
export type Pair<T> = { readonly left?: T; readonly right?: T }

/** Cells of the table beyond which alignment falls back to position: 2000 lines a side. */
const largest = 4_000_000

export function align<T>(left: readonly T[], right: readonly T[], key: (item: T) => string): readonly Pair<T>[] {
  if (left.length * right.length > largest) {
    return Array.from({ length: Math.max(left.length, right.length) }, (_, at) => pair(left[at], right[at]))
  }
  const [a, b] = [left.map(key), right.map(key)]
  const width = b.length + 1
  const table = new Uint32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i * width + j] = a[i] === b[j] ? (table[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(table[(i + 1) * width + j] ?? 0, table[i * width + j + 1] ?? 0)
    }
  }
  const pairs: Pair<T>[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) pairs.push(pair(left[i++], right[j++]))
    else if (j >= b.length || (i < a.length && (table[(i + 1) * width + j] ?? 0) >= (table[i * width + j + 1] ?? 0))) pairs.push(pair(left[i++], undefined))
    else pairs.push(pair(undefined, right[j++]))
  }
  return pairs
}

const pair = <T>(left: T | undefined, right: T | undefined): Pair<T> => ({ ...(left !== undefined && { left }), ...(right !== undefined && { right }) })
