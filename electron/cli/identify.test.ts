import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createApp } from '../app/create-app.ts'
import { createHeadlessHost } from '../app/headless-host.ts'
import { identifyCommand } from './identify.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-identify-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function identified(port: string) {
  const lines: string[] = []
  const makeApp = () => createApp({ dataDir: folder, host: createHeadlessHost() })
  const code = await identifyCommand({ port, baud: 115200, json: true }, makeApp, { line: (line) => lines.push(line), remark: () => {} })
  return { code, ...(JSON.parse(lines.join('')) as { modem?: string; fit?: string; failure?: { stage: string } }) }
}

it.each([
  ['practice:quectel-ec20', 'quectel-ec20'],
  ['practice:lierda-nt35e', 'lierda-nt35e'],
  ['practice:simcom-sim7600', 'simcom-sim7600'],
])('asks the module at %s and names %s', async (port, modem) => {
  expect(await identified(port)).toMatchObject({ code: 0, fit: 'exact', modem })
})

it('says at which stage it ends where there is no such port', async () => {
  expect(await identified('/dev/no-such-port')).toMatchObject({ code: 1, failure: { stage: 'port' } })
})
