import type { FileHandle } from 'node:fs/promises'
import { headerBytes, messageEnd } from './message-format.ts'

const windowBytes = 1024 * 1024

/** Where each message of a segment's file stands, as far as they are whole; gives how many there are and where the last one ends. */
export async function walkSegment(handle: Pick<FileHandle, 'read' | 'stat'>, onMessage: (index: number, position: number, end: number) => void): Promise<{ readonly count: number; readonly bytes: number }> {
  const { size } = await handle.stat()
  const window = Buffer.allocUnsafe(windowBytes)
  let count = 0
  let position = 0
  let [from, to] = [0, 0]
  while (position + headerBytes <= size) {
    if (position < from || position + headerBytes > to) {
      from = position
      to = from + (await handle.read(window, 0, windowBytes, from)).bytesRead
      if (position + headerBytes > to) break
    }
    const next = messageEnd(window.subarray(0, to - from), position - from)
    // A crash in the middle of a write, or damage: what stands before it can be read.
    if (next === undefined || from + next > size) break
    onMessage(count, position, from + next)
    position = from + next
    count++
  }
  return { count, bytes: position }
}
