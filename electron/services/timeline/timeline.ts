import type { TimelineSource, TimelineState } from '../../../shared/contract/timeline.ts'
import { PayloadTrail, type PassedOn } from '../../../shared/timeline/passed-on.ts'
import { MergedRows, settleMs } from './merged-rows.ts'
import type { FollowedLog } from './followed-logs.ts'
import type { SourceRow } from './timeline-rows.ts'

/** Between two passes over what is new. */
const passMs = 50
/** Payloads whose way is remembered, the newest: some 10 MB. */
const passedAtMost = 100_000

export type TimelineOptions = {
  readonly timelineId: string
  readonly sources: readonly TimelineSource[]
  readonly logs: readonly FollowedLog[]
  /** ms since the epoch; the clock of the rows. */
  readonly clock: () => number
  readonly onGrow: (state: TimelineState) => void
}

/** Several logs as one, read on while they grow. */
export class Timeline {
  readonly #options: TimelineOptions
  readonly #merged: MergedRows<SourceRow>
  readonly #trail = new PayloadTrail()
  /** By the row that a payload has come to. */
  readonly #passed = new Map<number, PassedOn>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #isPassing = false
  #isClosed = false
  #told = -1

  constructor(options: TimelineOptions) {
    this.#options = options
    this.#merged = new MergedRows(options.logs, (row, source, number) => this.#follow(row, source, number))
    this.grew()
  }

  state(): TimelineState {
    const { timelineId, sources } = this.#options
    return { timelineId, sources, rows: this.#merged.rows, waiting: this.#merged.waiting }
  }

  /** One of its logs has more. */
  grew(): void {
    if (this.#isClosed || this.#isPassing) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.#pass()
    }, passMs)
  }

  read(from: number, count: number): ReturnType<MergedRows<SourceRow>['read']> {
    return this.#merged.read(from, count)
  }

  /** The row whose payload this row carries on. */
  passed(row: number): PassedOn | undefined {
    return this.#passed.get(row)
  }

  rowAtTime(at: number): Promise<number> {
    return this.#merged.rowAtTime(at)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    for (const log of this.#options.logs) log.close()
  }

  #follow(row: SourceRow, source: number, number: number): void {
    if (row.kind === 'gone') return
    const { at } = row
    const passed = this.#trail.add(
      row.kind === 'line'
        ? { row: number, source, at, side: 'serial', direction: row.line.direction, bytes: row.line.bytes }
        : { row: number, source, at, side: 'broker', direction: row.message.direction, bytes: row.message.payload },
    )
    if (!passed) return
    this.#passed.set(number, passed)
    if (this.#passed.size <= passedAtMost) return
    const [oldest = 0] = this.#passed.keys()
    this.#passed.delete(oldest)
  }

  async #pass(): Promise<void> {
    this.#isPassing = true
    let toldAt = performance.now()
    try {
      await this.#merged.extend(this.#options.clock() - settleMs, () => {
        if (this.#isClosed) throw new Error('closed')
        if (performance.now() - toldAt < passMs) return
        toldAt = performance.now()
        this.#tell()
      })
    } catch {
      // Closed, or a log that cannot be read at the moment: the next pass goes on where this one ended.
    }
    this.#isPassing = false
    if (this.#isClosed) return
    this.#tell()
    // What was too new for this pass has settled by the next.
    if (this.#merged.waiting > 0) this.grew()
  }

  #tell(): void {
    const state = this.state()
    if (state.rows === this.#told && state.waiting > 0) return
    this.#told = state.rows
    this.#options.onGrow(state)
  }
}
