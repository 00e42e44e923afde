import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newCommand, newGroup, newPage, type QuickPage } from '../../../shared/quick-commands/schema.ts'
import { QuickCommandsService } from './quick-commands-service.ts'

let dataDir: string
let file: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atelier-quick-'))
  file = join(dataDir, 'quick-commands.json')
})
afterEach(() => rm(dataDir, { recursive: true }))

let count = 0
const id = (): string => `i${++count}`
const page = (name: string, ...contents: readonly string[]): QuickPage => newPage(id, name, [newGroup(id, '', contents.map((content) => newCommand(id, { content })))])

it('begins empty and writes nothing until something changes', async () => {
  expect(await new QuickCommandsService(dataDir).get()).toStrictEqual({ pages: [], values: {}, revision: 1 })
  expect(await readdir(dataDir)).toStrictEqual([])
})

it('keeps pages and values for the next start, in a file that only its owner can read', async () => {
  const pages = [page('A', 'AT+CSQ', 'AT+QMTPUB=0,0,0,0,"{{topic}}"')]
  const service = new QuickCommandsService(dataDir)
  expect(await service.save(pages, 1)).toStrictEqual({ ok: true, value: { pages, values: {}, revision: 2 } })
  expect(await service.remember({ topic: 'a/b' })).toStrictEqual({ ok: true, value: null })
  expect(await new QuickCommandsService(dataDir).get()).toStrictEqual({ pages, values: { topic: 'a/b' }, revision: 1 })
  expect(await readdir(dataDir)).toStrictEqual(['quick-commands.json'])
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600)
})

it('refuses a change to pages that were changed meanwhile, and tells every change', async () => {
  const service = new QuickCommandsService(dataDir)
  const told: number[] = []
  service.onDidChange(({ revision }) => told.push(revision))
  const [first, second] = await Promise.all([service.save([page('A')], 1), service.save([page('B')], 1)])
  expect([first.ok, second.ok ? undefined : second.failure.code]).toStrictEqual([true, 'quick.changed-meanwhile'])
  expect((await service.get()).pages.map(({ name }) => name)).toStrictEqual(['A'])
  expect(told).toStrictEqual([2])
})

it('never writes the value of a secret placeholder, nor one that stands where a command carries a password', async () => {
  const service = new QuickCommandsService(dataDir)
  const marked = newPage(id, 'A', [newGroup(id, '', [newCommand(id, { content: 'key {{token}}', secrets: ['token'] }), newCommand(id, { content: 'AT+QMTCONN=0,"{{client}}","{{user}}","{{word}}"' }), newCommand(id, { content: 'AT+CPIN="{{pin}}"' })])])
  await service.remember({ token: 't0ken', word: 'w0rd' })
  await service.save([marked], 1)
  await service.remember({ client: 'c1', user: 'u1', word: 'w0rd', pin: '1234', token: 't0ken' })
  expect((await service.get()).values).toStrictEqual({ client: 'c1', user: 'u1' })
  expect(await readFile(file, 'utf8')).not.toMatch(/w0rd|1234|t0ken/)
})

it.each([
  ['is no JSON', '{"version":1,"pages":['],
  ['is of a version to come', '{"version":2,"pages":[]}'],
  ['has no pages', '{"version":1}'],
])('a file that %s is kept aside and told, and the list begins empty', async (_, content) => {
  await writeFile(file, content)
  const service = new QuickCommandsService(dataDir)
  const { pages, damage } = await service.get()
  expect([pages, damage?.code, damage?.next.en.includes('quick-commands.json.bad')]).toStrictEqual([[], 'quick.file-broken', true])
  await service.save([page('A')], 1)
  expect(await readFile(`${file}.bad`, 'utf8')).toBe(content)
})

it('a broken command costs only itself; the file as it was is kept, beside an earlier one', async () => {
  const pages = [page('A', 'AT', 'ATI', 'AT+CSQ')]
  const content = JSON.stringify({ version: 1, pages, values: { topic: 7 } }).replace('"ATI"', '"AT\\nI"')
  await writeFile(file, content)
  await writeFile(`${file}.bad`, 'earlier')
  const service = new QuickCommandsService(dataDir)
  const { pages: read, values, damage } = await service.get()
  expect(read.flatMap(({ groups }) => groups.flatMap(({ commands }) => commands.map((command) => command.content)))).toStrictEqual(['AT', 'AT+CSQ'])
  expect([values, damage?.code, damage?.what.en]).toStrictEqual([{}, 'quick.part-broken', 'Parts of the file with the quick commands could not be used (2); the rest is here.'])
  expect([await readFile(`${file}.bad`, 'utf8'), await readFile(`${file}.bad-2`, 'utf8')]).toStrictEqual(['earlier', content])
})

it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')('a file that may not be read is not written over', async () => {
  await writeFile(file, '{"version":1,"pages":[]}')
  await chmod(file, 0)
  const service = new QuickCommandsService(dataDir)
  expect((await service.get()).damage?.code).toBe('quick.file-locked')
  const saved = await service.save([page('A')], 1)
  expect(saved.ok ? undefined : saved.failure.code).toBe('quick.file-locked')
})

it('a folder in the file’s place is told, and a change to the list is refused', async () => {
  await mkdir(file)
  const service = new QuickCommandsService(dataDir)
  expect((await service.get()).damage?.code).toBe('quick.file-locked')
  const saved = await service.save([page('A')], 1)
  expect(saved.ok ? undefined : saved.failure.code).toBe('quick.file-locked')
})
