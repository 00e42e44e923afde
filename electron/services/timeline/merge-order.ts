/** Rows between two checkpoints: what is counted at most to find a row. */
const checkpointEvery = 4096

/**
 * Which source each row of a merged log comes from, in order. Kept as one byte a row (10 MB for ten million), so that the order once shown never
 * changes, whatever comes late.
 */
export class MergeOrder {
  readonly #sources: number
  #blocks: Uint8Array[] = []
  #length = 0
  /** How many rows of each source stand before every checkpoint's row, one source after another. */
  #counts: number[]
  readonly #checkpoints: number[] = []
  readonly #checkpointTimes: number[] = []

  /** `sources`: at most 255. */
  constructor(sources: number) {
    this.#sources = sources
    this.#counts = Array.from({ length: sources }, () => 0)
  }

  get length(): number {
    return this.#length
  }

  /** How many rows of a source are in. */
  count(source: number): number {
    return this.#counts[source] ?? 0
  }

  push(source: number, at: number): void {
    const offset = this.#length % checkpointEvery
    if (offset === 0) {
      this.#blocks.push(new Uint8Array(checkpointEvery))
      this.#checkpoints.push(...this.#counts)
      this.#checkpointTimes.push(at)
    }
    const block = this.#blocks.at(-1)
    if (block) block[offset] = source
    this.#counts[source] = this.count(source) + 1
    this.#length++
  }

  /** For rows from `from` on, at most `count`: the source and the row's number in it. */
  rows(from: number, count: number): { readonly source: number; readonly row: number }[] {
    const end = Math.min(this.#length, from + count)
    if (from >= end) return []
    const first = Math.floor(from / checkpointEvery)
    const next = this.#checkpoints.slice(first * this.#sources, (first + 1) * this.#sources)
    const rows: { source: number; row: number }[] = []
    for (let n = first * checkpointEvery; n < end; n++) {
      const source = this.#blocks[Math.floor(n / checkpointEvery)]?.[n % checkpointEvery] ?? 0
      const row = next[source] ?? 0
      next[source] = row + 1
      if (n >= from) rows.push({ source, row })
    }
    return rows
  }

  /** The stretch, `end` exclusive, in which the first row at or after a moment stands. */
  around(at: number): { readonly from: number; readonly end: number } {
    let low = 0
    let high = this.#checkpointTimes.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#checkpointTimes[middle] ?? Infinity) < at) low = middle + 1
      else high = middle
    }
    const first = Math.max(0, low - 1)
    return { from: first * checkpointEvery, end: Math.min(this.#length, (first + 1) * checkpointEvery + 1) }
  }

  /** Where a source's row stands in the whole; undefined while it is not in. */
  find(source: number, row: number): number | undefined {
    if (row < 0 || row >= this.count(source)) return undefined
    let low = 0
    let high = this.#checkpointTimes.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#checkpoints[middle * this.#sources + source] ?? 0) <= row) low = middle + 1
      else high = middle
    }
    const first = Math.max(0, low - 1)
    let seen = this.#checkpoints[first * this.#sources + source] ?? 0
    const block = this.#blocks[first]
    for (let offset = 0; block && offset < checkpointEvery; offset++) {
      if (block[offset] !== source) continue
      if (seen === row) return first * checkpointEvery + offset
      seen++
    }
    return undefined
  }
}
