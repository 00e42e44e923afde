import { mkdir, mkdtemp, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { UserProfilesState } from '../../../shared/contract/user-profiles.ts'
import { UserProfilesService } from './user-profiles-service.ts'

const example = (name: string) => readFile(new URL(`../../../docs/profiles/${name}`, import.meta.url), 'utf8')

let dataDir: string
let folder: string
let service: UserProfilesService
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atelier-user-profiles-'))
  folder = join(dataDir, 'profiles')
  await mkdir(join(folder, 'clouds'), { recursive: true })
  service = new UserProfilesService(dataDir)
})
afterEach(async () => {
  service.dispose()
  await rm(dataDir, { recursive: true })
})

const summary = ({ files }: UserProfilesState) => files.map(({ file, profile, problems }) => [file, profile?.id, problems.map(({ line, field }) => `${line} ${field}`)])

it('reads the folder and those below it; a broken file costs only itself', async () => {
  await writeFile(join(folder, 'clouds', 'acme.yaml'), await example('hmac-broker.yaml'))
  await writeFile(join(folder, 'broken.yml'), 'kind: cloud\nid: x\nname: [\n')
  await writeFile(join(folder, 'ec25.yaml'), await example('modem-alone.yaml'))
  await writeFile(join(folder, 'notes.txt'), 'no profile')
  await writeFile(join(folder, '.hidden.yaml'), 'no profile')
  await service.start()
  expect(summary(await service.state())).toStrictEqual([
    ['broken.yml', undefined, ['4 ']],
    ['clouds/acme.yaml', 'acme-broker', []],
    ['ec25.yaml', 'bench-ec25', []],
  ])
  expect([service.catalogue().findCloud('acme-broker')?.name.en, service.catalogue().findModem('bench-ec25')?.name, service.catalogue().findModem('quectel-ec20')?.name]).toStrictEqual(['Acme broker', 'EC25 (bench)', 'Quectel EC20'])
})

it('refuses a second file of the same id, and names the first', async () => {
  const acme = await example('hmac-broker.yaml')
  await writeFile(join(folder, 'a.yaml'), acme)
  await writeFile(join(folder, 'b.yaml'), acme)
  await service.start()
  const { files, clouds } = await service.state()
  expect([clouds.length, files[1]?.problems]).toStrictEqual([
    1,
    [{ line: 3, column: 5, field: 'id', what: { en: 'The file a.yaml has the id “acme-broker” already: choose another one.', zh: '文件 a.yaml 已经用了 id“acme-broker”，请换一个。' } }],
  ])
})

it('reads what Windows’ editors write: UTF-16, and GBK', async () => {
  const chinese = (await example('hmac-broker.yaml')).replace('Acme 平台', '电表平台')
  await writeFile(join(folder, 'a.yaml'), Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(chinese, 'utf16le')]))
  await service.start()
  expect(service.catalogue().findCloud('acme-broker')?.name.zh).toBe('电表平台')
})

it('notices files that are written, mended and deleted while it runs', async () => {
  await service.start()
  const told: (string | undefined)[][] = []
  service.onDidChange(({ files }) => told.push(files.map(({ profile, problems }) => profile?.id ?? `${problems.length} wrong`)))
  const file = join(folder, 'clouds', 'acme.yaml')
  const acme = await example('hmac-broker.yaml')
  const next = (expected: string[]) => vi.waitFor(() => expect(told.at(-1)).toStrictEqual(expected), { timeout: 5_000, interval: 20 })
  await writeFile(file, acme.replace('maxQos: 1', 'maxQos: 4'))
  await next(['1 wrong'])
  await writeFile(file, acme)
  await next(['acme-broker'])
  expect(service.catalogue().findCloud('acme-broker')?.rules.maxQos).toBe(1)
  await unlink(file)
  await next([])
  expect(service.catalogue().findCloud('acme-broker')).toBeUndefined()
})

it('answers a reload with what is there now, and tells of it once', async () => {
  await service.start()
  let told = 0
  service.onDidChange(() => told++)
  await writeFile(join(folder, 'acme.yaml'), await example('hmac-broker.yaml'))
  expect(summary(await service.reload())).toStrictEqual([['acme.yaml', 'acme-broker', []]])
  await service.reload()
  expect(told).toBe(1)
})

it('starts without a folder, and makes it', async () => {
  await rm(folder, { recursive: true })
  await service.start()
  expect(await service.state()).toStrictEqual({ folder, files: [], clouds: [], modems: [] })
  await writeFile(join(folder, 'x.yaml'), '')
})
