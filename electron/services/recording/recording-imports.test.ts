import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ImportState } from '../../../shared/contract/recording-imports.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { RecordingImports } from './recording-imports.ts'

const writtenAt = new Date(2026, 10, 22, 9, 0, 0).getTime()

let folder = ''
let changes = 0
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'imports-'))
  changes = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const uploads = () => join(folder, 'imports')
const kept = (): readonly string[] => (existsSync(uploads()) ? readdirSync(uploads()) : [])
const service = (idleMs?: number) =>
  new RecordingImports({ dataDir: folder, folder: async () => join(folder, 'recordings'), onImported: () => void changes++, ...(idleMs !== undefined && { idleMs }) })

async function begun(imports: RecordingImports, bytes: number, name = 'customer.txt'): Promise<string> {
  const result = await imports.beginImport({ name, bytes, writtenAt })
  if (!result.ok) throw new Error(result.failure.what.en)
  return result.value
}

const code = async (answer: Promise<{ ok: boolean; failure?: { code: string } }>): Promise<string | undefined> => (await answer).failure?.code

it('makes a recording of a log that came in pieces, says whose it is and which lines it could not take, and keeps no copy', async () => {
  const imports = service()
  const log = Buffer.concat([utf8('[03:51:26.001]发→◇AT\r\n□\r\n[03:51:26.004]收←◆\r\nOK\r\n\r\n[03:51:26.009]收←◆'), Uint8Array.of(0xff, 0xff), utf8('\r\n[25:00:00.000]收←◆x\r\n')])
  const id = await begun(imports, log.length)
  for (let i = 0; i < log.length; i += 7) expect(await imports.importChunk(id, log.subarray(i, i + 7))).toStrictEqual({ ok: true, value: null })
  expect(statSync(join(uploads(), kept()[0] ?? '')).mode & 0o077).toBe(0)
  expect(await imports.endImport(id)).toStrictEqual({
    ok: true,
    value: { name: 'customer.atrec', form: 'sscom', lines: 7, problems: [{ line: 6, kind: 'unreadable' }, { line: 7, kind: 'impossible-time' }], problemCount: 2 },
  })
  expect([readdirSync(join(folder, 'recordings')), kept(), changes]).toStrictEqual([['customer.atrec'], [], 1])
})

it.each([
  ['qcom', '[2020-02-26_17:53:40:640]AT\r\n[2020-02-26_17:53:40:644]OK\r\n'],
  ['llcom', '2021-09-17 17:08:12.001 +08:00 [INF] <-AT\r\n\r\n2021-09-17 17:08:12.020 +08:00 [INF] ->\r\nOK\r\n'],
  ['lines', '[14:22:03.120] AT\n[14:22:03.131] OK\n'],
  ['docklight', '02/09/2021 10:00:01.111 [TX] - AT\r\n02/09/2021 10:00:01.130 [RX] - OK\r\n'],
  ['exported', '2026-11-22 03:11:07.010 → AT\n2026-11-22 03:11:07.020 ← OK\n'],
  ['plain', 'AT\nOK\n'],
  ['hex-dump', '41 54 2B 43 50 49 4E 3F 0D 0A 0D 0A 2B 43 4D 45\n20 45 52 52 4F 52 3A 20 31 30 0D 0A\n'],
  ['recording', 'ATelier recording 1\n{"version":1}\n'],
])('knows a log of the kind %s', async (form, log) => {
  const imports = service()
  const bytes = utf8(log)
  const id = await begun(imports, bytes.length)
  await imports.importChunk(id, bytes)
  expect(await imports.endImport(id)).toMatchObject({ ok: true, value: { form } })
})

it('tells how far it has come, and can be cancelled on the way', async () => {
  const imports = service()
  const log = utf8('[14:22:03.120] AT+QMTPUB=0,0,0,0,"sensors/temperature"\n'.repeat(60_000))
  const id = await begun(imports, log.length)
  await imports.importChunk(id, log)
  const heard = new Promise<ImportState>((resolve) => {
    const stop = imports.onDidImport((state) => {
      stop()
      resolve(state)
    })
  })
  const end = imports.endImport(id)
  const state = await heard
  expect([state.importId, state.progress > 0 && state.progress < 1]).toStrictEqual([id, true])
  await imports.cancelImport(id)
  expect(await end).toStrictEqual({ ok: true, value: null })
  expect([readdirSync(join(folder, 'recordings')), kept(), changes]).toStrictEqual([[], [], 0])
})

it('makes nothing of a log that did not come whole, of one that is longer than was said, or of an unknown one', async () => {
  const imports = service()
  const short = await begun(imports, 10)
  await imports.importChunk(short, utf8('AT\n'))
  expect(await code(imports.endImport(short))).toBe('import.interrupted')
  const long = await begun(imports, 2)
  expect(await code(imports.importChunk(long, utf8('AT\n')))).toBe('import.interrupted')
  expect(await code(imports.importChunk(long, utf8('AT\n')))).toBe('import.over')
  expect(await code(imports.endImport('x'))).toBe('import.over')
  const empty = await begun(imports, 0)
  expect(await code(imports.endImport(empty))).toBe('import.empty')
  expect(kept()).toStrictEqual([])
})

it('drops what a page that went away has left, and what an earlier start has left', async () => {
  mkdirSync(uploads())
  writeFileSync(join(uploads(), 'old'), 'AT+QMTCONN=0,"id","user","password"')
  const imports = service(1)
  const id = await begun(imports, 10)
  expect(kept()).toStrictEqual([id])
  await new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (kept().length > 0) return
      clearInterval(look)
      resolve()
    }, 1)
  })
  expect(await code(imports.importChunk(id, utf8('AT\n')))).toBe('import.over')
})

it('takes eight at once and no more, and forgets them when it ends', async () => {
  const imports = service()
  for (let i = 0; i < 8; i++) await begun(imports, 1)
  expect(await code(imports.beginImport({ name: 'a.txt', bytes: 1, writtenAt }))).toBe('import.too-many')
  await imports.dispose()
  expect(kept()).toStrictEqual([])
})
