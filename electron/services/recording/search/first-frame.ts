/** Reads into `target` from `offset` on what stands at `position` in the file; tells how many bytes. */
export type Read = (target: Buffer, offset: number, length: number, position: number) => number

/**
 * Where a frame seems to begin in `[from, to)` of a file of `limit` bytes: a chain of headers follows from there. It may be wrong, where a frame's
 * bytes are frames themselves; who asks must hold it against where the frame before ends. Goes to a thread as text (thread-program.ts): it names
 * nothing outside of itself.
 */
export function firstFrame(read: Read, headerBytes: number, maxFrameBytes: number, isFrameTime: (at: number) => boolean) {
  const chain = 16
  const windowBytes = 64 * 1024
  const window = Buffer.allocUnsafeSlow(windowBytes + headerBytes)
  const windowView = new DataView(window.buffer)
  const header = Buffer.allocUnsafeSlow(headerBytes)
  const headerView = new DataView(header.buffer)

  /** Bytes of the frame whose header this seems to be; 0: none, or an empty one, which shows nothing. */
  const sizeAt = (bytes: Buffer, view: DataView, offset: number): number => {
    // Most bytes are none by one look at the direction and at the highest byte of the size.
    if ((bytes[offset] ?? 3) > 2 || (bytes[offset + 4] ?? 3) > 2) return 0
    const size = view.getUint32(offset + 1, true)
    const time = view.getFloat64(offset + 5, true)
    return size <= maxFrameBytes && time !== 0 && isFrameTime(time) ? size : 0
  }

  const isChain = (position: number, limit: number): boolean => {
    for (let i = 0; i < chain; i++) {
      if (position + headerBytes > limit) return position === limit || i > 2
      if (read(header, 0, headerBytes, position) < headerBytes) return false
      const size = sizeAt(header, headerView, 0)
      if (size === 0) return false
      position += headerBytes + size
    }
    return true
  }

  return (from: number, to: number, limit: number): number | undefined => {
    for (let base = from; base < to; base += windowBytes) {
      const count = read(window, 0, Math.min(window.length, limit - base), base)
      const end = Math.min(windowBytes, to - base, count - headerBytes + 1)
      for (let offset = 0; offset < end; offset++) {
        if (sizeAt(window, windowView, offset) > 0 && isChain(base + offset, limit)) return base + offset
      }
    }
    return undefined
  }
}
