import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { concat } from '../../../shared/text/bytes.ts'
import { frameHeaderBytes, writeFrame } from './format.ts'
import { lastFrameAt } from './last-frame.ts'

const startedAt = Date.UTC(2026, 10, 22, 3, 11, 7)
const header = new Uint8Array(100).fill(0x7b)

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'last-frame-'))))
afterEach(() => rm(folder, { recursive: true, force: true }))

function frame(ms: number, bytes: Uint8Array): Uint8Array {
  const out = new Uint8Array(frameHeaderBytes + bytes.length)
  writeFrame(out, 0, { direction: 'in', at: startedAt + ms, bytes })
  return out
}

async function lastOf(...parts: readonly Uint8Array[]): Promise<number | undefined> {
  const file = join(folder, 'a.atrec')
  const content = concat([header, ...parts])
  await writeFile(file, content)
  const handle = await open(file)
  try {
    const at = await lastFrameAt(handle, content.length, header.length, startedAt)
    return at === undefined ? undefined : at - startedAt
  } finally {
    await handle.close()
  }
}

const noise = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7919 + (i >> 3)) & 0xff)

it('is the time of the last frame, in a short file and in a long one', async () => {
  expect(await lastOf(frame(1, noise(5)), frame(250.5, noise(5)))).toBe(250.5)
  expect(await lastOf(...Array.from({ length: 5000 }, (_, i) => frame(i, noise(60))))).toBe(4999)
})

it('is found behind frames longer than what is looked at first, and in a recording of one silent hour', async () => {
  expect(await lastOf(frame(1, noise(3_000_000)), frame(3_600_000, noise(200_000)), frame(3_600_001, noise(70_000)))).toBe(3_600_001)
})

it('is that of the frame which a crash cut off, since its first bytes came then', async () => {
  const whole = Array.from({ length: 5000 }, (_, i) => frame(i, noise(60)))
  expect(await lastOf(...whole, frame(9000, noise(60)).subarray(0, 40))).toBe(9000)
  expect(await lastOf(...whole, frame(9000, noise(60)).subarray(0, 7))).toBe(4999)
})

it('is the last before damage in a short file, and none where nothing is a frame', async () => {
  expect(await lastOf(frame(1, noise(5)), new Uint8Array(500).fill(0xee))).toBe(1)
  expect(await lastOf(frame(1, noise(5)), noise(2_000_000))).toBeUndefined()
  expect(await lastOf()).toBeUndefined()
})
