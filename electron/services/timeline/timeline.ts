import type { TimelineSource, TimelineState } from '../../../shared/contract/timeline.ts'
import { MergedRows, settleMs } from './merged-rows.ts'
import type { FollowedLog } from './followed-logs.ts'
import type { SourceRow } from './timeline-rows.ts'

/** Between two passes over what is new. */
const passMs = 50

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
  #timer: ReturnType<typeof setTimeout> | undefined
  #isPassing = false
  #isClosed = false
  #told = -1

  constructor(options: TimelineOptions) {
    this.#options = options
    this.#merged = new MergedRows(options.logs)
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

  rowAtTime(at: number): Promise<number> {
    return this.#merged.rowAtTime(at)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    for (const log of this.#options.logs) log.close()
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
