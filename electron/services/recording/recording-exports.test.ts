import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ExportState } from '../../../shared/contract/recording-exports.ts'
import { defaultLineSettings } from '../../../shared/contract/serial.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { SerialService } from '../serial/index.ts'
import { SettingsService } from '../settings/index.ts'
import type { ExportTarget } from './export-delivery.ts'
import { RecordingExports } from './recording-exports.ts'
import { RecordingLibrary } from './recording-library.ts'
import { RecordingService } from './recording-service.ts'

const startedAt = Date.UTC(2026, 10, 22, 3, 11, 7)
const imei = '866758040001234'

let folder = ''
let recordings: RecordingService
let library: RecordingLibrary
let exports: RecordingExports
let target: ExportTarget | null
const asked: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'exports-'))
  recordings = new RecordingService(folder)
  library = new RecordingLibrary({ recordings, settings: new SettingsService(folder), sessions: new SerialService({ providers: [], recordings }) })
  const file = join(folder, 'out')
  target = { file, place: { kind: 'file', path: file } }
  asked.length = 0
  exports = new RecordingExports({
    library,
    chooseTarget: async (fileName) => {
      asked.push(fileName)
      return target
    },
  })
})
afterEach(async () => {
  await exports.dispose()
  await library.dispose()
  rmSync(folder, { recursive: true, force: true })
})

async function record(lines: readonly string[]) {
  const recorder = recordings.start({ path: '/dev/ttyUSB2', kind: 'system', label: 'EC20' }, defaultLineSettings, startedAt)
  for (const [i, line] of lines.entries()) {
    recorder.append(line.startsWith('AT') ? 'out' : 'in', startedAt + i, utf8(line))
    if (i % 5000 === 4999) await recorder.flush()
  }
  await recorder.flush()
  return { recorder, name: basename(recorder.file) }
}

const done = (): Promise<ExportState> =>
  new Promise((resolve) => {
    const stop = exports.onDidExport((state) => {
      if (!state.isDone) return
      stop()
      resolve(state)
    })
  })

async function exported(name: string, request: Partial<Parameters<RecordingExports['export']>[1]> = {}): Promise<ExportState> {
  const end = done()
  const begun = await exports.export(name, { format: 'raw-in', unmasked: false, ...request })
  if (!begun.ok || !begun.value) throw new Error('not begun')
  expect(begun.value).toMatchObject({ name, progress: 0, isDone: false })
  return end
}

it('writes what a session has recorded so far to where the host says, identifiers masked unless asked otherwise', async () => {
  const { name, recorder } = await record(['AT+CGSN\r', `\r\n${imei}\r\n\r\nOK\r\n`])
  const masked = await exported(name)
  expect(masked).toMatchObject({ progress: 1, isDone: true, fileName: name.replace('.atrec', '.received.bin'), made: { rows: 3, bytes: 25, place: target?.place } })
  expect(asked).toStrictEqual([name.replace('.atrec', '.received.bin')])
  expect(readFileSync(target?.file ?? '', 'utf8')).toBe('\r\n86675804******A\r\n\r\nOK\r\n')
  recorder.append('in', startedAt + 9, utf8('\r\n+CREG: 1\r\n'))
  expect((await exported(name, { unmasked: true })).made?.rows).toBe(4)
  expect(readFileSync(target?.file ?? '', 'utf8')).toBe(`\r\n${imei}\r\n\r\nOK\r\n\r\n+CREG: 1\r\n`)
  await recorder.close()
})

it('tells how far it has come, and leaves nothing when it is cancelled', async () => {
  const { name, recorder } = await record(Array.from({ length: 120_000 }, (_, i) => `\r\n+QMTRECV: 0,${i},"sensors/temperature/${i}"\r\n`))
  await recorder.close()
  const end = done()
  const heard: number[] = []
  const moving = new Promise<void>((resolve) => {
    const stop = exports.onDidExport(({ progress, isDone }) => {
      if (isDone) return
      heard.push(progress)
      stop()
      resolve()
    })
  })
  const begun = await exports.export(name, { format: 'csv', unmasked: false })
  await moving
  expect(heard[0]).toBeGreaterThan(0)
  if (begun.ok && begun.value) await exports.cancelExport(begun.value.exportId)
  const state = await end
  expect([state.isDone, state.made, state.failure]).toStrictEqual([true, undefined, undefined])
  expect(existsSync(target?.file ?? '')).toBe(false)
})

it('is nothing where nobody chose a place, and never the recording itself', async () => {
  const { name, recorder } = await record(['AT\r'])
  await recorder.close()
  target = null
  expect(await exports.export(name, { format: 'text', unmasked: false })).toStrictEqual({ ok: true, value: null })
  target = { file: recorder.file, place: { kind: 'file', path: recorder.file } }
  const before = readFileSync(recorder.file)
  const refused = await exports.export(name, { format: 'text', unmasked: false })
  expect(refused.ok ? '' : refused.failure.code).toBe('export.same-file')
  expect(readFileSync(recorder.file)).toStrictEqual(before)
})

it('says why it could not be written, and that a recording is not there', async () => {
  const { name, recorder } = await record(['AT\r'])
  await recorder.close()
  const missing = join(folder, 'no such folder', 'out')
  target = { file: missing, place: { kind: 'file', path: missing } }
  const failed = await exported(name)
  expect([failed.failure?.code, failed.failure?.evidence, failed.made]).toStrictEqual(['export.failed', 'ENOENT', undefined])
  const absent = await exports.export('other.atrec', { format: 'text', unmasked: false })
  expect(absent.ok ? '' : absent.failure.code).toBe('recording.unreadable')
})
