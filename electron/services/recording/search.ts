import type { FileHandle } from 'node:fs/promises'
import { directions, type Direction } from './format.ts'
import { ExpressionScanner } from './scan-expression.ts'
import type { SearchPattern } from './search-pattern.ts'
import { walkFrames, type Place } from './walk-frames.ts'

/** Bytes of one direction from which on they are looked at. What is read at once comes on top: a megabyte, or 80,000 frames of a byte. */
const blockBytes = 1024 * 1024
/** What an expression matches may reach over the end of a block up to this; a line longer than it is cut there. */
const carriedBytes = 64 * 1024
const maxRuns = 256 * 1024

export type Hit = {
  readonly direction: Direction
  /** ms since the epoch. */
  readonly at: number
  /** Offset in the file, of the first byte found. */
  readonly position: number
  readonly length: number
}

export type SearchOptions = {
  readonly signal: AbortSignal
  /** Called for each block, in the order of the file within a direction. */
  readonly onHits: (hits: readonly Hit[]) => void
  /** `position`: how far the file has been searched. */
  readonly onProgress: (position: number) => void
}

/**
 * The bytes of one direction put together again from the frames that carried them, so that what is looked for may lie across frames: scratch memory,
 * and for every run where it came from.
 */
class Stream {
  readonly bytes = Buffer.allocUnsafe(blockBytes * 2 + carriedBytes)
  #length = 0
  readonly #starts = new Float64Array(maxRuns)
  readonly #positions = new Float64Array(maxRuns)
  readonly #times = new Float64Array(maxRuns)
  #runs = 0

  get length(): number {
    return this.#length
  }

  get isFull(): boolean {
    return this.#length >= blockBytes || this.#runs >= maxRuns / 2
  }

  add(at: number, buffer: Buffer, start: number, end: number, position: number): void {
    this.#starts[this.#runs] = this.#length
    this.#positions[this.#runs] = position
    this.#times[this.#runs] = at
    this.#runs++
    buffer.copy(this.bytes, this.#length, start, end)
    this.#length += end - start
  }

  /** Where the byte at `offset` of `bytes` came from. */
  origin(offset: number): { readonly position: number; readonly at: number } {
    let low = 0
    let high = this.#runs
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#starts[middle] ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    const run = low - 1
    return { position: (this.#positions[run] ?? 0) + offset - (this.#starts[run] ?? 0), at: this.#times[run] ?? 0 }
  }

  /** Forgets all before `offset`. */
  drop(offset: number): void {
    let first = 0
    while (first + 1 < this.#runs && (this.#starts[first + 1] ?? 0) <= offset) first++
    this.bytes.copyWithin(0, offset, this.#length)
    this.#length -= offset
    let kept = 0
    for (let run = first; run < this.#runs; run++) {
      const start = (this.#starts[run] ?? 0) - offset
      // The first may have lost its beginning.
      this.#positions[kept] = (this.#positions[run] ?? 0) + (start < 0 ? -start : 0)
      this.#starts[kept] = Math.max(0, start)
      this.#times[kept] = this.#times[run] ?? 0
      kept++
    }
    this.#runs = this.#length === 0 ? 0 : kept
  }
}

type Find = (bytes: Buffer, isEnd: boolean) => Promise<{ readonly found: readonly number[] | Float64Array; readonly done: number }>

const findBytes =
  (needle: Uint8Array): Find =>
  async (bytes) => {
    const found: number[] = []
    for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, at + needle.length)) found.push(at, needle.length)
    // What is kept is too short to hold the whole of it, and does not overlap what was found last.
    const last = found.length === 0 ? 0 : (found.at(-2) ?? 0) + needle.length
    return { found, done: Math.max(last, bytes.length - needle.length + 1, 0) }
  }

const findExpression =
  (scanner: ExpressionScanner): Find =>
  async (bytes, isEnd) => {
    const lineEnd = bytes.lastIndexOf(0x0a) + 1
    const done = isEnd ? bytes.length : lineEnd > bytes.length - carriedBytes ? lineEnd : Math.max(lineEnd, bytes.length - carriedBytes)
    return { found: await scanner.scan(bytes.subarray(0, done)), done }
  }

/** Looks through a recording, each direction by itself. Rejects when aborted, when the file cannot be read, or with `SlowExpression`. */
export async function search(handle: FileHandle, from: Place, limit: number, pattern: SearchPattern, options: SearchOptions): Promise<void> {
  const scanner = 'expression' in pattern ? new ExpressionScanner(pattern.expression) : undefined
  const end = (): void => scanner?.dispose()
  options.signal.addEventListener('abort', end, { once: true })
  const find = 'needle' in pattern ? findBytes(pattern.needle) : findExpression(scanner as ExpressionScanner)
  const streams = directions.map(() => new Stream())

  const look = async (direction: number, isEnd: boolean): Promise<void> => {
    const stream = streams[direction]
    const name = directions[direction]
    if (!stream || !name || stream.length === 0) return
    const { found, done } = await find(stream.bytes.subarray(0, stream.length), isEnd)
    const hits: Hit[] = []
    for (let i = 0; i < found.length; i += 2) hits.push({ direction: name, ...stream.origin(found[i] ?? 0), length: found[i + 1] ?? 0 })
    if (hits.length > 0) options.onHits(hits)
    stream.drop(Math.min(done, stream.length))
  }

  try {
    const { end: reached } = await walkFrames(
      handle,
      from,
      (direction, at, buffer, start, stop, position) => {
        streams[direction]?.add(at, buffer, start, stop, position)
        return true
      },
      {
        limit,
        between: async ({ position }) => {
          for (const [direction, stream] of streams.entries()) if (stream.isFull) await look(direction, false)
          options.signal.throwIfAborted()
          options.onProgress(position)
        },
      },
    )
    for (const direction of streams.keys()) await look(direction, true)
    options.signal.throwIfAborted()
    options.onProgress(reached.position)
  } finally {
    options.signal.removeEventListener('abort', end)
    end()
  }
}
