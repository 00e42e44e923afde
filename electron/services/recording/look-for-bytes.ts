import { directions, frameHeaderBytes, isFrameTime, maxFrameBytes } from './format.ts'
import type { Hit, Looker, OnHits } from './looker.ts'
import type { Block } from './walk-blocks.ts'

/** Of each byte kept from one run to the next. */
type Tail = { readonly bytes: Uint8Array; readonly positions: Float64Array; readonly times: Float64Array }

/** One direction of a recording, as far as it has been looked through. */
class Stream {
  /** Bytes so far, and the first from which on a find may begin: finds do not overlap. */
  length = 0
  free = 0
  lastByte = -1
  /** The last run, while its block is there: long enough to hold the whole tail. */
  from = 0
  to = 0
  position = 0
  time = 0
  isInBlock = false
  /** The tail itself, where it is not in a block. */
  kept = 0
  readonly hits: Hit[] = []
}

/**
 * Finds these very bytes in blocks of frames as they stand in the file, without putting a stream together: within a frame by the runtime's own search,
 * over the seam of two frames only where the two bytes at it stand side by side in what is looked for. Each direction by itself; finds do not overlap.
 */
class NeedleStreams {
  readonly #needle: Buffer
  /** Bytes before a seam that a find may begin in. */
  readonly #reach: number
  /** For two bytes at a seam: whether they follow one another in the needle. */
  readonly #pairs = new Uint8Array(0x1_00_00)
  readonly #streams: readonly Stream[] = directions.map(() => new Stream())
  readonly #tails: readonly Tail[]
  readonly #seam: Buffer
  /** The next place in the block where the needle stands, headers included; -1: none. */
  #next = 0
  #block: Buffer | undefined

  /** `needle`: at least one byte. */
  constructor(needle: Uint8Array) {
    this.#needle = Buffer.from(needle)
    this.#reach = needle.length - 1
    this.#seam = Buffer.alloc(2 * this.#reach)
    this.#tails = directions.map(() => ({ bytes: new Uint8Array(this.#reach), positions: new Float64Array(this.#reach), times: new Float64Array(this.#reach) }))
    for (let i = 1; i < needle.length; i++) this.#pairs[((needle[i - 1] ?? 0) << 8) | (needle[i] ?? 0)] = 1
  }

  /** Call before the first run of a block; `end`: of what has been read of it. */
  beginBlock({ bytes }: Block, start: number, end: number): void {
    this.#block = bytes.subarray(0, end)
    this.#next = this.#block.indexOf(this.#needle, start)
  }

  /** Whole frames of `direction` from `offset` on, up to the first that is not one; tells where that begins. `position`: of `offset`, in the file. */
  addFrames(direction: number, { bytes, view }: Block, offset: number, end: number, position: number): number {
    const stream = this.#streams[direction]
    if (!stream) return offset
    // Tens of millions of frames go through here: no call for each, and nothing is looked up twice.
    const [pairs, reach] = [this.#pairs, this.#reach]
    const shift = position - offset
    let at = offset
    while (end - at >= frameHeaderBytes && bytes[at] === direction) {
      const size = view.getUint32(at + 1, true)
      const from = at + frameHeaderBytes
      const to = from + size
      const time = view.getFloat64(at + 5, true)
      if (to > end || size > maxFrameBytes || !isFrameTime(time)) break
      const isPlain = size >= reach && size > 0 && (this.#next < 0 || this.#next >= to) && (stream.lastByte < 0 || pairs[(stream.lastByte << 8) | (bytes[from] ?? 0)] === 0)
      if (isPlain) {
        stream.length += size
        stream.lastByte = bytes[to - 1] ?? 0
        stream.from = from
        stream.to = to
        stream.position = from + shift
        stream.time = time
        stream.isInBlock = true
      } else this.addRun(direction, time, bytes, from, to, from + shift)
      at = to
    }
    return at
  }

  /** A frame, or a part of one. */
  addRun(direction: number, time: number, bytes: Buffer, from: number, to: number, position: number): void {
    const stream = this.#streams[direction]
    if (!stream || to === from) return
    if (stream.lastByte >= 0 && this.#pairs[(stream.lastByte << 8) | (bytes[from] ?? 0)] === 1) this.#lookOverSeam(direction, stream, bytes, from, to)
    this.#lookInside(direction, stream, time, from, to, position)
    stream.length += to - from
    stream.lastByte = bytes[to - 1] ?? 0
    if (to - from >= this.#reach) {
      stream.from = from
      stream.to = to
      stream.position = position
      stream.time = time
      stream.isInBlock = true
      return
    }
    this.#keep(direction, stream)
    this.#append(direction, stream, time, bytes, from, to, position)
  }

  /** Call before the block's memory is used again. */
  endBlock(): void {
    for (const [direction, stream] of this.#streams.entries()) this.#keep(direction, stream)
  }

  /** What has been found since this was last asked, in the order of the stream. */
  take(): readonly (readonly Hit[])[] {
    return this.#streams.map(({ hits }) => hits.splice(0))
  }

  #lookInside(direction: number, stream: Stream, time: number, from: number, to: number, position: number): void {
    const length = this.#needle.length
    const block = this.#block
    if (!block) return
    if (this.#next >= 0 && this.#next < from) this.#next = block.indexOf(this.#needle, from)
    while (this.#next >= 0 && this.#next + length <= to) {
      const found = stream.length + this.#next - from
      if (found >= stream.free) {
        stream.hits.push({ direction: directions[direction] ?? 'note', at: time, position: position + this.#next - from, length })
        stream.free = found + length
      }
      this.#next = block.indexOf(this.#needle, this.#next + Math.max(1, stream.free - found))
    }
  }

  #lookOverSeam(direction: number, stream: Stream, bytes: Buffer, from: number, to: number): void {
    this.#keep(direction, stream)
    const tail = this.#tails[direction]
    if (!tail) return
    const { kept } = stream
    const ahead = Math.min(this.#reach, to - from)
    this.#seam.set(tail.bytes.subarray(0, kept))
    bytes.copy(this.#seam, kept, from, from + ahead)
    const seam = this.#seam.subarray(0, kept + ahead)
    const before = stream.length - kept
    for (let start = seam.indexOf(this.#needle); start >= 0 && start < kept; start = seam.indexOf(this.#needle, start + 1)) {
      if (before + start < stream.free) continue
      stream.hits.push({ direction: directions[direction] ?? 'note', at: tail.times[start] ?? 0, position: tail.positions[start] ?? 0, length: this.#needle.length })
      stream.free = before + start + this.#needle.length
    }
  }

  /** Takes the tail out of the block. */
  #keep(direction: number, stream: Stream): void {
    if (!stream.isInBlock || !this.#block) return
    stream.isInBlock = false
    stream.kept = 0
    const start = stream.to - Math.min(this.#reach, stream.to - stream.from)
    this.#append(direction, stream, stream.time, this.#block, start, stream.to, stream.position + start - stream.from)
  }

  #append(direction: number, stream: Stream, time: number, bytes: Buffer, from: number, to: number, position: number): void {
    const tail = this.#tails[direction]
    if (!tail) return
    // Shorter than the tail, or as long.
    const count = to - from
    const over = Math.max(0, stream.kept + count - this.#reach)
    if (over > 0) {
      tail.bytes.copyWithin(0, over, stream.kept)
      tail.positions.copyWithin(0, over, stream.kept)
      tail.times.copyWithin(0, over, stream.kept)
      stream.kept -= over
    }
    for (let i = 0; i < count; i++) {
      tail.bytes[stream.kept] = bytes[from + i] ?? 0
      tail.positions[stream.kept] = position + i
      tail.times[stream.kept] = time
      stream.kept++
    }
  }
}

/** For bytes as they are: they are found where they stand. */
export function lookForBytes(needle: Uint8Array, onHits: OnHits): Looker {
  const streams = new NeedleStreams(needle)
  return {
    beginBlock: (block, start, end) => streams.beginBlock(block, start, end),
    addFrames: (direction, block, offset, end, position) => streams.addFrames(direction, block, offset, end, position),
    addRun: (direction, time, bytes, start, end, position) => streams.addRun(direction, time, bytes, start, end, position),
    endBlock: async () => {
      streams.endBlock()
      for (const hits of streams.take()) if (hits.length > 0) onHits(hits)
    },
    end: async () => {},
    dispose: () => {},
  }
}
