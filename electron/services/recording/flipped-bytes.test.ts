import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { OpenedRecording } from '../../../shared/contract/recordings.ts'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { SerialService } from '../serial/index.ts'
import { SettingsService } from '../settings/index.ts'
import { frameHeaderBytes } from './format.ts'
import { RecordingLibrary } from './recording-library.ts'
import { RecordingService } from './recording-service.ts'

const startedAt = Date.UTC(2026, 10, 22, 3, 11, 7)
const frames = 12
const line = utf8('\r\n+CSQ: 20,99\r\n\r\nOK\r\n')
const frameBytes = frameHeaderBytes + line.length

let folder = ''
let library: RecordingLibrary
let recordings: RecordingService
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flipped-'))
  recordings = new RecordingService(folder)
  library = new RecordingLibrary({ recordings, settings: new SettingsService(folder), sessions: new SerialService({ providers: [], recordings }) })
})
afterEach(async () => {
  await library.dispose()
  rmSync(folder, { recursive: true, force: true })
})

/** The recording with some bytes changed, as it is opened; its rows are read, too. */
async function openWith(file: string, content: Uint8Array): Promise<OpenedRecording | string> {
  writeFileSync(file, content)
  const indexed = new Promise<OpenedRecording>((resolve) => {
    const stop = library.onDidIndex((state) => {
      if (!state.isIndexed) return
      stop()
      resolve(state)
    })
  })
  const opened = await library.open(basename(file))
  if (!opened.ok) return opened.failure.code
  const whole = opened.value.isIndexed ? opened.value : await indexed
  const rows = await library.rows(opened.value.id, 0, 10_000)
  if (!rows.ok) return rows.failure.code
  await library.close(opened.value.id)
  return whole
}

it('every flipped bit of a frame’s direction or length is told with its place or as a cut end; what stands before it is there, and no flip hangs', async () => {
  const recorder = recordings.start({ path: '/dev/ttyUSB2', kind: 'system', label: '' }, defaultLineSettings, startedAt)
  for (let i = 0; i < frames; i++) recorder.append('in', startedAt + i, line)
  await recorder.close()
  const good = readFileSync(recorder.file)
  const begin = good.length - frames * frameBytes
  for (let position = 0; position < good.length; position++) {
    const bit = (position * 5) % 8
    const content = Uint8Array.from(good)
    content[position] = (content[position] ?? 0) ^ (1 << bit)
    const opened = await openWith(recorder.file, content)
    const frame = Math.floor((position - begin) / frameBytes)
    const field = (position - begin) % frameBytes
    if (position < begin) {
      // A flip in the header's JSON may leave a header, with another port or time.
      if (typeof opened === 'string') expect(opened).toBe('recording.unreadable')
      continue
    }
    if (typeof opened === 'string') throw new Error(`${position}: ${opened}`)
    const isFraming = field === 0 ? bit > 1 : field < 5
    if (!isFraming) continue
    expect([position, opened.problem?.code]).toStrictEqual([position, expect.stringMatching(/^recording\.(damaged|truncated)$/)])
    expect(opened.rows).toBeGreaterThanOrEqual(2 * frame)
    if (opened.problem?.code === 'recording.damaged') expect(Number(/byte (\d+)/.exec(opened.problem.what.en)?.[1])).toBeGreaterThanOrEqual(begin + frame * frameBytes)
  }
})

it('frames that claim to be huge cost no memory', async () => {
  const recorder = recordings.start({ path: '/dev/ttyUSB2', kind: 'system', label: '' }, defaultLineSettings, startedAt)
  for (let i = 0; i < frames; i++) recorder.append('in', startedAt + i, line)
  await recorder.close()
  const content = Uint8Array.from(readFileSync(recorder.file))
  const second = content.length - (frames - 1) * frameBytes
  for (const length of [0xffff_ffff, 0x7fff_ffff, 32 * 1024 * 1024, 32 * 1024 * 1024 + 1]) {
    new DataView(content.buffer).setUint32(second + 1, length, true)
    const before = process.memoryUsage().rss
    const opened = await openWith(recorder.file, content)
    if (typeof opened === 'string') throw new Error(opened)
    expect([length, opened.problem?.code]).toStrictEqual([length, length > 32 * 1024 * 1024 ? 'recording.damaged' : 'recording.truncated'])
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
  }
})
