import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** What travelled: direction, ms after the recording's start, text or bytes. */
export type WrittenFrame = readonly [direction: 'in' | 'out' | 'note', ms: number, content: string | Uint8Array]

export const recordedAt = Date.UTC(2026, 10, 22, 3, 11, 7)

/** A recording written byte by byte as the format has it: header lines, then frames of direction, length, time and bytes. */
export async function writeRecording(file: string, frames: Iterable<WrittenFrame>, startedAt = recordedAt): Promise<void> {
  const port = { path: '/dev/ttyUSB2', kind: 'system', label: 'EC20' }
  const settings = { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' }
  const parts = [Buffer.from(`ATelier recording 1\n${JSON.stringify({ version: 1, port, settings, startedAt })}\n`)]
  for (const [direction, ms, content] of frames) {
    const bytes = Buffer.from(content as Uint8Array)
    const head = Buffer.alloc(13)
    head.writeUInt8(['in', 'out', 'note'].indexOf(direction), 0)
    head.writeUInt32LE(bytes.length, 1)
    head.writeDoubleLE(startedAt + ms, 5)
    parts.push(head, bytes)
  }
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, Buffer.concat(parts))
}
