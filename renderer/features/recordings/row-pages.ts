import type { RecordedRow } from '../../../shared/contract/recordings.ts'

/** Rows asked for at a time. */
export const pageRows = 200
/** Pages kept: some thousand rows around what is read. */
const keptPages = 24

/** Rows of a file by number, fetched a page at a time as they come into sight, forgotten when they are long out of it. */
export class RowPages {
  readonly #fetch: (from: number, count: number) => Promise<readonly RecordedRow[]>
  readonly #onArrival: () => void
  /** In the order in which they were last looked at. */
  readonly #pages = new Map<number, readonly RecordedRow[]>()
  readonly #underWay = new Set<number>()

  constructor(fetch: (from: number, count: number) => Promise<readonly RecordedRow[]>, onArrival: () => void) {
    this.#fetch = fetch
    this.#onArrival = onArrival
  }

  /** What is there of the rows from `start` to `end`; the rest is fetched. */
  rows(start: number, end: number): readonly (RecordedRow | undefined)[] {
    const found: (RecordedRow | undefined)[] = []
    for (let row = start; row < end; row++) {
      const page = Math.floor(row / pageRows)
      const rows = this.#pages.get(page)
      found.push(rows?.[row - page * pageRows])
      // A page that was short when it was fetched may have grown since.
      if (!rows || rows.length <= row - page * pageRows) void this.#load(page)
    }
    return found
  }

  async #load(page: number): Promise<void> {
    if (this.#underWay.has(page)) return
    this.#underWay.add(page)
    try {
      const rows = await this.#fetch(page * pageRows, pageRows)
      const before = this.#pages.get(page)
      this.#pages.delete(page)
      this.#pages.set(page, rows)
      for (const oldest of this.#pages.keys()) {
        if (this.#pages.size <= keptPages) break
        this.#pages.delete(oldest)
      }
      if (rows.length > (before?.length ?? 0)) this.#onArrival()
    } finally {
      this.#underWay.delete(page)
    }
  }
}
