import { ok, type Failure, type Result } from '../../../../shared/contract/failure.ts'
import type { RowFilter, RowPattern, RowSelection, SelectedRow } from '../../../../shared/contract/recordings.ts'
import { cannotRead, slowFilter } from '../library-failures.ts'
import type { Log } from '../log.ts'
import { SlowExpression } from '../../../kit/slow-expression.ts'
import { searchExpression } from '../../../../shared/text/search-pattern.ts'
import { RankedBits } from '../../../../shared/log/ranked-bits.ts'
import { RowBatcher, type RowBatch } from './row-batch.ts'
import { isLeft, isShown, RowSieve, type SieveOptions } from './row-sieve.ts'

const tellMs = 33

/** The expressions of a filter; fails with a code that names the pattern that is none. */
export function filterExpressions({ only, except, collapse }: RowFilter): Result<SieveOptions> {
  const made = (pattern: RowPattern | null, code: string): Result<RegExp | null> => {
    if (pattern === null || pattern.value === '') return ok(null)
    const expression = searchExpression(pattern)
    return expression.ok ? expression : { ok: false, failure: { ...expression.failure, code } }
  }
  const left = made(only, 'recording.bad-only')
  if (!left.ok) return left
  const out = made(except, 'recording.bad-except')
  return out.ok ? ok({ only: left.value, except: out.value, collapse }) : out
}

/** The rows of one log that a filter leaves, followed as the log grows. Two bits a row are all that is kept. */
export class LogSelection {
  readonly id: string
  readonly #log: Log
  readonly #sieve: RowSieve
  readonly #onState: (state: RowSelection) => void
  /** The row that the first bit stands for. */
  readonly #from: number
  readonly #left = new RankedBits()
  readonly #shown = new RankedBits()
  /** Rows settled: the one after them may have grown since it was looked at. */
  #settled = 0
  #isRunning = false
  #isAskedAgain = false
  #isOver = false
  #failure: Failure | undefined
  #toldAt = 0

  constructor(id: string, log: Log, options: SieveOptions, from: number, onState: (state: RowSelection) => void) {
    this.id = id
    this.#log = log
    this.#sieve = new RowSieve(options)
    this.#from = Math.max(from, log.info().first)
    this.#onState = onState
    this.grew()
  }

  get logId(): string {
    return this.#log.id
  }

  get logName(): string {
    return this.#log.name
  }

  state(): RowSelection {
    const { first, rows, progress } = this.#log.info()
    const all = rows - this.#from
    return {
      selectionId: this.id,
      id: this.#log.id,
      first: this.#shown.rank(Math.max(0, first - this.#from)),
      places: this.#shown.count,
      rows: this.#left.count,
      progress: all <= 0 ? progress : Math.min(1, this.#left.length / all) * progress,
      ...(this.#failure && { failure: this.#failure }),
    }
  }

  async rows(from: number, count: number): Promise<readonly SelectedRow[]> {
    const end = Math.min(this.#shown.count, from + count)
    const places: { readonly bit: number; readonly repeats: number }[] = []
    for (let k = from; k < end; k++) {
      const bit = this.#shown.select(k)
      places.push({ bit, repeats: this.#left.rank(this.#shown.select(k + 1)) - this.#left.rank(bit) })
    }
    const rows = await this.#log.rowsAt(places.map(({ bit }) => this.#from + bit))
    const byNumber = new Map(rows.map((row) => [row.row, row]))
    return places.flatMap(({ bit, repeats }) => {
      const row = byNumber.get(this.#from + bit)
      return row ? [{ ...row, repeats }] : []
    })
  }

  /** The place of a row; where it is not shown, of the one before it. */
  placeOf(row: number): number {
    return Math.max(0, this.#shown.rank(row - this.#from + 1) - 1)
  }

  /** The log has grown, if only its last row. */
  grew(): void {
    this.#isAskedAgain = true
    if (this.#isRunning || this.#isOver || this.#failure) return
    this.#isRunning = true
    void this.#run().finally(() => (this.#isRunning = false))
  }

  close(): void {
    this.#isOver = true
    this.#sieve.dispose()
  }

  async #run(): Promise<void> {
    try {
      while (this.#isAskedAgain && !this.#isOver) {
        this.#isAskedAgain = false
        await this.#pass()
        this.#tell(true)
      }
    } catch (error) {
      if (this.#isOver) return
      this.#failure = error instanceof SlowExpression ? slowFilter : cannotRead(this.#log.name, error)
      this.#tell(true)
    }
  }

  async #pass(): Promise<void> {
    const batcher = new RowBatcher()
    const sift = async (isEnd: boolean): Promise<void> => {
      const batch = batcher.take(isEnd)
      if (!batch) return
      this.#take(await this.#sieve.sift(batch), batch.isLastOpen)
      if (this.#isOver) throw new Error('closed')
      this.#tell(false)
    }
    await this.#log.scan(this.#from + this.#settled, batcher, () => sift(false))
    await sift(true)
  }

  #take(flags: Uint8Array, isLastOpen: RowBatch['isLastOpen']): void {
    // What was told of the open row was for the time being.
    this.#left.truncate(this.#settled)
    this.#shown.truncate(this.#settled)
    for (const flag of flags) {
      this.#left.push((flag & isLeft) !== 0)
      this.#shown.push((flag & isShown) !== 0)
    }
    this.#settled = this.#left.length - (isLastOpen ? 1 : 0)
  }

  #tell(isLast: boolean): void {
    const now = performance.now()
    if (this.#isOver || (!isLast && now - this.#toldAt < tellMs)) return
    this.#toldAt = now
    this.#onState(this.state())
  }
}
