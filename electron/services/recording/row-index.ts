import type { FileHandle } from 'node:fs/promises'
import { ContextTrack, type RowContext } from '../../../shared/log/row-context.ts'
import { PacketCutter } from '../../../shared/log/packet-cutter.ts'
import { RowCutter, type RowSink } from '../../../shared/log/row-cutter.ts'
import { directions, type Direction } from './format.ts'
import type { Block } from './walk-blocks.ts'
import { beginningAt, walkFrames, type Place } from './walk-frames.ts'

/** Bytes between two marks: what is read at most to find a row, and what stands before it; 16,000 marks, 2 MB of memory, for 1 GB. */
const markEvery = 64 * 1024
/** Of the marks last read from, which lines stand before them. */
const keptContexts = 64

/** Read at once while the file is gone through, or gone on with. */
const extendBytes = 256 * 1024
/** Read at once where every row is looked at, so that a port is served in between. */
const scanBytes = 256 * 1024

/** Where a row begins, and how to go on cutting from there. */
export type RowPlace = Place & { readonly row: number; readonly takesData: boolean }

/** Where a row begins. */
export type Mark = Place & { readonly index: number; readonly row: number; readonly takesData: boolean }

export type Row = {
  readonly row: number
  readonly direction: Direction
  /** ms since the epoch, of its first byte. */
  readonly at: number
  /** Offset of its first byte in the file. */
  readonly position: number
  readonly bytes: Uint8Array
  /** The lines before it; left out of a row that follows the one before it among those asked for. */
  readonly context?: RowContext
}

/** Cuts the frames of a walk into rows, from the beginning of one on. */
type Cutter = Pick<RowCutter, 'push'>

/** Takes rows one after the other; the buffer is used again after the call. */
export type ScanSink = {
  readonly begin: (direction: number) => void
  readonly add: (buffer: Uint8Array, start: number, end: number) => void
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
 * 64 KiB. A file that grows is gone on with from where the last pass ended.
 */
export class RowIndex {
  readonly #handle: FileHandle
  readonly #marks: Mark[] = []
  readonly #contexts = new Map<Mark, RowContext | undefined>()
  readonly #memory: Block[] = []
  #end: Place
  #rows = 0
  #startedAt: number | undefined
  #lastAt: number | undefined
  #isDamaged = false
  #isTruncated = false
  #nextMark = 0
  readonly #packetGapMs: number | null
  readonly #cutter: Cutter

  /** `packetGapMs`: rows are what came without a pause of so many ms; null: they are lines. */
  constructor(handle: FileHandle, headerBytes: number, packetGapMs: number | null = null) {
    this.#handle = handle
    this.#packetGapMs = packetGapMs
    this.#end = beginningAt(headerBytes)
    this.#cutter = this.#cutterOf({
      begin: (direction, at, position, remaining, takesData) => {
        if (position >= this.#nextMark) {
          this.#marks.push({ index: this.#marks.length, row: this.#rows, position, remaining, direction, at, takesData })
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

  /** Reads on to the end of the file, or to `limit`. One pass at a time. `between` is called after every quarter of a megabyte; what it throws ends the pass, which can be gone on with. */
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
        blockBytes: extendBytes,
        memory: this.#memory,
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
    return count <= 0 ? [] : this.#readBetween(from, from + count - 1, () => true)
  }

  /** Rows by their numbers, which must grow: each stretch of the file is read once for all rows in it. */
  async readEach(numbers: readonly number[]): Promise<Row[]> {
    const rows: Row[] = []
    for (let next = 0; next < numbers.length; ) {
      const first = numbers[next] ?? 0
      const stretchEnd = this.#markAfter(first + 1)?.row ?? Infinity
      let end = next + 1
      while (end < numbers.length && (numbers[end] ?? 0) < stretchEnd) end++
      const wanted = new Set(numbers.slice(next, end))
      rows.push(...(await this.#readBetween(first, numbers[end - 1] ?? first, (row) => wanted.has(row))))
      next = end
    }
    return rows
  }

  /**
   * Walks the rows from number `from` to the last that is indexed. `between` is called, and awaited, after every quarter of a megabyte; what it throws
   * ends the walk. A row may go on after it.
   */
  async scan(from: number, sink: ScanSink, between: () => Promise<void>): Promise<void> {
    const mark = this.#markBefore(({ row }) => row <= from)
    if (!mark) return
    let row = mark.row - 1
    const end = this.#end.position
    const cutter = this.#cutterOf(
      {
        begin: (direction, _at, position) => {
          if (position >= end) return false
          if (++row >= from) sink.begin(direction)
          return true
        },
        add: (buffer, start, stop) => {
          if (row >= from) sink.add(buffer, start, stop)
        },
      },
      mark.takesData,
    )
    await walkFrames(this.#handle, mark, (...run) => cutter.push(...run), { limit: end, blockBytes: scanBytes, between })
  }

  async #readBetween(first: number, last: number, isWanted: (row: number) => boolean): Promise<Row[]> {
    const mark = this.#markBefore(({ row }) => row <= first)
    if (!mark) return []
    const rows: (Omit<Row, 'bytes'> & { parts: Uint8Array[] })[] = []
    let row = mark.row - 1
    let takes = false
    const track = new ContextTrack(await this.#contextAt(mark))
    let before = -1
    const end = this.#end.position
    const cutter = this.#cutterOf(
      {
        begin: (direction, at, position) => {
          row++
          if (row > last || position >= end) return false
          track.begin(direction, at)
          takes = row >= first && isWanted(row)
          if (!takes) return true
          const context = before === row - 1 ? undefined : track.context()
          before = row
          rows.push({ row, direction: directions[direction] ?? 'note', at, position, ...(context && { context }), parts: [] })
          return true
        },
        add: (buffer, start, stop) => {
          track.add(buffer, start, stop)
          if (takes) rows.at(-1)?.parts.push(Uint8Array.prototype.slice.call(buffer, start, stop))
        },
      },
      mark.takesData,
    )
    await this.#walk(mark, cutter, this.#markAfter(last + 1)?.position)
    return rows.map(({ parts, ...each }) => ({ ...each, bytes: parts.length === 1 ? (parts[0] ?? new Uint8Array()) : new Uint8Array(Buffer.concat(parts)) }))
  }

  /** The lines before a mark, as far as the stretch before it tells; further back nobody looks. */
  async #contextAt(mark: Mark): Promise<RowContext | undefined> {
    const before = this.#marks[mark.index - 1]
    if (this.#contexts.has(mark) || !before) return this.#contexts.get(mark)
    const track = new ContextTrack(this.#contexts.get(before))
    const cutter = this.#cutterOf(
      {
        begin: (direction, at) => {
          track.begin(direction, at)
          return true
        },
        add: (buffer, start, end) => track.add(buffer, start, end),
      },
      before.takesData,
    )
    await this.#walk(before, cutter, mark.position)
    const context = track.ended()
    this.#contexts.set(mark, context)
    for (const oldest of this.#contexts.keys()) {
      if (this.#contexts.size <= keptContexts) break
      this.#contexts.delete(oldest)
    }
    return context
  }

  /** Where a row begins; `undefined` beyond the last one. */
  async placeOf(row: number): Promise<RowPlace | undefined> {
    const mark = this.#markBefore((each) => each.row <= row)
    if (!mark) return undefined
    let number = mark.row - 1
    let found: RowPlace | undefined
    const cutter = new RowCutter(
      {
        begin: (direction, at, position, remaining, takesData) => {
          if (++number < row) return true
          found = { position, remaining, direction, at, row, takesData }
          return false
        },
      },
      mark.takesData,
    )
    await this.#walk(mark, cutter)
    return found
  }

  /** The number of the row that the byte at `position` of the file belongs to. */
  async rowAt(position: number): Promise<number> {
    const mark = this.#markBefore((each) => each.position <= position)
    if (!mark) return 0
    let row = mark.row - 1
    const cutter = this.#cutterOf(
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
    const cutter = this.#cutterOf(
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

  async #walk(mark: Mark, cutter: Cutter, limit = this.#end.position): Promise<void> {
    await walkFrames(this.#handle, mark, (...run) => cutter.push(...run), { limit: Math.min(limit, this.#end.position) })
  }

  #cutterOf(sink: RowSink, takesData = false): Cutter {
    return this.#packetGapMs === null ? new RowCutter(sink, takesData) : new PacketCutter(sink, this.#packetGapMs)
  }

  /** The first mark at or after a row. */
  #markAfter(row: number): Mark | undefined {
    const before = this.#markBefore((mark) => mark.row < row)
    return before ? this.#marks[before.index + 1] : this.#marks[0]
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
