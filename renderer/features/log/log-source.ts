import type { Disposer } from '../../../shared/contract/failure.ts'
import type { LogRow } from '../terminal/log-rows.ts'

/** Which rows there are, by number: `end` exclusive. Those before `first` are gone. */
export type LogExtent = { readonly first: number; readonly end: number }

/**
 * The rows of a log of any length, by number; what grows grows at its end. A number is a place in what is shown: with a filter it is not the row's own.
 */
export type LogSource<Row = LogRow> = {
  /** The same object until it changes. */
  readonly extent: () => LogExtent
  /** Another number whenever the extent has changed, or rows that were asked for have come. */
  readonly version: () => number
  /** Called when the extent has changed, or rows that were asked for have come. */
  readonly subscribe: (listener: () => void) => Disposer
  /** What is there of the rows from `start` to `end`; the rest is fetched. */
  readonly rows: (start: number, end: number) => readonly (Row | undefined)[]
  /** Rows as they are asked for, past what is kept for the screen. */
  readonly fetch: (from: number, count: number) => Promise<readonly Row[]>
  /** Where a row of the log stands in what is shown; the one before it where it does not. */
  readonly placeOf: (row: number) => Promise<number>
  /** More comes than anybody could read. */
  readonly isFlooding: () => boolean
  /** Somebody looks at the end: its rows are fetched before the extent tells of them, so that it never shows a gap. */
  readonly watchEnd: (isWatched: boolean) => void
}
