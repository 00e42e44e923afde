import { concat } from '../text/bytes.ts'
import { directions, type Direction } from './directions.ts'
import { ContextTrack, type RowContext } from './row-context.ts'
import { RowCutter } from './row-cutter.ts'

type Chunk = { readonly at: number; readonly direction: Direction; readonly bytes: Uint8Array }

type Row = {
  readonly row: number
  readonly direction: Direction
  /** ms since the epoch, of its first byte. */
  readonly at: number
  readonly bytes: Uint8Array
  /** The lines before it; left out of a row that follows the one before it here. */
  readonly context?: RowContext
}

/** A command further back than this is not looked for. */
const contextRows = 400

type Held = Omit<Row, 'bytes'> & { readonly parts: Uint8Array[]; size: number }

export type MemoryLimits = { readonly rows: number; readonly bytes: number }

/** The rows of chunks in memory, cut as a recording's are. Beyond the limits the oldest go, and numbers count on. */
export class MemoryRows {
  readonly #limits: MemoryLimits
  readonly #cutter: RowCutter
  #held: Held[] = []
  #first = 0
  #bytes = 0
  #lastAt: number | undefined

  constructor(limits: MemoryLimits = { rows: Infinity, bytes: Infinity }) {
    this.#limits = limits
    this.#cutter = new RowCutter({
      begin: (direction, at) => {
        this.#held.push({ row: this.#first + this.#held.length, direction: directions[direction] ?? 'note', at, parts: [], size: 0 })
        return true
      },
      add: (buffer, start, end) => {
        const last = this.#held.at(-1)
        if (!last) return
        last.parts.push(new Uint8Array(buffer.subarray(start, end)))
        last.size += end - start
        this.#bytes += end - start
      },
    })
  }

  get first(): number {
    return this.#first
  }

  get rows(): number {
    return this.#first + this.#held.length
  }

  /** ms since the epoch, of the last chunk. */
  get lastAt(): number | undefined {
    return this.#lastAt
  }

  push(chunks: readonly Chunk[]): void {
    for (const { direction, at, bytes } of chunks) {
      this.#lastAt = at
      this.#cutter.push(directions.indexOf(direction), at, bytes, 0, bytes.length, 0, bytes.length)
    }
    this.#trim()
  }

  read(from: number, count: number): Row[] {
    const start = Math.max(0, from - this.#first)
    const context = this.#contextAt(start)
    return this.#held.slice(start, Math.max(start, from + count - this.#first)).map(({ row, direction, at, parts }, index) => ({
      row,
      direction,
      at,
      bytes: concat(parts),
      ...(index === 0 && context && { context }),
    }))
  }

  #contextAt(index: number): RowContext | undefined {
    const track = new ContextTrack()
    for (const { direction, at, parts } of this.#held.slice(Math.max(0, index - contextRows), index)) {
      track.begin(directions.indexOf(direction), at)
      for (const part of parts) track.add(part, 0, part.length)
    }
    return track.ended()
  }

  /** Drops the oldest in blocks of a tenth, so that what is read does not move with every line. */
  #trim(): void {
    const { rows, bytes } = this.#limits
    if (this.#held.length <= rows && this.#bytes <= bytes) return
    let drop = 0
    while (drop < this.#held.length - 1 && (this.#held.length - drop > rows * 0.9 || this.#bytes > bytes * 0.9)) {
      this.#bytes -= this.#held[drop]?.size ?? 0
      drop++
    }
    this.#held = this.#held.slice(drop)
    this.#first += drop
  }
}
