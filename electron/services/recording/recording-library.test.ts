import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OpenedRecording, SearchQuery, SearchState } from '../../../shared/contract/recordings.ts'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
import { fromUtf8, utf8 } from '../../../shared/text/bytes.ts'
import { SerialService } from '../serial/index.ts'
import { SettingsService } from '../settings/index.ts'
import { outOfPolicy } from './keep-policy.ts'
import { RecordingLibrary } from './recording-library.ts'
import { RecordingService } from './recording-service.ts'

const startedAt = Date.UTC(2026, 10, 22, 3, 11, 7)
const port = { path: '/dev/ttyUSB2', kind: 'system', label: 'EC20' } as const

const noSessions = (): SerialService => new SerialService({ providers: [], recordings })

let folder = ''
let recordings: RecordingService
let library: RecordingLibrary
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'library-'))
  recordings = new RecordingService(folder)
  library = new RecordingLibrary({ recordings, settings: new SettingsService(folder), sessions: noSessions() })
})
afterEach(async () => {
  await library.dispose()
  rmSync(folder, { recursive: true, force: true })
})

async function record(lines: readonly string[], at = startedAt) {
  const recorder = recordings.start(port, defaultLineSettings, at)
  for (const [i, line] of lines.entries()) {
    recorder.append(line.startsWith('AT') ? 'out' : 'in', at + i, utf8(line))
    if (i % 5000 === 4999) await recorder.flush()
  }
  await recorder.flush()
  return { recorder, name: basename(recorder.file), file: recorder.file }
}

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; failure: { code: string } }>): Promise<T> {
  const result = await answer
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

const code = async (answer: Promise<{ ok: boolean; failure?: { code: string } }>): Promise<string | undefined> => (await answer).failure?.code

const indexed = (id: string): Promise<OpenedRecording> =>
  new Promise((resolve) => {
    const stop = library.onDidIndex((state) => {
      if (state.id !== id || !state.isIndexed) return
      stop()
      resolve(state)
    })
  })

async function searched(id: string, query: Partial<SearchQuery>): Promise<SearchState> {
  const done = new Promise<SearchState>((resolve) => {
    const stop = library.onDidSearch((state) => {
      if (!state.isDone) return
      stop()
      resolve(state)
    })
  })
  await value(library.search(id, { kind: 'text', value: '', ignoreCase: false, ...query }))
  return done
}

it('lists recordings, newest first, with port, module, size and times', async () => {
  const first = await record(['ATI\r', '\r\nQuectel\r\nEC20F\r\nRevision: EC20CEFAGR06A05M4G\r\n\r\nOK\r\n'])
  await first.recorder.close()
  const second = await record(['AT\r'], startedAt + 60_000)
  writeFileSync(join(recordings.folder, 'notes.txt'), 'x')
  writeFileSync(join(recordings.folder, 'broken.atrec'), 'no recording')
  const list = await library.list()
  expect(list.folder).toBe(recordings.folder)
  expect(list.entries.map(({ name, port: { path }, isLive, modem, failure }) => ({ name, path, isLive, modem, failure: failure?.code }))).toStrictEqual([
    { name: 'broken.atrec', path: '', isLive: false, modem: undefined, failure: 'recording.unreadable' },
    { name: second.name, path: port.path, isLive: true, modem: undefined, failure: undefined },
    { name: first.name, path: port.path, isLive: false, modem: 'Quectel EC20', failure: undefined },
  ])
  await second.recorder.close()
  expect((await library.list()).entries.some(({ isLive }) => isLive)).toBe(false)
})

it('tells how long a recording goes on by its bytes, whenever its file was copied', async () => {
  const { file, recorder } = await record(['AT\r', '\r\nOK\r\n'])
  await recorder.close()
  utimesSync(file, 5, 5)
  const [entry] = (await library.list()).entries
  expect([entry?.startedAt, entry?.endedAt, entry?.changedAt]).toStrictEqual([startedAt, startedAt + 1, 5000])
})

it('looks at a recording again when it has changed', async () => {
  const { name, recorder, file } = await record(['AT\r', '\r\nOK\r\n'])
  const listed = async () => (await library.list()).entries.map(({ name: of, modem, bytes, failure }) => ({ of, modem, bytes, failure: failure?.code }))
  const bytes = () => statSync(file).size
  expect(await listed()).toStrictEqual([{ of: name, modem: undefined, bytes: bytes(), failure: undefined }])
  recorder.append('in', startedAt + 9, utf8('\r\nQuectel\r\nEC20F\r\n\r\nOK\r\n'))
  await recorder.close()
  expect(await listed()).toStrictEqual([{ of: name, modem: 'Quectel EC20', bytes: bytes(), failure: undefined }])
  writeFileSync(file, 'written over')
  expect(await listed()).toStrictEqual([{ of: name, modem: undefined, bytes: bytes(), failure: 'recording.unreadable' }])
})

it('opens a long recording at once, and gives any of its rows when it is indexed', async () => {
  const lines = Array.from({ length: 200_000 }, (_, i) => (i % 2 === 0 ? `AT+QMTPUB=0,${i}\r` : `\r\n+QMTPUB: 0,${i},0\r\n`))
  const { name, recorder } = await record(lines)
  await recorder.close()
  const opened = await value(library.open(name))
  expect(opened.isIndexed).toBe(false)
  expect((await value(library.rows(opened.id, 0, 2))).map(({ direction, bytes }) => [direction, fromUtf8(bytes)])).toStrictEqual([['out', lines[0]], ['in', lines[1]]])
  const whole = opened.isIndexed ? opened : await indexed(opened.id)
  expect({ rows: whole.rows, progress: whole.progress, lastAt: whole.lastAt, problem: whole.problem }).toStrictEqual({ rows: 200_000, progress: 1, lastAt: startedAt + 199_999, problem: undefined })
  expect((await value(library.rows(opened.id, 199_999, 5))).map(({ bytes }) => fromUtf8(bytes))).toStrictEqual([lines[199_999]])
  expect(await value(library.rowAtTime(opened.id, startedAt + 150_000))).toBe(150_000)
  await value(library.close(opened.id))
  expect(await code(library.rows(opened.id, 0, 1))).toBe('recording.not-open')
})

it('searches, gives each hit with its row, and can be cancelled', async () => {
  const { name, recorder } = await record(Array.from({ length: 60_000 }, (_, i) => (i % 100 === 7 ? '\r\n+CME ERROR: 30\r\n' : `\r\n+CSQ: ${i},99\r\n`)))
  await recorder.close()
  const { id } = await value(library.open(name))
  const found = await searched(id, { value: '+CME ERROR' })
  expect({ count: found.count, kept: found.kept, progress: found.progress }).toStrictEqual({ count: 600, kept: 600, progress: 1 })
  const hits = await value(library.hits(found.searchId, 598, 10))
  expect(hits.map(({ row, at, bytes }) => [row, at, fromUtf8(bytes)])).toStrictEqual([
    [59_807, startedAt + 59_807, '\r\n+CME ERROR: 30\r\n'],
    [59_907, startedAt + 59_907, '\r\n+CME ERROR: 30\r\n'],
  ])
  const slow = await value(library.search(id, { kind: 'regex', value: 'CSQ: \\d+', ignoreCase: true }))
  await value(library.cancelSearch(slow.searchId))
  expect(await code(library.hits(found.searchId, 0, 1))).toBe('recording.no-search')
})

it('says that an expression takes too long, and goes on', async () => {
  const { name, recorder } = await record([`${'a'.repeat(200)}!`])
  await recorder.close()
  const { id } = await value(library.open(name))
  expect((await searched(id, { kind: 'regex', value: '(a+)+$' })).failure?.code).toBe('recording.slow-expression')
  expect((await searched(id, { value: '!' })).count).toBe(1)
})

describe('a damaged recording', () => {
  it('cut in the middle of a frame opens, and says so', async () => {
    const { name, file, recorder } = await record(['AT\r', '\r\nOK\r\n', '\r\n+CSQ: 20,99\r\n'])
    await recorder.close()
    truncateSync(file, readFileSync(file).length - 4)
    const opened = await value(library.open(name))
    expect([opened.rows, opened.problem?.code]).toStrictEqual([3, 'recording.truncated'])
  })

  it('with bytes that are no frame shows what stands before them, and where', async () => {
    const { name, file, recorder } = await record(['AT\r', '\r\nOK\r\n'])
    await recorder.close()
    const good = readFileSync(file).length
    appendFileSync(file, new Uint8Array(500).fill(0xee))
    const opened = await value(library.open(name))
    expect([opened.rows, opened.problem?.code, opened.problem?.what.en.includes(String(good))]).toStrictEqual([2, 'recording.damaged', true])
  })
})

describe('renaming and deleting', () => {
  it('keeps a name that is taken, and a file that is being written', async () => {
    const first = await record(['AT\r'])
    await first.recorder.close()
    const second = await record(['AT\r'], startedAt + 1000)
    expect(await code(library.rename(first.name, second.name))).toBe('recording.name-taken')
    expect(await code(library.rename(second.name, 'x.atrec'))).toBe('recording.live')
    expect(await code(library.remove(second.name))).toBe('recording.live')
    expect((await value(library.rename(first.name, '水表 现场.atrec'))).name).toBe('水表 现场.atrec')
    expect(await code(library.remove('水表 现场.atrec'))).toBeUndefined()
    expect(existsSync(join(recordings.folder, '水表 现场.atrec'))).toBe(false)
    expect(await code(library.remove('水表 现场.atrec'))).toBe('recording.unchangeable')
    await second.recorder.close()
  })
})

describe('how long recordings are kept', () => {
  const entry = (name: string, age: number, bytes: number, isLive = false) => ({ name, port, settings: defaultLineSettings, startedAt: 0, endedAt: 0, changedAt: 100 * 86_400_000 - age * 86_400_000, bytes, isLive })

  it('goes by age, then by size from the oldest, and never touches one that is being written', () => {
    const all = [entry('a', 9, 6e6), entry('b', 3, 6e6), entry('c', 2, 6e6), entry('d', 30, 6e6, true)]
    const at = 100 * 86_400_000
    expect(outOfPolicy(all, { days: null, megabytes: null }, at)).toStrictEqual([])
    expect(outOfPolicy(all, { days: 7, megabytes: null }, at)).toStrictEqual(['a'])
    expect(outOfPolicy(all, { days: 7, megabytes: 13 }, at)).toStrictEqual(['a', 'b'])
    expect(outOfPolicy(all, { days: null, megabytes: 10 }, at)).toStrictEqual(['a', 'b', 'c'])
  })

  it('counts from the import, not from when the log was written', () => {
    const imported = { ...entry('a', 90, 6e6), importedAt: 98 * 86_400_000 }
    expect(outOfPolicy([imported, entry('b', 5, 6e6)], { days: 7, megabytes: 10 }, 100 * 86_400_000)).toStrictEqual(['b'])
  })

  it('is applied at once and at the next start', async () => {
    const { file, name, recorder } = await record(['AT\r'])
    await recorder.close()
    utimesSync(file, 0, 0)
    expect(await value(library.keep({ days: 30, megabytes: null }))).toStrictEqual([name])
    const later = await record(['AT\r'])
    await later.recorder.close()
    utimesSync(later.file, 0, 0)
    const again = new RecordingLibrary({ recordings, settings: new SettingsService(folder), sessions: noSessions() })
    expect((await again.list()).entries).toStrictEqual([])
  })
})

it('takes another folder for new recordings, and keeps it for the next start', async () => {
  const other = join(folder, 'elsewhere')
  expect(await code(library.useFolder(other))).toBe('recording.bad-folder')
  expect(await code(library.useFolder('relative'))).toBe('recording.bad-folder')
  mkdirSync(other)
  expect(await value(library.useFolder(other))).toBe(other)
  const { file, recorder } = await record(['AT\r'])
  await recorder.close()
  expect(file.startsWith(other)).toBe(true)
  const next = new RecordingService(folder)
  await new RecordingLibrary({ recordings: next, settings: new SettingsService(folder), sessions: noSessions() }).list()
  expect(next.folder).toBe(other)
  expect(await value(library.useFolder(null))).toBe(recordings.ownFolder)
})
