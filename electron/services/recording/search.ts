import type { FileHandle } from 'node:fs/promises'
import { directions, frameHeaderBytes, isFrameTime, maxFrameBytes, type Direction } from './format.ts'
import { carriedBytes, JoinedFrames } from './joined-frames.ts'
import { Scanner } from './scanner.ts'
import type { SearchPattern } from './search-pattern.ts'
import { walkBlocks, type TakeBlock } from './walk-blocks.ts'
import type { Place } from './walk-frames.ts'

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
  /** `position`: how far the file has been read. */
  readonly onProgress: (position: number) => void
}

/** One direction: what is being filled, and what is being looked through meanwhile. */
class Stream {
  readonly #scanner: Scanner
  readonly #number: number
  readonly #pattern: SearchPattern
  readonly #onHits: SearchOptions['onHits']
  #other: JoinedFrames | undefined
  #looking: Promise<void> = Promise.resolve()
  filling = new JoinedFrames()

  constructor(number: number, pattern: SearchPattern, scanner: Scanner, onHits: SearchOptions['onHits']) {
    this.#number = number
    this.#scanner = scanner
    this.#pattern = pattern
    this.#onHits = onHits
  }

  /** Has what was filled looked through; resolves when more can be filled, at the end when all has been looked through. */
  async look(isEnd: boolean): Promise<void> {
    const joined = this.filling
    const { done, length } = isEnd ? { done: joined.length, length: joined.length } : this.#reach(joined)
    await this.#looking
    const next = (this.#other ??= new JoinedFrames())
    next.beginWith(joined, done)
    this.filling = next
    this.#other = joined
    this.#looking = this.#scan(joined, length)
    // Told when the next block is given.
    this.#looking.catch(() => {})
    if (isEnd) await this.#looking
  }

  /** `length` bytes can be looked through now, and `done` are not needed after that. */
  #reach({ length, lineEnd }: JoinedFrames): { readonly done: number; readonly length: number } {
    // What is kept is too short to hold the whole of it.
    if ('needle' in this.#pattern) return { done: Math.max(0, length - this.#pattern.needle.length + 1), length }
    // What an expression matches may reach over the end of a block up to this; a line longer than it is cut there.
    const done = Math.max(lineEnd, length - carriedBytes)
    return { done, length: done }
  }

  async #scan(joined: JoinedFrames, length: number): Promise<void> {
    if (length === 0) return
    const found = await this.#scanner.scan({ memory: joined.memory, length, stream: this.#number, base: joined.base })
    const direction = directions[this.#number] ?? 'note'
    const hits: Hit[] = []
    for (let i = 0; i < found.length; i += 2) hits.push({ direction, ...joined.origin(found[i] ?? 0), length: found[i + 1] ?? 0 })
    if (hits.length > 0) this.#onHits(hits)
  }
}

/** Looks through a recording, each direction by itself. Rejects when aborted, when the file cannot be read, or with `SlowExpression`. */
export async function search(handle: FileHandle, from: Place, limit: number, pattern: SearchPattern, options: SearchOptions): Promise<void> {
  const scanner = new Scanner(pattern)
  const end = (): void => scanner.dispose()
  options.signal.addEventListener('abort', end, { once: true })
  const streams: (Stream | undefined)[] = directions.map(() => undefined)
  const streamOf = (direction: number): Stream => (streams[direction] ??= new Stream(direction, pattern, scanner, options.onHits))

  let { position: reached, remaining, direction, at } = from
  let isDamaged = false
  const take: TakeBlock = (block, start, filled, base) => {
    let offset = start
    while (offset < filled) {
      if (remaining === 0) {
        const number = block.bytes[offset] ?? 3
        if (number < directions.length) offset = streamOf(number).filling.addFrames(number, block, offset, filled, base + offset - start)
        if (filled - offset < frameHeaderBytes) break
        // A frame of another direction, one that goes on in the next block, or none.
        direction = block.bytes[offset] ?? 3
        const size = block.view.getUint32(offset + 1, true)
        at = block.view.getFloat64(offset + 5, true)
        isDamaged = direction >= directions.length || size > maxFrameBytes || !isFrameTime(at)
        if (isDamaged) break
        if (offset + frameHeaderBytes + size <= filled) continue
        remaining = size
        offset += frameHeaderBytes
      }
      const stop = Math.min(filled, offset + remaining)
      if (stop > offset) streamOf(direction).filling.addRun(at, block.bytes, offset, stop, base + offset - start)
      remaining -= stop - offset
      offset = stop
    }
    reached = base + offset - start
    return offset - start
  }

  try {
    await walkBlocks(handle, reached, take, {
      limit,
      goesOn: async () => {
        options.signal.throwIfAborted()
        for (const stream of streams) if (stream?.filling.isFull) await stream.look(false)
        options.onProgress(reached)
        return !isDamaged
      },
    })
    for (const stream of streams) await stream?.look(true)
    options.signal.throwIfAborted()
    options.onProgress(reached)
  } finally {
    options.signal.removeEventListener('abort', end)
    end()
  }
}
