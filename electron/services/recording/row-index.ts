import type { FileHandle } from 'node:fs/promises'
import { directions, type Direction } from './format.ts'
import { RowCutter } from './row-cutter.ts'
import { beginningAt, walkFrames, type Place } from './walk-frames.ts'

/** Bytes between two marks: what is read at most to find a row, and 4,000 marks for 1 GB. */
const markEvery = 256 * 1024

/** Where a row begins. */
export type Mark = Place & { readonly row: number; readonly takesData: boolean }

export type Row = {
  readonly row: number
  readonly direction: Direction
  /** ms since the epoch, of its first byte. */
  readonly at: number
  /** Offset of its first byte in the file. */
  readonly position: number
  readonly bytes: Uint8Array
}

export type RowIndexState = {
  /** Rows found so far; the last may still grow. */
  readonly rows: number
  /** How far the file has been read. */
  readonly position: number
  readonly startedAt: number | undefined
  /** ms since the epoch, of the last frame read. */
  readonly lastAt: number | undefined
  readonly isDamaged: boolean
  readonly isTruncated: boolean
}

/**
 * Where the rows of a recording are. Built in one pass (about 2 s a GB), kept in marks, so that any row of a file of any size is found by reading
 * 256 KiB. A file that grows is gone on with from where the last pass ended.
 */
export class RowIndex {
  readonly #handle: FileHandle
  readonly #marks: Mark[] = []
  #end: Place
  #rows = 0
  #startedAt: number | undefined
  #lastAt: number | undefined
  #isDamaged = false
  #isTruncated = false
  #nextMark = 0
  readonly #cutter: RowCutter

  constructor(handle: FileHandle, headerBytes: number) {
    this.#handle = handle
    this.#end = beginningAt(headerBytes)
    this.#cutter = new RowCutter({
      begin: (direction, at, position, remaining, takesData) => {
        if (position >= this.#nextMark) {
          this.#marks.push({ row: this.#rows, position, remaining, direction, at, takesData })
          this.#nextMark = position + markEvery
        }
        this.#rows++
        return true
      },
    })
  }

  get state(): RowIndexState {
    return {
      rows: this.#rows,
      position: this.#end.position,
      startedAt: this.#startedAt,
      lastAt: this.#lastAt,
      isDamaged: this.#isDamaged,
      isTruncated: this.#isTruncated,
    }
  }

  /** Reads on to the end of the file, or to `limit`. `between` is called after every megabyte; what it throws ends the pass, which can be gone on with. */
  async extend(options: { readonly limit?: number; readonly between?: () => void } = {}): Promise<void> {
    if (this.#isDamaged) return
    const { end, isDamaged, isTruncated } = await walkFrames(
      this.#handle,
      this.#end,
      (direction, at, buffer, from, to, position, remaining) => {
        this.#startedAt ??= at
        this.#lastAt = at
        return this.#cutter.push(direction, at, buffer, from, to, position, remaining)
      },
      {
        ...(options.limit !== undefined && { limit: options.limit }),
        between: (reached) => {
          this.#end = reached
          options.between?.()
        },
      },
    )
    this.#end = end
    this.#isDamaged = isDamaged
    this.#isTruncated = isTruncated
  }

  /** Rows from number `from` on, at most `count`; fewer where the file, or what is indexed of it, ends. */
  async read(from: number, count: number): Promise<Row[]> {
    const mark = this.#markBefore(({ row }) => row <= from)
    if (!mark || count <= 0) return []
    const rows: { row: number; direction: Direction; at: number; position: number; parts: Uint8Array[] }[] = []
    let row = mark.row - 1
    const cutter = new RowCutter(
      {
        begin: (direction, at, position) => {
          row++
          if (row >= from + count || position >= this.#end.position) return false
          if (row >= from) rows.push({ row, direction: directions[direction] ?? 'note', at, position, parts: [] })
          return true
        },
        add: (buffer, start, end) => {
          if (row >= from) rows.at(-1)?.parts.push(Uint8Array.prototype.slice.call(buffer, start, end))
        },
      },
      mark.takesData,
    )
    await this.#walk(mark, cutter)
    return rows.map(({ parts, ...each }) => ({ ...each, bytes: parts.length === 1 ? (parts[0] ?? new Uint8Array()) : new Uint8Array(Buffer.concat(parts)) }))
  }

  /** The number of the row that the byte at `position` of the file belongs to. */
  async rowAt(position: number): Promise<number> {
    const mark = this.#markBefore((each) => each.position <= position)
    if (!mark) return 0
    let row = mark.row - 1
    const cutter = new RowCutter(
      {
        begin: (_direction, _at, start) => {
          if (start > position) return false
          row++
          return true
        },
      },
      mark.takesData,
    )
    await this.#walk(mark, cutter)
    return Math.max(row, mark.row)
  }

  /** The first row at or after a moment, for a jump by time. */
  async rowAtTime(at: number): Promise<number> {
    const mark = this.#markBefore((each) => each.at < at)
    if (!mark) return 0
    let row = mark.row - 1
    let found = -1
    const cutter = new RowCutter(
      {
        begin: (_direction, start) => {
          row++
          if (start < at) return true
          found = row
          return false
        },
      },
      mark.takesData,
    )
    await this.#walk(mark, cutter)
    return found === -1 ? Math.max(0, this.#rows - 1) : found
  }

  async #walk(mark: Mark, cutter: RowCutter): Promise<void> {
    await walkFrames(this.#handle, mark, (...run) => cutter.push(...run), { limit: this.#end.position })
  }

  /** The last mark for which `holds` is true; it must be true for all before one for which it is. */
  #markBefore(holds: (mark: Mark) => boolean): Mark | undefined {
    let low = 0
    let high = this.#marks.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const mark = this.#marks[middle]
      if (mark && holds(mark)) low = middle + 1
      else high = middle
    }
    return this.#marks[low - 1]
  }
}
