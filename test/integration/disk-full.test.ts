import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { expect, it } from 'vitest'
import type { SessionInfo } from '../../shared/contract/serial.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { fromUtf8 } from '../../shared/text/bytes.ts'
import { openRecording } from '../../electron/services/recording/index.ts'
import { connectPage } from '../support/connect-page.ts'
import { launchServer } from '../support/launch-server.ts'
import { eventually, openPtyPair } from '../support/pty-pair.ts'
import { valueOf } from '../support/value-of.ts'

// A limit on the size of files stands in for a disk that is full: it needs no rights, ends writes in the same places, and can be lifted from outside.
const hasLimits = spawnSync('prlimit', ['--version']).status === 0
const limit = 300_000

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

it.skipIf(!hasLimits)('a full disk is told at once, the session goes on, and the recording has everything once there is room', async () => {
  const pair = await openPtyPair()
  const server = await launchServer({ under: ['prlimit', `--fsize=${limit}:unlimited`] })
  try {
    const { client } = await connectPage(server.url)
    let now: SessionInfo | undefined
    const received = (): number => now?.bytesIn ?? 0
    const toldAfter: number[] = []
    client.on('serial.didChangeSession', (info) => {
      if (info.failure && !now?.failure) toldAfter.push(info.bytesIn)
      now = info
    })
    const { id, recording } = valueOf(await client.call('serial.open', pair.near, defaultLineSettings))
    const sent = randomBytes(1_000_000)
    const far = await open(pair.far, constants.O_WRONLY | constants.O_NOCTTY)
    await far.writeFile(sent.subarray(0, 900_000))
    await eventually('all bytes', () => received() === 900_000)
    await eventually('the failure', () => now?.failure?.code === 'recording.disk-full')
    expect(now).toMatchObject({ state: 'open', failure: { code: 'recording.disk-full', evidence: 'EFBIG: file too large, write' } })
    // Before most of the stream had gone by.
    expect(toldAfter).toHaveLength(1)
    expect(toldAfter[0]).toBeLessThan(900_000)

    spawnSync('prlimit', ['--pid', String(server.pid), '--fsize=unlimited:unlimited'])
    await eventually('the recording to go on', () => now?.failure === undefined)
    await far.writeFile(sent.subarray(900_000))
    await far.close()
    await eventually('the rest', () => received() === sent.length)
    await client.call('serial.close', id)

    const parts: Uint8Array[] = []
    const notes: string[] = []
    for await (const { direction, bytes } of valueOf(await openRecording(recording.file)).frames()) {
      if (direction === 'in') parts.push(bytes)
      if (direction === 'note') notes.push(fromUtf8(bytes))
    }
    expect(sha(Buffer.concat(parts))).toBe(sha(sent))
    expect(notes.slice(1).map((note) => note.replace(recording.file, 'FILE'))).toStrictEqual([
      'The disk takes no more of the recording FILE. The session goes on; what comes is kept in memory for now.',
      'The recording goes on',
      'Closed',
    ])
  } finally {
    await server.stop()
    await pair.dispose()
  }
})
