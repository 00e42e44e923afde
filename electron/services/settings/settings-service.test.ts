import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultSettings } from '../../../shared/contract/settings.ts'
import { SettingsService } from './settings-service.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atelier-settings-'))
})
afterEach(() => rm(dataDir, { recursive: true }))

const store = (content: string) => writeFile(join(dataDir, 'settings.json'), content)

it('starts with the defaults and writes nothing until something changes', async () => {
  expect(await new SettingsService(dataDir).get()).toStrictEqual(defaultSettings)
  expect(await readdir(dataDir)).toStrictEqual([])
})

it('keeps a change for the next start, in a file that only its owner can read', async () => {
  const changed = { ...defaultSettings, language: 'zh', recentPorts: ['/dev/ttyUSB2'] }
  expect(await new SettingsService(dataDir).update({ language: 'zh', recentPorts: ['/dev/ttyUSB2'] })).toStrictEqual(changed)
  expect(await new SettingsService(dataDir).get()).toStrictEqual(changed)
  expect(await readdir(dataDir)).toStrictEqual(['settings.json'])
  if (process.platform !== 'win32') expect((await stat(join(dataDir, 'settings.json'))).mode & 0o777).toBe(0o600)
})

it('creates its folder', async () => {
  await new SettingsService(join(dataDir, 'a', 'b')).update({ theme: 'dark' })
  expect(JSON.parse(await readFile(join(dataDir, 'a', 'b', 'settings.json'), 'utf8')).theme).toBe('dark')
})

it('lets a bad field fall back to its default, keeps the good ones, and keeps the file as .bad', async () => {
  const content = '{"language":"zh","theme":"pink","sendHistory":["AT"],"confirmCommands":7,"fromTheFuture":1}'
  await store(content)
  expect(await new SettingsService(dataDir).get()).toStrictEqual({ ...defaultSettings, language: 'zh', sendHistory: ['AT'] })
  expect(await readFile(join(dataDir, 'settings.json.bad'), 'utf8')).toBe(content)
})

it.each(['', '{"language":"zh"', '[]', 'null', '12'])('starts with the defaults from a file that reads %j, and keeps it', async (content) => {
  await store(content)
  expect(await new SettingsService(dataDir).get()).toStrictEqual(defaultSettings)
  expect(await readFile(join(dataDir, 'settings.json.bad'), 'utf8')).toBe(content)
})

it('counts both of two changes made at the same time, and tells each', async () => {
  const service = new SettingsService(dataDir)
  const told: string[] = []
  service.onDidChange((settings) => told.push(`${settings.theme} ${settings.confirmCommands}`))
  await Promise.all([service.update({ theme: 'dark' }), service.update({ confirmCommands: false, theme: undefined })])
  expect(told).toStrictEqual(['dark true', 'dark false'])
  expect(await new SettingsService(dataDir).get()).toStrictEqual({ ...defaultSettings, theme: 'dark', confirmCommands: false })
})

it('tells whoever listens until the disposer is called', async () => {
  const service = new SettingsService(dataDir)
  let calls = 0
  const stop = service.onDidChange(() => calls++)
  await service.update({ theme: 'light' })
  stop()
  await service.update({ theme: 'dark' })
  expect(calls).toBe(1)
})

it('keeps no secret and tells none, whatever a page sends', async () => {
  const service = new SettingsService(dataDir)
  const told: unknown[] = []
  service.onDidChange((settings) => told.push(settings))
  const answer = await service.update({
    sendHistory: ['AT+CSQ', 'AT+QMTCONN=0,"id","user","sesame-7"', 'AT+CPIN="4711"'],
    wizardInputs: { mqtt: { host: 'broker', password: 'sesame-7', key: '-----BEGIN sesame-7' }, other: { host: 'kept' } },
    mqttForm: { host: 'broker', password: 'sesame-7', privateKey: { name: 'key.pem', bytes: 'sesame-7' } },
  })
  const kept = { ...defaultSettings, sendHistory: ['AT+CSQ'], wizardInputs: { mqtt: { host: 'broker' }, other: { host: 'kept' } }, mqttForm: { host: 'broker' } }
  expect([answer, told, JSON.parse(await readFile(join(dataDir, 'settings.json'), 'utf8'))]).toStrictEqual([kept, [kept], kept])
})
