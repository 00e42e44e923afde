import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../../../shared/contract/failure.ts'
import type { ReplayState } from '../../../../shared/contract/replays.ts'
import { defaultLineSettings, type Chunk } from '../../../../shared/contract/serial.ts'
import { fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import { SerialService } from '../../serial/index.ts'
import { SettingsService } from '../../settings/index.ts'
import type { Direction } from '../format.ts'
import { RecordingLibrary } from '../recording-library.ts'
import { RecordingService } from '../recording-service.ts'
import { ReplayService } from './replay-service.ts'

const startedAt = Date.UTC(2026, 10, 22, 3, 11, 7)

let folder = ''
let recordings: RecordingService
let library: RecordingLibrary
let replays: ReplayService
let played: { readonly chunk: Chunk; readonly now: number }[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'replay-'))
  recordings = new RecordingService(folder)
  library = new RecordingLibrary({ recordings, settings: new SettingsService(folder), sessions: new SerialService({ providers: [], recordings }) })
  replays = new ReplayService({ library })
  played = []
  replays.onDidPlay((_, chunks) => played.push(...chunks.map((chunk) => ({ chunk, now: performance.now() }))))
})
afterEach(async () => {
  await replays.dispose()
  await library.dispose()
  rmSync(folder, { recursive: true, force: true })
})

type Frame = readonly [direction: Direction, ms: number, text: string]

async function record(frames: Iterable<Frame>): Promise<string> {
  const recorder = recordings.start({ path: '/dev/ttyUSB2', kind: 'system', label: 'EC20' }, defaultLineSettings, startedAt)
  let count = 0
  for (const [direction, ms, text] of frames) {
    recorder.append(direction, startedAt + ms, utf8(text))
    if (++count % 5000 === 0) await recorder.flush()
  }
  await recorder.close()
  return basename(recorder.file)
}

async function value<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

const until = (holds: (state: ReplayState) => boolean): Promise<ReplayState> =>
  new Promise((resolve) => {
    const stop = replays.onDidChange((state) => {
      if (!holds(state)) return
      stop()
      resolve(state)
    })
  })

const over = (): Promise<ReplayState> => until(({ isOver, isPlaying }) => isOver && !isPlaying)
const texts = (chunks: readonly Chunk[]): readonly string[] => chunks.filter(({ bytes }) => bytes.length > 0).map(({ bytes }) => fromUtf8(bytes))

const exchange: readonly Frame[] = [
  ['note', 0, 'Opened /dev/ttyUSB2'],
  ['out', 100, 'AT+CSQ\r'],
  ['in', 150, '\r\n+CS'],
  ['in', 160, 'Q: 20,99\r\n\r\nOK\r\n'],
  ['in', 400, '\r\n+CREG: 1\r\n'],
]

describe('a replay', () => {
  it('gives every frame as it was recorded, in order, with its direction and time, not before its time', async () => {
    const name = await record(exchange)
    const end = over()
    const opened = await value(replays.open(name, null))
    expect(opened).toMatchObject({ name, startedAt, endedAt: startedAt + 400, row: 0, speed: 1, isPlaying: true, isOver: false })
    const state = await end
    expect(played.map(({ chunk }) => [chunk.seq, chunk.direction, chunk.at - startedAt, fromUtf8(chunk.bytes)])).toStrictEqual(exchange.map(([direction, ms, text], i) => [i, direction, ms, text]))
    expect(state).toMatchObject({ at: startedAt + 400, row: 5, rows: 5 })
    const [first, last] = [played[0]?.now ?? 0, played.at(-1)?.now ?? 0]
    expect(last - first).toBeGreaterThan(330)
  })

  it('plays at ten times the pace, and anew when it is over', async () => {
    const name = await record([...exchange, ['in', 4000, '\r\nRDY\r\n']])
    let end = over()
    const { id } = await value(replays.open(name, null))
    await value(replays.set(id, { speed: 10 }))
    await end
    const took = (played.at(-1)?.now ?? 0) - (played[0]?.now ?? 0)
    expect([took > 330, took < 3900]).toStrictEqual([true, true])
    played = []
    end = over()
    await value(replays.play(id))
    await end
    expect(texts(played.map(({ chunk }) => chunk))).toStrictEqual([...exchange.map(([, , text]) => text), '\r\nRDY\r\n'])
  })

  it('plays a long recording as fast as it can be read, and loses no byte', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i): Frame => ['in', i * 1000, `\r\n+QMTRECV: 0,${i},"sensors/temperature"\r\n`])
    const name = await record(lines)
    const end = over()
    const { id } = await value(replays.open(name, null))
    await value(replays.set(id, { speed: null }))
    const state = await end
    expect([state.row, texts(played.map(({ chunk }) => chunk)).join('') === lines.map(([, , text]) => text).join('')]).toStrictEqual([60_000, true])
    expect(played.every(({ chunk }, i) => chunk.seq === i)).toBe(true)
  })

  it('waits a second where an hour of silence was, once that is wished', async () => {
    const name = await record([['out', 0, 'AT\r'], ['in', 3_600_000, '\r\nOK\r\n']])
    const end = over()
    const { id } = await value(replays.open(name, null))
    const { shortensGaps } = await value(replays.set(id, { shortensGaps: true }))
    expect(shortensGaps).toBe(true)
    await end
    expect((played[1]?.now ?? 0) - (played[0]?.now ?? 0)).toBeGreaterThan(900)
  })

  it('stands still when it is paused, and goes on where it was', async () => {
    const name = await record(exchange)
    const begun = until(({ row }) => row >= 2)
    const { id } = await value(replays.open(name, null))
    await begun
    const paused = await value(replays.pause(id))
    const before = played.length
    expect(paused.isPlaying).toBe(false)
    // The same recording played to its end beside it shows that its time passes.
    const other = await value(replays.open(name, null))
    const beside = until((state) => state.id === other.id && state.isOver)
    await beside
    await value(replays.close(other.id))
    played.splice(before)
    expect((await value(replays.snapshot(id, 0))).nextSeq).toBe(before)
    expect((await replays.list())[0]?.at).toBe(paused.at)
    const end = over()
    await value(replays.play(id))
    await end
    expect(texts(played.map(({ chunk }) => chunk))).toStrictEqual(exchange.map(([, , text]) => text))
  })
})

describe('seeking', () => {
  const lines = Array.from({ length: 20_000 }, (_, i): Frame => [i % 2 === 0 ? 'out' : 'in', i * 100, i % 2 === 0 ? `AT+QMTPUB=0,${i}\r` : `\r\n+QMTPUB: 0,${i},0\r\n`])

  async function paused(): Promise<string> {
    const { id } = await value(replays.open(await record(lines), null))
    await value(replays.pause(id))
    return id
  }

  it('to a row shows it as the last, with what stood before it', async () => {
    const id = await paused()
    const state = await value(replays.seek(id, { row: 15_001 }))
    expect(state).toMatchObject({ row: 15_002, at: startedAt + 1_500_100, isPlaying: false, isOver: false })
    const { chunks } = await value(replays.snapshot(id, 0))
    expect(texts(chunks)).toStrictEqual(lines.slice(14_001, 15_002).map(([, , text]) => text))
  })

  it('to a moment shows what was before it, and plays on from there', async () => {
    const id = await paused()
    const state = await value(replays.seek(id, { at: startedAt + 1_999_650 }))
    expect(state).toMatchObject({ row: 19_997, at: startedAt + 1_999_650 })
    played = []
    const end = over()
    await value(replays.set(id, { speed: 10 }))
    await value(replays.play(id))
    expect((await end).row).toBe(20_000)
    expect(texts(played.map(({ chunk }) => chunk))).toStrictEqual(lines.slice(19_997).map(([, , text]) => text))
  })

  it('is a gap in the numbers, so that whoever follows takes what is there now', async () => {
    const id = await paused()
    const { nextSeq } = await value(replays.snapshot(id, 0))
    played = []
    await value(replays.seek(id, { row: 5 }))
    expect(played[0]?.chunk.seq).toBeGreaterThan(nextSeq)
    const after = await value(replays.snapshot(id, nextSeq))
    expect([after.truncated, texts(after.chunks)]).toStrictEqual([true, lines.slice(0, 6).map(([, , text]) => text)])
    await value(replays.seek(id, { at: startedAt }))
    expect(texts((await value(replays.snapshot(id, after.nextSeq))).chunks)).toStrictEqual([lines[0]?.[2]])
  })

  it('beyond its ends goes to its ends', async () => {
    const id = await paused()
    expect(await value(replays.seek(id, { at: 0 }))).toMatchObject({ at: startedAt, row: 1 })
    expect(await value(replays.seek(id, { row: 1_000_000 }))).toMatchObject({ row: 20_000, isOver: true })
    expect(await value(replays.seek(id, { at: Date.UTC(2100, 0) }))).toMatchObject({ at: startedAt + 1_999_900, row: 20_000, isOver: true })
  })

  it('in the middle of a line, as a prompt leaves it, goes on cutting where the recording does', async () => {
    const frames: readonly Frame[] = [['out', 0, 'AT+QMTPUBEX=0,0,0,0,"t",10\r'], ['in', 10, '\r\n> '], ['out', 20, 'line 1\r\nline 2\r\n\u001a'], ['in', 30, '\r\nOK\r\n']]
    const { id } = await value(replays.open(await record(frames), null))
    await value(replays.pause(id))
    const state = await value(replays.seek(id, { row: 2 }))
    expect(state.row).toBe(3)
    expect(texts((await value(replays.snapshot(id, 0))).chunks)).toStrictEqual(frames.slice(0, 3).map(([, , text]) => text))
  })
})

it('is refused for what is still being recorded, for what is not there, and beyond eight at once', async () => {
  const live = recordings.start({ path: '/dev/ttyUSB9', kind: 'system', label: '' }, defaultLineSettings, startedAt)
  const code = async (answer: Promise<Result<unknown>>): Promise<string> => {
    const result = await answer
    return result.ok ? '' : result.failure.code
  }
  expect(await code(replays.open(basename(live.file), null))).toBe('recording.live')
  await live.close()
  expect(await code(replays.open('other.atrec', null))).toBe('recording.unreadable')
  expect(await code(replays.play('x'))).toBe('replay.closed')
  const name = await record(exchange)
  for (let i = 0; i < 8; i++) await value(replays.open(name, null))
  expect(await code(replays.open(name, null))).toBe('replay.too-many')
})

it('says so when its file is deleted under it, and closes for every page', async () => {
  const closed: string[] = []
  replays.onDidClose((id) => closed.push(id))
  const name = await record(Array.from({ length: 20_000 }, (_, i): Frame => ['in', i, `\r\n+QMTRECV: 0,${i},"sensors/temperature/${'x'.repeat(40)}"\r\n`]))
  const failed = until(({ problem }) => problem !== undefined)
  const { id } = await value(replays.open(name, null))
  await value(library.remove(name))
  await value(replays.set(id, { speed: null }))
  expect((await failed).problem?.code).toBe('recording.unreadable')
  await value(replays.close(id))
  expect([closed, await replays.list()]).toStrictEqual([[id], []])
})
