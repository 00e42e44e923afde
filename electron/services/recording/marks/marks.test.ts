import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RowMark } from '../../../../shared/contract/recordings.ts'
import { defaultLineSettings } from '../../../../shared/contract/serial.ts'
import { fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import { SerialService } from '../../serial/index.ts'
import { SettingsService } from '../../settings/index.ts'
import { RecordingLibrary } from '../recording-library.ts'
import { RecordingService } from '../recording-service.ts'

let folder = ''
let recordings: RecordingService
let library: RecordingLibrary
const start = () => new RecordingLibrary({ recordings, settings: new SettingsService(folder), sessions: new SerialService({ providers: [], recordings }) })
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'marks-'))
  recordings = new RecordingService(folder)
  library = start()
})
afterEach(async () => {
  await library.dispose()
  rmSync(folder, { recursive: true, force: true })
})

async function record(lines: number): Promise<{ name: string; file: string }> {
  const recorder = recordings.start({ path: '/dev/ttyUSB2', kind: 'system', label: '' }, defaultLineSettings, 1000)
  for (let i = 0; i < lines; i++) recorder.append(i % 2 === 0 ? 'out' : 'in', 1000 + i, utf8(i % 2 === 0 ? `AT${i}\r` : `\r\nOK ${i}\r\n`))
  await recorder.close()
  return { name: basename(recorder.file), file: recorder.file }
}

async function value<T>(answer: Promise<{ ok: true; value: T } | { ok: false; failure: { code: string } }>): Promise<T> {
  const result = await answer
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

const told = (marks: readonly RowMark[]) => marks.map(({ row, at, direction, bytes, note }) => [row, at, direction, fromUtf8(bytes).trim(), note])

it('keeps marks and notes in the order of the rows, beside the recording, for the next start', async () => {
  const { name, file } = await record(1000)
  const { id } = await value(library.open(name))
  await value(library.mark(id, 901, 'meter resets 水表重启'))
  expect(told(await value(library.mark(id, 4, '')))).toStrictEqual([
    [4, 1004, 'out', 'AT4', ''],
    [901, 1901, 'in', 'OK 901', 'meter resets 水表重启'],
  ])
  if (process.platform !== 'win32') expect(statSync(`${file}.marks`).mode & 0o777).toBe(0o600)
  await library.dispose()
  library = start()
  const again = await value(library.open(name))
  expect(told(await value(library.marks(again.id))).map(([row]) => row)).toStrictEqual([4, 901])
  await value(library.mark(again.id, 4, null))
  expect(told(await value(library.mark(again.id, 901, null)))).toStrictEqual([])
  expect(existsSync(`${file}.marks`)).toBe(false)
  expect((await library.list()).entries.map((entry) => entry.name)).toStrictEqual([name])
})

it('tells every window that has the recording open, and counts both of two marks made at the same time', async () => {
  const { name } = await record(10)
  const [one, other] = [await value(library.open(name)), await value(library.open(name))]
  const heard: [string, number[]][] = []
  library.onDidMark((id, marks) => heard.push([id === one.id ? 'one' : id === other.id ? 'other' : '?', marks.map(({ row }) => row)]))
  await Promise.all([library.mark(one.id, 2, ''), library.mark(other.id, 5, 'x')])
  expect(heard).toStrictEqual([
    ['one', [2]],
    ['other', [2]],
    ['one', [2, 5]],
    ['other', [2, 5]],
  ])
})

it('goes with its recording: renamed with it, deleted with it', async () => {
  const { name, file } = await record(10)
  const { id } = await value(library.open(name))
  await value(library.mark(id, 3, 'here'))
  await value(library.close(id))
  await value(library.rename(name, 'renamed.atrec'))
  const renamed = await value(library.open('renamed.atrec'))
  expect(told(await value(library.marks(renamed.id)))).toStrictEqual([[3, 1003, 'in', 'OK 3', 'here']])
  expect(existsSync(`${file}.marks`)).toBe(false)
  await value(library.remove('renamed.atrec'))
  expect(existsSync(file.replace(name, 'renamed.atrec.marks'))).toBe(false)
})

it.each(['{"version":1,"marks":[{"position":"x"}]}', '{"version":2,"marks":[]}', 'not json'])('a file that reads %s costs no recording, and is kept as .bad', async (content) => {
  const { name, file } = await record(10)
  writeFileSync(`${file}.marks`, content)
  const { id } = await value(library.open(name))
  expect(await value(library.marks(id))).toStrictEqual([])
  expect(readFileSync(`${file}.marks.bad`, 'utf8')).toBe(content)
  expect(told(await value(library.mark(id, 3, 'anew')))).toStrictEqual([[3, 1003, 'in', 'OK 3', 'anew']])
})

it('holds in rows that are cut otherwise, and can be taken away there', async () => {
  const { name } = await record(10)
  const lines = await value(library.open(name))
  // All of 10 ms in one packet a direction: rows are the same; of a millisecond's pause each its own.
  const packets = await value(library.open(name, 5))
  const heard: string[] = []
  library.onDidMark((id, marks) => heard.push(`${id === packets.id ? 'packets' : 'lines'} ${marks.map(({ row }) => row).join()}`))
  await value(library.mark(lines.id, 3, 'here'))
  expect(told(await value(library.marks(packets.id)))).toStrictEqual([[3, 1003, 'in', 'OK 3', 'here']])
  await value(library.mark(packets.id, 3, null))
  expect(await value(library.marks(lines.id))).toStrictEqual([])
  expect(heard).toStrictEqual(['lines 3', 'packets 3', 'lines ', 'packets '])
})

it('what a recording is read in is kept beside it as well, with its marks and without any, and goes with it', async () => {
  const { name, file } = await record(10)
  expect(await library.charset(name)).toBe(null)
  await value(library.setCharset(name, 'gb18030'))
  const { id } = await value(library.open(name))
  await value(library.mark(id, 3, 'here'))
  await value(library.setCharset(name, 'big5'))
  expect(told(await value(library.marks(id)))).toStrictEqual([[3, 1003, 'in', 'OK 3', 'here']])
  await value(library.mark(id, 3, null))
  await library.dispose()
  library = start()
  await value(library.rename(name, 'renamed.atrec'))
  expect([await library.charset('renamed.atrec'), await library.charset(name)]).toStrictEqual(['big5', null])
  await value(library.remove('renamed.atrec'))
  expect(existsSync(file.replace(name, 'renamed.atrec.marks'))).toBe(false)
})

it('a row that is not there cannot be marked', async () => {
  const { name } = await record(10)
  const { id } = await value(library.open(name))
  expect(await value(library.mark(id, 10, 'past the end'))).toStrictEqual([])
  expect(await library.mark('gone', 0, '')).toMatchObject({ ok: false, failure: { code: 'recording.marks-need-file' } })
})
