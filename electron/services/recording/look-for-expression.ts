import { directions } from './format.ts'
import { carriedBytes, JoinedFrames } from './joined-frames.ts'
import type { Hit, Looker, OnHits } from './looker.ts'
import { Scanner } from './scanner.ts'

/** One direction: what is being filled, and what is being looked through meanwhile. */
class Stream {
  readonly #scanner: Scanner
  readonly #number: number
  readonly #onHits: OnHits
  #other: JoinedFrames | undefined
  #looking: Promise<void> = Promise.resolve()
  filling = new JoinedFrames()

  constructor(number: number, scanner: Scanner, onHits: OnHits) {
    this.#number = number
    this.#scanner = scanner
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
    // What an expression matches may reach over the end of a block up to this; a line longer than it is cut there.
    const done = Math.max(lineEnd, length - carriedBytes)
    return { done, length: done }
  }

  async #scan(joined: JoinedFrames, length: number): Promise<void> {
    if (length === 0) return
    const found = await this.#scanner.scan({ memory: joined.memory, length })
    const direction = directions[this.#number] ?? 'note'
    const hits: Hit[] = []
    for (let i = 0; i < found.length; i += 2) hits.push({ direction, ...joined.origin(found[i] ?? 0), length: found[i + 1] ?? 0 })
    if (hits.length > 0) this.#onHits(hits)
  }
}

/** For an expression: the stream is put together, and looked through in a thread of its own. */
export function lookForExpression(expression: RegExp, onHits: OnHits): Looker {
  const scanner = new Scanner(expression)
  const streams: (Stream | undefined)[] = directions.map(() => undefined)
  const streamOf = (direction: number): Stream => (streams[direction] ??= new Stream(direction, scanner, onHits))
  return {
    addFrames: (direction, block, offset, end, position) => streamOf(direction).filling.addFrames(direction, block, offset, end, position),
    addRun: (direction, time, bytes, start, end, position) => streamOf(direction).filling.addRun(time, bytes, start, end, position),
    endBlock: async () => {
      for (const stream of streams) if (stream?.filling.isFull) await stream.look(false)
    },
    end: async () => {
      for (const stream of streams) await stream?.look(true)
    },
    dispose: () => scanner.dispose(),
  }
}
