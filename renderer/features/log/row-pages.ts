import { Emitter } from '../../../shared/contract/emitter.ts'
import type { LogRow } from '../terminal/log-rows.ts'
import type { LogExtent, LogSource } from './log-source.ts'

/** Rows asked for at a time. */
export const pageRows = 200
/** Pages kept: some thousand rows around what is read. */
const keptPages = 24
/** More than the tallest window shows. */
const endRows = 160
/** ms between two pictures of a log that gains more than that with each: nobody reads it, and the page has other things to do. */
const floodMs = 600

type Fetch<Row> = (from: number, count: number) => Promise<readonly Row[]>

/** Rows by number, fetched a page at a time as they come into sight, forgotten when they are long out of it. The last row may grow. */
export class RowPages<Row = LogRow> implements LogSource<Row> {
  readonly #fetch: Fetch<Row>
  readonly #placeOf: (row: number) => Promise<number>
  readonly #changed = new Emitter<[]>()
  /** In the order in which they were last fetched. */
  readonly #pages = new Map<number, (Row | undefined)[]>()
  readonly #underWay = new Set<number>()
  /** Rows that were the last one when they were fetched, and those of them whose log has grown since. */
  readonly #open = new Set<number>()
  readonly #stale = new Set<number>()
  #extent: LogExtent = { first: 0, end: 0 }
  /** What has been heard of, and not yet told where the end is watched. */
  #heard: LogExtent = this.#extent
  #version = 0
  #watchers = 0
  #isAtEnd = false
  #isFlood = false
  /** How often the log has grown: what was asked for before may be answered from before. */
  #growths = 0

  constructor(fetch: Fetch<Row>, placeOf: (row: number) => Promise<number> = (row) => Promise.resolve(row)) {
    this.#fetch = fetch
    this.#placeOf = placeOf
  }

  readonly version = (): number => this.#version
  readonly extent = (): LogExtent => this.#extent
  readonly subscribe = this.#changed.on
  readonly placeOf = (row: number): Promise<number> => this.#placeOf(row)

  readonly watchEnd = (isWatched: boolean): void => {
    this.#watchers += isWatched ? 1 : -1
  }

  readonly isFlooding = (): boolean => this.#isFlood

  readonly fetch = (from: number, count: number): Promise<readonly Row[]> => this.#fetch(from, count)

  /** The log has grown, if only its last row. */
  grew(extent: LogExtent): void {
    this.#heard = extent
    this.#growths++
    for (const row of this.#open) this.#stale.add(row)
    this.#open.clear()
    if (this.#watchers > 0) void this.#readEnd()
    else this.#take(extent)
  }

  readonly rows = (start: number, end: number): readonly (Row | undefined)[] => {
    const found: (Row | undefined)[] = []
    for (let row = start; row < end; row++) {
      const page = Math.floor(row / pageRows)
      const known = this.#pages.get(page)?.[row - page * pageRows]
      found.push(known)
      if ((!known && row < this.#extent.end) || this.#stale.has(row)) void this.#load(page)
    }
    return found
  }

  #take(extent: LogExtent): void {
    this.#extent = extent
    this.#tell()
  }

  #tell(): void {
    this.#version++
    this.#changed.fire()
  }

  /** Fetches what the end gained, then tells; once more when it has gained again meanwhile. */
  async #readEnd(): Promise<void> {
    if (this.#isAtEnd) return
    this.#isAtEnd = true
    try {
      for (let told: LogExtent | undefined; told !== this.#heard; ) {
        told = this.#heard
        this.#isFlood = told.end - this.#extent.end > endRows
        const stale = Math.min(...this.#stale, told.end)
        const from = Math.max(told.first, told.end - endRows, Math.min(stale, this.#extent.end))
        const asked = { end: told.end, growths: this.#growths }
        // All that there was may be gone.
        const rows = told.end > from ? await this.#fetch(from, told.end - from) : []
        this.#keep(from, rows, asked)
        this.#take({ first: told.first, end: Math.max(told.first, Math.min(told.end, from + rows.length)) })
        if (this.#isFlood) await new Promise((resolve) => setTimeout(resolve, floodMs))
      }
      if (!this.#isFlood) return
      this.#isFlood = false
      this.#tell()
    } catch {
      // The link is down; its return asks again.
    } finally {
      this.#isAtEnd = false
    }
  }

  async #load(page: number): Promise<void> {
    if (this.#underWay.has(page)) return
    this.#underWay.add(page)
    try {
      const start = page * pageRows
      const { end } = this.#extent
      const known = this.#pages.get(page) ?? []
      let from = start
      while (from < Math.min(end, start + pageRows) && known[from - start] && !this.#stale.has(from)) from++
      const asked = { end, growths: this.#growths }
      const rows = await this.#fetch(from, Math.min(start + pageRows, Math.max(end, from + 1)) - from)
      this.#keep(from, rows, asked)
      if (rows.length > 0) this.#tell()
    } catch {
      // As above.
    } finally {
      this.#underWay.delete(page)
    }
  }

  /** `asked`: of the log when these were asked for. */
  #keep(from: number, rows: readonly Row[], asked: { readonly end: number; readonly growths: number }): void {
    const last = asked.growths === this.#growths ? this.#open : this.#stale
    for (const [i, row] of rows.entries()) {
      const number = from + i
      const page = Math.floor(number / pageRows)
      let known = this.#pages.get(page)
      if (!known || i === 0) {
        known ??= []
        // Put at the end of the order.
        this.#pages.delete(page)
        this.#pages.set(page, known)
      }
      known[number - page * pageRows] = row
      this.#stale.delete(number)
      if (number >= asked.end - 1) last.add(number)
    }
    for (const oldest of this.#pages.keys()) {
      if (this.#pages.size <= keptPages) break
      this.#pages.delete(oldest)
    }
  }
}
