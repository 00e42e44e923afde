import { spawnSync } from 'node:child_process'
import { closeSync, constants, mkdtempSync, openSync, read, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defaultLineSettings, type PortInfo } from '../../../shared/contract/serial.ts'
import { fromUtf8, utf8 } from '../../../shared/text/bytes.ts'
import { FrameDecoder, type Frame } from './format.ts'
import { openRecording } from './open-recording.ts'
import { Recorder } from './recorder.ts'
import { RecordingService } from './recording-service.ts'

const port: PortInfo = { path: '/dev/ttyUSB2', kind: 'system', label: 'EC20' }
const startedAt = Date.UTC(2026, 10, 22, 3, 11, 7, 45)

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'recording-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function readAll(file: string): Promise<{ frames: Frame[]; truncated: boolean }> {
  const opened = await openRecording(file)
  if (!opened.ok) throw new Error(opened.failure.evidence)
  const iterator = opened.value.frames()
  const frames: Frame[] = []
  for (;;) {
    const step = await iterator.next()
    if (step.done) return { frames, truncated: step.value.truncated }
    frames.push(step.value)
  }
}

describe('a recording', () => {
  it('comes back frame by frame in the order in which it was appended', async () => {
    const recorder = new RecordingService(folder).start(port, defaultLineSettings, startedAt)
    const frames: Frame[] = Array.from({ length: 400 }, (_, i) => ({
      direction: (['in', 'out', 'note'] as const)[i % 3] ?? 'in',
      at: startedAt + i / 8,
      bytes: utf8(`${i}:${'x'.repeat((i * 7) % 900)}`),
    }))
    for (const frame of frames) recorder.append(frame.direction, frame.at, frame.bytes)
    await recorder.close()
    expect(await readAll(recorder.file)).toEqual({ frames, truncated: false })
    expect(recorder.bytes).toBe(statSync(recorder.file).size)
  })

  it('takes a frame larger than its buffer, between small ones', async () => {
    const recorder = new RecordingService(folder).start(port, defaultLineSettings, startedAt)
    const large = new Uint8Array(700_000).map((_, i) => i % 251)
    const frames: Frame[] = [utf8('a'), large, utf8('b')].map((bytes, i) => ({ direction: 'in', at: i, bytes }))
    for (const frame of frames) recorder.append(frame.direction, frame.at, frame.bytes)
    await recorder.close()
    const { frames: got } = await readAll(recorder.file)
    // Whole-value comparison of large arrays by the matcher takes seconds; Buffer compares as strictly.
    expect(got.map((frame) => frame.bytes.length)).toEqual([1, large.length, 1])
    expect(Buffer.concat(got.map((frame) => frame.bytes)).equals(Buffer.concat(frames.map((frame) => frame.bytes)))).toBe(true)
  })

  it('reaches the disk by flush while it goes on', async () => {
    const recorder = new RecordingService(folder).start(port, defaultLineSettings, startedAt)
    recorder.append('in', 1, utf8('one'))
    await recorder.flush()
    expect((await readAll(recorder.file)).frames).toEqual([{ direction: 'in', at: 1, bytes: utf8('one') }])
    recorder.append('in', 2, utf8('two'))
    await recorder.close()
    expect((await readAll(recorder.file)).frames).toHaveLength(2)
  })

  it('is readable up to the last whole frame when its tail was cut off', async () => {
    const recorder = new RecordingService(folder).start(port, defaultLineSettings, startedAt)
    recorder.append('in', 1, utf8('first'))
    recorder.append('in', 2, utf8('second'))
    await recorder.close()
    const whole = statSync(recorder.file).size
    for (let lost = 1; lost < 13 + 6; lost++) {
      truncateSync(recorder.file, whole - lost)
      expect(await readAll(recorder.file)).toEqual({ frames: [{ direction: 'in', at: 1, bytes: utf8('first') }], truncated: true })
    }
  })

  it('is for its owner only, named after time and port, and never overwrites another', async () => {
    const service = new RecordingService(folder)
    const recorders = [service.start(port, defaultLineSettings, startedAt), service.start(port, defaultLineSettings, startedAt)]
    recorders.push(service.start({ ...port, path: 'tcp://10.0.0.2:9000' }, defaultLineSettings, startedAt))
    await Promise.all(recorders.map((recorder) => recorder.close()))
    expect(recorders.map((recorder) => basename(recorder.file))).toEqual([
      '20261122T031107Z-ttyUSB2.atrec',
      '20261122T031107Z-ttyUSB2-2.atrec',
      '20261122T031107Z-tcp-10.0.0.2-9000.atrec',
    ])
    if (process.platform !== 'win32') expect(recorders.map((recorder) => statSync(recorder.file).mode & 0o777)).toEqual([0o600, 0o600, 0o600])
  })

  it('that cannot be created says so and takes appends without harm', async () => {
    writeFileSync(join(folder, 'recordings'), 'a file where the folder should be')
    const recorder = new RecordingService(folder).start(port, defaultLineSettings, startedAt)
    recorder.append('in', 1, utf8('lost'))
    await recorder.close()
    expect(recorder.failure?.code).toBe('recording.failed')
    expect(recorder.bytes).toBe(0)
  })

  describe.skipIf(process.platform === 'win32')('on a disk that', () => {
    it('is full tells so at once and lets the session go on', async () => {
      const recorder = new Recorder('/dev/full', utf8('header'), { fd: openSync('/dev/full', 'a') })
      const told: string[] = []
      recorder.onFailure((failure) => told.push(`${failure?.code}: ${failure?.evidence}`))
      recorder.append('in', 1, utf8('kept for later'))
      await recorder.flush()
      expect([told, recorder.isOpen]).toEqual([['recording.disk-full: ENOSPC: no space left on device, write'], true])
      await recorder.close()
      expect(told.slice(1)).toEqual(['recording.failed: ENOSPC: no space left on device, write'])
    })

    it('refuses for another reason ends it, once', async () => {
      // Open for reading only.
      const recorder = new Recorder('refusing', utf8('header'), { fd: openSync('/dev/null', 'r') })
      const told: (string | undefined)[] = []
      recorder.onFailure((failure) => told.push(failure?.code))
      recorder.append('in', 1, utf8('lost'))
      await recorder.flush()
      recorder.append('in', 2, utf8('lost'))
      await recorder.close()
      expect([told, recorder.isOpen, recorder.bytes]).toEqual([['recording.failed'], false, 0])
    })

    it('does not keep up leaves out what memory cannot hold, and says in the file how much and when', async () => {
      // A pipe takes 64 KiB until somebody reads it: a disk that hangs, and then goes on.
      const pipe = join(folder, 'pipe')
      spawnSync('mkfifo', [pipe])
      const [reading, fd] = [openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK), openSync(pipe, 'w')]
      const recorder = new Recorder(pipe, new Uint8Array(), { fd })
      const told: (string | undefined)[] = []
      recorder.onFailure((failure) => told.push(failure?.code))
      const megabyte = new Uint8Array(1024 * 1024)
      for (let i = 0; i < 66; i++) recorder.append('in', 1000 + i, megabyte)
      expect([told, recorder.written()]).toEqual([['recording.disk-behind'], undefined])

      const decoder = new FrameDecoder()
      const frames: Frame[] = []
      const closed = vi.waitUntil(() => told.length === 2, 20_000).then(() => recorder.close())
      const buffer = new Uint8Array(megabyte)
      for (let isOpen = true; isOpen; ) {
        void closed.then(() => (isOpen = false))
        await new Promise((resolve) => read(reading, buffer, 0, buffer.length, null, (error, count) => resolve(error ? undefined : frames.push(...decoder.push(buffer.subarray(0, count))))))
      }
      closeSync(reading)
      expect(told).toEqual(['recording.disk-behind', undefined])
      expect(frames.slice(0, -1).map(({ at, bytes }) => [at, bytes.length])).toEqual(Array.from({ length: 63 }, (_, i) => [1000 + i, megabyte.length]))
      expect([frames.at(-1)?.direction, fromUtf8(frames.at(-1)?.bytes ?? megabyte)]).toEqual([
        'note',
        `${3 * megabyte.length} bytes are missing here, from 1970-01-01T00:00:01.063Z to 1970-01-01T00:00:01.065Z: the disk was full or too slow`,
      ])
    })
  })
})

describe('opening something else', () => {
  it('is a failure in words', async () => {
    writeFileSync(join(folder, 'note.txt'), 'hello')
    const codes = await Promise.all(['note.txt', 'missing.atrec'].map((name) => openRecording(join(folder, name))))
    expect(codes.map((result) => !result.ok && result.failure.code)).toEqual(['recording.unreadable', 'recording.unreadable'])
  })
})
