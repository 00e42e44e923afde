import type { Piece } from './job.ts'

export type JoinedStream = ReturnType<typeof joinedStream>

/**
 * The bytes of one direction put together again from the frames that carried them, so that what is looked for may lie across frames, and for every
 * run of them where it came from. Goes to a thread as text (thread-program.ts): it names nothing outside of itself.
 */
export function joinedStream(capacity: number, runCapacity: number, headerBytes: number, maxFrameBytes: number, isFrameTime: (at: number) => boolean) {
  /** Above this the runtime's own copying is faster than four bytes at a time. */
  const smallFrame = 192
  // Up to three bytes too many are written, which the next run overwrites.
  const bytes = Buffer.allocUnsafeSlow(capacity + 3)
  const view = new DataView(bytes.buffer)
  const starts = new Int32Array(runCapacity)
  const positions = new Float64Array(runCapacity)
  const times = new Float64Array(runCapacity)
  let length = 0
  let runs = 0

  const runAt = (offset: number): number => {
    let low = 0
    let high = runs
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((starts[middle] ?? 0) <= offset) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  return {
    bytes,
    length: () => length,
    runs: () => runs,

    clear(): void {
      length = 0
      runs = 0
    },

    /**
     * Whole frames of `direction` from `offset` on whose header stands before `stop`, up to the first that is not one; tells where that begins.
     * `shift`: what is added to an offset in the block for the position in the file.
     */
    addFrames(direction: number, block: Buffer, blockView: DataView, offset: number, end: number, stop: number, shift: number): number {
      // Tens of millions of frames go through here: no call for each, and nothing is looked up twice.
      const last = Math.min(stop - 1, end - headerBytes)
      let at = offset
      let to = length
      let run = runs
      while (at <= last && block[at] === direction) {
        const size = blockView.getUint32(at + 1, true)
        const time = blockView.getFloat64(at + 5, true)
        const from = at + headerBytes
        if (size > maxFrameBytes || from + size > end || !isFrameTime(time)) break
        at = from + size
        if (size === 0) continue
        starts[run] = to
        positions[run] = from + shift
        times[run] = time
        run++
        if (size <= smallFrame) {
          let i = 0
          for (; i <= size - 16; i += 16) {
            view.setInt32(to + i, blockView.getInt32(from + i, true), true)
            view.setInt32(to + i + 4, blockView.getInt32(from + i + 4, true), true)
            view.setInt32(to + i + 8, blockView.getInt32(from + i + 8, true), true)
            view.setInt32(to + i + 12, blockView.getInt32(from + i + 12, true), true)
          }
          for (; i < size; i += 4) view.setInt32(to + i, blockView.getInt32(from + i, true), true)
        } else block.copy(bytes, to, from, at)
        to += size
      }
      length = to
      runs = run
      return at
    },

    /** A part of a frame. */
    addRun(time: number, block: Buffer, from: number, to: number, position: number): void {
      starts[runs] = length
      positions[runs] = position
      times[runs] = time
      runs++
      block.copy(bytes, length, from, to)
      length += to - from
    },

    /** Puts where the byte at `offset` came from into `target[at]`, and its time behind it. */
    origin(offset: number, target: Float64Array, at: number): void {
      const run = runAt(offset)
      target[at] = (positions[run] ?? 0) + offset - (starts[run] ?? 0)
      target[at + 1] = times[run] ?? 0
    },

    /** A copy of a part. */
    piece(from: number, to: number): Piece {
      if (from >= to) return { bytes: new Uint8Array(0), starts: new Int32Array(0), positions: new Float64Array(0), times: new Float64Array(0) }
      const first = runAt(from)
      const behind = runAt(to - 1) + 1
      const piece = { bytes: new Uint8Array(bytes.subarray(from, to)), starts: starts.slice(first, behind), positions: positions.slice(first, behind), times: times.slice(first, behind) }
      for (let i = 0; i < piece.starts.length; i++) piece.starts[i] = (piece.starts[i] ?? 0) - from
      return piece
    },

    /** Forgets what stands before `offset`. */
    forget(offset: number): void {
      const first = offset < length ? runAt(offset) : runs
      for (let i = first; i < runs; i++) starts[i - first] = (starts[i] ?? 0) - offset
      positions.copyWithin(0, first, runs)
      times.copyWithin(0, first, runs)
      bytes.copyWithin(0, offset, length)
      length -= offset
      runs -= first
    },
  }
}
