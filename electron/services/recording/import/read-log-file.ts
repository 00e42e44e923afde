import type { FileHandle } from 'node:fs/promises'
import { utf8 } from '../../../../shared/text/bytes.ts'
import type { WideEncoding } from '../../../../shared/text/decode-text.ts'
import { decodeLine, LineCutter } from './log-lines.ts'
import { LogReader, type LogEntry } from './log-entries.ts'

const blockBytes = 1024 * 1024

/** Reads a log of any size once; `take` gets its entries in order, a megabyte of the file at a time, and what it throws ends the reading. */
export async function readLogFile(
  handle: FileHandle,
  wideEncoding: WideEncoding | undefined,
  take: (entries: readonly LogEntry[], position: number) => void | Promise<void>,
): Promise<LogReader> {
  const reader = new LogReader()
  const cutter = new LineCutter()
  const wide = wideEncoding && new TextDecoder(wideEncoding)
  const buffer = Buffer.allocUnsafe(blockBytes)
  for (let position = 0; ; ) {
    const { bytesRead } = await handle.read(buffer, 0, blockBytes, position)
    let block: Uint8Array = buffer.subarray(0, bytesRead)
    if (wide) block = utf8(wide.decode(block, { stream: bytesRead > 0 }))
    else if (position === 0 && block[0] === 0xef && block[1] === 0xbb && block[2] === 0xbf) block = block.subarray(3)
    position += bytesRead
    // Entries outlive the buffer, which is read into again.
    const lines = [...cutter.push(block), ...(bytesRead === 0 ? cutter.end() : [])]
    await take([...lines.flatMap((line) => reader.push(decodeLine(line))), ...(bytesRead === 0 ? reader.end() : [])], position)
    if (bytesRead === 0) return reader
  }
}
