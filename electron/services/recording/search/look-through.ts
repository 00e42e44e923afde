import type { Finder, finderOf } from './finder.ts'
import type { firstFrame, Read } from './first-frame.ts'
import type { AnswerTo, ChunkAnswer, ChunkJob, ChunkStream, Job, Piece, SeamAnswer, ThreadOptions } from './job.ts'
import type { joinedStream } from './joined-stream.ts'

/** What the thread's own function is handed, since it can import nothing. */
export type ThreadParts = {
  readonly finderOf: typeof finderOf
  readonly firstFrame: typeof firstFrame
  readonly joinedStream: typeof joinedStream
  readonly isFrameTime: (at: number) => boolean
}

/** Answers one job after another, with its memory kept from one to the next. */
export type LookThrough = <J extends Job>(job: J) => AnswerTo<J>

/**
 * What a thread of a search does. Goes to it as text (thread-program.ts): it names nothing outside of itself. `scanning` is called before and after
 * everything that may take for ever.
 */
export function lookThrough(parts: ThreadParts, options: ThreadOptions, read: Read, scanning: () => void): LookThrough {
  const { blockBytes, fullBytes, reach, most } = options
  const { headerBytes, maxFrameBytes } = options.format
  const finder: Finder = parts.finderOf(options.pattern, reach)
  const find = (bytes: Buffer, from: number, to: number, found: (offset: number, length: number) => void): void => {
    scanning()
    finder.each(bytes, from, to, found)
    scanning()
  }
  const findFirst = parts.firstFrame(read, headerBytes, maxFrameBytes, parts.isFrameTime)
  const padding = 3
  const block = Buffer.allocUnsafeSlow(headerBytes + blockBytes + padding)
  const view = new DataView(block.buffer)

  /** One direction of one chunk after another. */
  const makeStream = (direction: number) => {
    const runsInBlock = Math.ceil(blockBytes / headerBytes) + 2
    // Runs have a byte at least, but as a rule they have many.
    const fullRuns = Math.max(4 * reach, fullBytes >> 3)
    const joined = parts.joinedStream(fullBytes + blockBytes + headerBytes, fullRuns + runsInBlock, headerBytes, maxFrameBytes, parts.isFrameTime)
    /** Bytes of the stream that are no longer joined. */
    let before = 0
    /** Bytes at its beginning that belong to a find before. */
    let taken = 0
    let head: Piece | undefined
    let hits: number[] = []
    let count = 0
    let lastEnd = 0
    const origin = new Float64Array(2)
    const found = (offset: number, length: number): void => {
      count++
      lastEnd = before + offset + length
      if (count > most) return
      joined.origin(offset, origin, 0)
      hits.push(before + offset, origin[0] ?? 0, origin[1] ?? 0, length)
    }
    const look = (): void => {
      const length = joined.length()
      const tailStart = finder.tailStart(joined.bytes, length)
      let from = 0
      if (!head) {
        head = joined.piece(0, finder.headLength(joined.bytes, length))
        if (finder.isByLine) from = head.bytes.length
      }
      const start = Math.max(from, taken - before, lastEnd - before)
      const end = finder.isByLine ? tailStart : length
      if (start < end) find(joined.bytes, start, end, found)
      const done = Math.max(from, tailStart)
      joined.forget(done)
      before += done
    }
    return {
      joined,
      begin(takenBefore: number): void {
        joined.clear()
        before = 0
        taken = takenBefore
        head = undefined
        hits = []
        count = 0
        lastEnd = 0
      },
      lookIfFull(): void {
        if (joined.length() >= fullBytes || joined.runs() >= fullRuns) look()
      },
      end(): ChunkStream | undefined {
        const length = before + joined.length()
        if (length === 0) return undefined
        look()
        head ??= joined.piece(0, 0)
        const isHeadAll = head.bytes.length === length
        const tail = isHeadAll ? undefined : joined.piece(0, joined.length())
        return { direction, length, head, tail, hits: Float64Array.from(hits), count, lastEnd }
      },
    }
  }
  const streams: (ReturnType<typeof makeStream> | undefined)[] = []
  const beginStream = (direction: number, taken: number) => {
    const stream = (streams[direction] ??= makeStream(direction))
    stream.begin(taken)
    return stream
  }

  const lookThroughChunk = ({ from, to, limit, isStart, taken }: ChunkJob): ChunkAnswer => {
    const start = isStart ? from : findFirst(from, to, limit)
    if (start === undefined) return { start, end: from, isLast: false, streams: [] }
    const open: (ReturnType<typeof makeStream> | undefined)[] = []
    const openStream = (direction: number) => (open[direction] ??= beginStream(direction, taken[direction] ?? 0))
    let position = start
    let kept = 0
    let direction = 0
    let time = 0
    let remaining = 0
    let end = start
    let isLast = false
    let isEnd = false
    while (!isEnd) {
      const count = read(block, kept, Math.min(blockBytes, limit - position), position)
      isLast = count === 0
      if (isLast) break
      const shift = position - kept
      const filled = kept + count
      const stop = to - shift
      let offset = 0
      while (offset < filled) {
        if (remaining === 0) {
          isEnd = offset >= stop
          if (isEnd || filled - offset < headerBytes) break
          direction = block[offset] ?? 3
          const size = view.getUint32(offset + 1, true)
          time = view.getFloat64(offset + 5, true)
          isLast = direction > 2 || size > maxFrameBytes || !parts.isFrameTime(time)
          isEnd = isLast
          if (isEnd) break
          if (offset + headerBytes + size <= filled) {
            offset = openStream(direction).joined.addFrames(direction, block, view, offset, filled, stop, shift)
            continue
          }
          remaining = size
          offset += headerBytes
        }
        const runEnd = Math.min(filled, offset + remaining)
        if (runEnd > offset) openStream(direction).joined.addRun(time, block, offset, runEnd, offset + shift)
        remaining -= runEnd - offset
        offset = runEnd
      }
      for (const stream of open) stream?.lookIfFull()
      position += count
      end = offset + shift
      kept = filled - offset
      block.copyWithin(0, offset, filled)
    }
    return { start, end, isLast, streams: open.flatMap((stream) => stream?.end() ?? []) }
  }

  const lookThroughSeam = (bytes: Uint8Array): SeamAnswer => {
    const found: number[] = []
    find(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length, (offset, length) => {
      found.push(offset, length)
    })
    return found
  }

  return <J extends Job>(job: J) => (job.kind === 'chunk' ? lookThroughChunk(job) : lookThroughSeam(job.bytes)) as AnswerTo<J>
}
