import { MergeOrder } from './merge-order.ts'

/** A log with numbered rows, oldest first, that grows at its end. */
export type NumberedRows<Row> = {
  readonly rows: () => number
  /** Rows from a number on: as many as asked for, or as there are. */
  readonly read: (from: number, count: number) => Promise<readonly Row[]>
}

/** ms that a row may reach its log later than a row of another log with a greater time: a batch, a turn of the event loop. */
export const settleMs = 150
const blockRows = 1024

/** The rows of several logs by their times as one log. A log's own order stays as it is, also where its times go back. */
export class MergedRows<Row extends { readonly at: number }> {
  readonly #sources: readonly NumberedRows<Row>[]
  readonly #order: MergeOrder
  readonly #onMerge: ((row: Row, source: number, number: number) => void) | undefined
  #pass: Promise<void> = Promise.resolve()

  /** `onMerge` is told of every row once, in the order of the whole. */
  constructor(sources: readonly NumberedRows<Row>[], onMerge?: (row: Row, source: number, number: number) => void) {
    this.#sources = sources
    this.#onMerge = onMerge
    this.#order = new MergeOrder(sources.length)
  }

  get rows(): number {
    return this.#order.length
  }

  /** Rows that their logs have and that are not merged yet. */
  get waiting(): number {
    return this.#sources.reduce((sum, source, index) => sum + source.rows() - this.#order.count(index), 0)
  }

  /** Merges what is older than `until` (ms since the epoch). `between` is called after every block read; what it throws ends the pass. */
  extend(until: number, between?: () => void): Promise<void> {
    const pass = this.#pass.then(() => this.#extend(until, between))
    this.#pass = pass.catch(() => {})
    return pass
  }

  async #extend(until: number, between?: () => void): Promise<void> {
    const heads = this.#sources.map((source, index) => ({ source, index, found: [] as readonly Row[], next: 0, end: source.rows(), position: this.#order.count(index) }))
    for (;;) {
      for (const head of heads) {
        if (head.next < head.found.length || head.position >= head.end) continue
        const rows = await head.source.read(head.position, Math.min(blockRows, head.end - head.position))
        between?.()
        head.found = rows
        head.next = 0
        head.position += rows.length
        if (rows.length === 0) head.position = head.end
      }
      const open = heads.filter((head) => head.next < head.found.length)
      if (open.length === 0) return
      // Until one of them must read again, the earliest goes first.
      for (;;) {
        let earliest = open[0]
        for (const head of open) if (earliest && (head.found[head.next]?.at ?? 0) < (earliest.found[earliest.next]?.at ?? 0)) earliest = head
        const row = earliest?.found[earliest.next]
        if (!earliest || row === undefined || row.at > until) return
        this.#onMerge?.(row, earliest.index, this.#order.length)
        this.#order.push(earliest.index, row.at)
        earliest.next++
        if (earliest.next === earliest.found.length) break
      }
    }
  }

  /** Merged rows from a number on, each with the index of its log and its number there. */
  async read(from: number, count: number): Promise<{ readonly source: number; readonly row: Row }[]> {
    const wanted = this.#order.rows(from, count)
    const bySource = await Promise.all(
      this.#sources.map(async (source, index) => {
        const own = wanted.filter((each) => each.source === index)
        const first = own[0]?.row
        return first === undefined ? [] : source.read(first, own.length)
      }),
    )
    const next = this.#sources.map(() => 0)
    return wanted.flatMap(({ source }) => {
      const index = next[source] ?? 0
      next[source] = index + 1
      const row = bySource[source]?.[index]
      return row ? [{ source, row }] : []
    })
  }

  /** The first row at or after a moment; the last where all are before it. */
  async rowAtTime(at: number): Promise<number> {
    const { from, end } = this.#order.around(at)
    const rows = await this.read(from, end - from)
    const found = rows.findIndex(({ row }) => row.at >= at)
    return found === -1 ? Math.max(0, end - 1) : from + found
  }

  /** Where a row of one log stands in the whole; undefined while it is not in. */
  find(source: number, row: number): number | undefined {
    return this.#order.find(source, row)
  }
}
