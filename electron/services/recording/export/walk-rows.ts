import type { FileHandle } from 'node:fs/promises'
import { directions, type Direction } from '../format.ts'
import { RowCutter } from '../../../../shared/log/row-cutter.ts'
import { walkFrames, type Place, type Walked } from '../walk-frames.ts'

/** A row as the panel numbers it: all rows together are what travelled. */
export type ExportRow = { readonly direction: Direction; /** ms since the epoch, of its first byte. */ readonly at: number; readonly bytes: Uint8Array }

/** `position`: offset in the file of its first byte; `until`: of the next row's, so that what a person marked between them belongs to this one. */
export type WalkedRow = ExportRow & { readonly position: number; readonly until: number }

/** Rows `from` to `to`, both inclusive, counted from 0; all where left out. */
export type RowRange = { readonly from?: number | undefined; readonly to?: number | undefined }

type Filling = { readonly direction: Direction; readonly at: number; readonly position: number; until: number; readonly parts: Buffer[] }

/** Hands over the rows of a recording in order, about a megabyte at a time; the file is never held whole, and what stands behind `limit` not read. What `take` throws ends the walk. */
export async function walkRows(
  handle: FileHandle,
  start: Place,
  { from = 0, to = Infinity, limit = Infinity }: RowRange & { readonly limit?: number },
  take: (rows: readonly WalkedRow[], position: number) => void | Promise<void>,
): Promise<Walked> {
  let number = -1
  let rows: Filling[] = []
  const isWanted = (): boolean => number >= from && number <= to
  const cutter = new RowCutter({
    begin: (direction, at, position) => {
      const before = rows.at(-1)
      if (before) before.until = position
      number++
      if (number > to) return false
      if (isWanted()) rows.push({ direction: directions[direction] ?? 'note', at, position, until: Infinity, parts: [] })
      return true
    },
    add: (buffer, first, end) => {
      if (isWanted()) rows.at(-1)?.parts.push(Buffer.from(buffer.subarray(first, end)))
    },
  })
  const hand = async (whole: readonly Filling[], position: number): Promise<void> =>
    take(
      whole.map(({ parts, ...row }) => ({ ...row, bytes: parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts) })),
      position,
    )
  const walked = await walkFrames(handle, start, (...run) => cutter.push(...run), {
    limit,
    between: async ({ position }) => {
      // The last one may go on in the next block.
      const open = rows.pop()
      await hand(rows, position)
      rows = open ? [open] : []
    },
  })
  await hand(rows, walked.end.position)
  return walked
}
