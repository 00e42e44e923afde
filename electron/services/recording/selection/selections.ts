import { randomUUID } from 'node:crypto'
import { fail, ok, type Result } from '../../../../shared/contract/failure.ts'
import type { RowFilter, RowSelection, SelectedRow } from '../../../../shared/contract/recordings.ts'
import { cannotRead, noSuchSelection } from '../library-failures.ts'
import type { Log } from '../log.ts'
import { filterExpressions, LogSelection } from './log-selection.ts'

/** Of one log: a page shows one, and pages that went away did not say so. */
const maxOfLog = 6

/** The selections of all logs, oldest first. */
export class Selections {
  readonly #onState: (state: RowSelection) => void
  readonly #selections = new Map<string, LogSelection>()

  constructor(onState: (state: RowSelection) => void) {
    this.#onState = onState
  }

  select(log: Log, filter: RowFilter): Result<RowSelection> {
    const expressions = filterExpressions(filter)
    if (!expressions.ok) return expressions
    const ofLog = this.#ofLog(log.id)
    if (ofLog.length >= maxOfLog) this.#drop(ofLog[0])
    const selection = new LogSelection(randomUUID(), log, expressions.value, filter.from, this.#onState)
    this.#selections.set(selection.id, selection)
    return ok(selection.state())
  }

  async rows(id: string, from: number, count: number): Promise<Result<readonly SelectedRow[]>> {
    const selection = this.#selections.get(id)
    if (!selection) return fail(noSuchSelection)
    try {
      return ok(await selection.rows(from, count))
    } catch (error) {
      return fail(cannotRead(selection.logName, error))
    }
  }

  placeOf(id: string, row: number): Result<number> {
    const selection = this.#selections.get(id)
    return selection ? ok(selection.placeOf(row)) : fail(noSuchSelection)
  }

  unselect(id: string): Result<null> {
    this.#drop(this.#selections.get(id))
    return ok(null)
  }

  /** A log has grown. */
  grew(logId: string): void {
    for (const selection of this.#ofLog(logId)) selection.grew()
  }

  /** A log is no more. */
  endOf(logId: string): void {
    for (const selection of this.#ofLog(logId)) this.#drop(selection)
  }

  dispose(): void {
    for (const selection of this.#selections.values()) selection.close()
    this.#selections.clear()
  }

  #ofLog(logId: string): readonly LogSelection[] {
    return [...this.#selections.values()].filter((selection) => selection.logId === logId)
  }

  #drop(selection: LogSelection | undefined): void {
    if (!selection) return
    this.#selections.delete(selection.id)
    selection.close()
  }
}
