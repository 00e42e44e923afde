import type { Disposer, Failure, Result } from '../../../shared/contract/failure.ts'
import { attempt } from '../../bridge/attempt.ts'
import { RowPages } from './row-pages.ts'

/** What the program tells of a selection, at once and as it grows. */
export type SelectionState = {
  readonly selectionId: string
  /** Places before this one are gone; `places` is their end. */
  readonly first: number
  readonly places: number
  readonly failure?: Failure
}

/** The program's selections of one kind of log; one object for all renders. */
export type SelectionCalls<Filter, State extends SelectionState, Row> = {
  readonly select: (logId: string, filter: Filter) => Promise<Result<State>>
  readonly unselect: (selectionId: string) => Promise<Result<null>>
  readonly rows: (selectionId: string, place: number, count: number) => Promise<Result<readonly Row[]>>
  readonly placeOf: (selectionId: string, row: number) => Promise<Result<number>>
  readonly onSelect: (listener: (state: State) => void) => Disposer
  /** The code of the failure that says the program has the selection no longer. */
  readonly lostCode: string
}

export type Selection<State extends SelectionState, Row> = {
  readonly logId: string
  readonly pages: RowPages<Row>
  /** Changes as `pages` does. */
  readonly counts: () => State
}

type Heard<State extends SelectionState, Row> = {
  readonly selected: (selection: Selection<State, Row>) => void
  /** Why the filter is not in force. */
  readonly failed: (failure: Failure) => void
  /** The program has lost it: whoever wants it asks again. */
  readonly lost: () => void
}

/** Has the program select what a filter leaves of a log, until it is disposed of. */
export function followSelection<Filter, State extends SelectionState, Row>(
  calls: SelectionCalls<Filter, State, Row>,
  logId: string,
  filter: Filter,
  heard: Heard<State, Row>,
): Disposer {
  let isOver = false
  let own: { readonly id: string; readonly take: (state: State) => void } | undefined
  // A short log is looked through before the answer is here.
  const early = new Map<string, State>()
  const unselect = (id: string): void => void attempt(() => calls.unselect(id))

  const begin = async (): Promise<void> => {
    const result = await attempt(() => calls.select(logId, filter))
    if (!result.ok) {
      if (!isOver) heard.failed(result.failure)
      return
    }
    const id = result.value.selectionId
    if (isOver) return unselect(id)
    let latest = early.get(id) ?? result.value
    const pages = new RowPages<Row>(
      async (place, count) => {
        const rows = await calls.rows(id, place, count)
        if (!rows.ok && rows.failure.code === calls.lostCode && !isOver) heard.lost()
        return rows.ok ? rows.value : []
      },
      async (row) => {
        const place = await calls.placeOf(id, row)
        return place.ok ? place.value : 0
      },
    )
    const take = (next: State): void => {
      latest = next
      pages.grew({ first: next.first, end: next.places })
      if (next.failure) heard.failed(next.failure)
    }
    own = { id, take }
    heard.selected({ logId, pages, counts: () => latest })
    take(latest)
  }

  const dispose = calls.onSelect((next) => {
    if (next.selectionId === own?.id) own.take(next)
    else if (!own) early.set(next.selectionId, next)
  })
  void begin()
  return () => {
    isOver = true
    dispose()
    if (own) unselect(own.id)
  }
}
