import { randomBytes, randomInt } from 'node:crypto'
import { closeSync, constants, openSync, readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { setTimeout as after } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Chunk } from '../../shared/contract/serial.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { openRecording, type Frame } from '../../electron/services/recording/index.ts'
import { connectPage } from '../support/connect-page.ts'
import { launchServer } from '../support/launch-server.ts'
import { openPtyPair } from '../support/pty-pair.ts'
import { valueOf } from '../support/value-of.ts'

/** What may be lost: bytes read while the write before them was under way. A pseudo-terminal gives 4 KB at a time. */
const inHandBytes = 64 * 1024

/** A stream in uneven pieces until it is stopped; what was written, whole. */
async function pour(path: string, signal: AbortSignal): Promise<Buffer> {
  const far = await open(path, constants.O_WRONLY | constants.O_NOCTTY)
  const parts: Buffer[] = []
  try {
    while (!signal.aborted) {
      const piece = randomBytes(randomInt(1, 3000))
      let done = 0
      while (done < piece.length) done += (await far.write(piece, done)).bytesWritten
      parts.push(piece)
      if (randomInt(4) === 0) await after(1)
    }
  } finally {
    await far.close()
  }
  return Buffer.concat(parts)
}

/** What the program has not read: it stays in the terminal's buffer while somebody has the terminal open. */
async function drain(fd: number): Promise<Buffer> {
  const parts: Buffer[] = []
  const buffer = Buffer.alloc(65_536)
  for (let empty = 0; empty < 20; ) {
    try {
      parts.push(Buffer.from(buffer.subarray(0, readSync(fd, buffer))))
      empty = 0
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
      empty++
      // socat may still be handing on what it has.
      await after(5)
    }
  }
  return Buffer.concat(parts)
}

it.each([1, 2, 3])('kill -9 in the middle of a stream leaves a recording with all that was shown, and loses at most what was in hand (%s)', async () => {
  const pair = await openPtyPair()
  const server = await launchServer()
  const held = openSync(pair.near, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
  const stop = new AbortController()
  try {
    const { client } = await connectPage(server.url)
    const shown: Chunk[] = []
    client.on('serial.didReceive', (_, chunks: Chunk[]) => shown.push(...chunks))
    const { id, recording } = valueOf(await client.call('serial.open', pair.near, defaultLineSettings))
    await client.call('link.follow', 'serial.didReceive', id, true)
    const pouring = pour(pair.far, stop.signal)
    await after(randomInt(100, 900))
    await server.kill()
    stop.abort()
    // The writer may be waiting for room.
    const [unread, sent] = await Promise.all([drain(held), pouring])

    const frames = valueOf(await openRecording(recording.file)).frames()
    const all: Frame[] = []
    for await (const frame of frames) all.push(frame)
    const recorded = Buffer.concat(all.filter(({ direction }) => direction === 'in').map(({ bytes }) => bytes))
    expect(shown.length).toBeGreaterThan(0)
    // A chunk's number is its frame's: a page that cannot follow is spared some chunks, never shown one before it is in the file.
    const missing = shown.filter(({ seq, bytes }) => !Buffer.from(bytes).equals(all[seq]?.bytes ?? new Uint8Array(bytes.length + 1)))
    expect(missing.map(({ seq }) => seq)).toStrictEqual([])
    expect(sent.subarray(0, recorded.length).equals(recorded)).toBe(true)
    // Behind what is recorded and what may be missing follows what the program never read.
    expect(sent.subarray(sent.length - unread.length).equals(unread)).toBe(true)
    expect(sent.length - recorded.length - unread.length).toBeLessThanOrEqual(inHandBytes)
  } finally {
    stop.abort()
    closeSync(held)
    await server.stop()
    await pair.dispose()
  }
})
