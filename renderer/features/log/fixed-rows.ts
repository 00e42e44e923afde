import type { LogRow } from '../terminal/log-rows.ts'
import type { LogSource } from './log-source.ts'

/** Rows that are all in memory and stay as they are. */
export function fixedRows(rows: readonly LogRow[]): LogSource {
  const extent = { first: 0, end: rows.length }
  return {
    version: () => 0,
    extent: () => extent,
    subscribe: () => () => {},
    rows: (start, end) => rows.slice(start, end),
    fetch: (from, count) => Promise.resolve(rows.slice(from, from + count)),
    placeOf: (row) => Promise.resolve(row),
    isFlooding: () => false,
    watchEnd: () => {},
  }
}
