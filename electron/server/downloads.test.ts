import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import type { OutgoingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { rawRequest, type RawAnswer } from '../../test/support/raw-request.ts'
import { createScriptedApp } from '../../test/support/scripted-app.ts'
import { Downloads } from './downloads.ts'
import { startServer, type RunningServer } from './serve.ts'

let folder: string
let server: RunningServer
let downloads: Downloads
const token = 'a-token-for-this-test-only'

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atelier-downloads-'))
  await mkdir(join(folder, 'page'))
  downloads = new Downloads(folder)
  server = await startServer({ port: 0, app: createScriptedApp(), rendererDir: join(folder, 'page'), downloads, token })
})
afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const get = (path: string, headers?: OutgoingHttpHeaders, method?: string): Promise<RawAnswer> => rawRequest(server.port, path, headers, method)

const cookie = () => ({ cookie: `atelier-${server.port}=${token}` })

async function waiting(name: string, content = 'AT+CSQ'): Promise<{ readonly address: string; readonly file: string }> {
  const target = await downloads.chooseTarget(name)
  if (target?.place.kind !== 'download') throw new Error('no download')
  await writeFile(target.file, content)
  return { address: target.place.address, file: target.file }
}

it('gives an export once, under its name, and it is gone', async () => {
  const { address, file } = await waiting('水表 (1).csv', '温度,1\r\n')
  const { status, headers, body } = await get(address, cookie())
  expect([status, body]).toStrictEqual([200, '温度,1\r\n'])
  expect([headers['content-type'], headers['content-length'], headers['cache-control'], headers['x-content-type-options']]).toStrictEqual(['application/octet-stream', '10', 'no-store', 'nosniff'])
  expect(headers['content-disposition']).toBe(`attachment; filename="__ (1).csv"; filename*=UTF-8''%E6%B0%B4%E8%A1%A8%20%281%29.csv`)
  expect((await get(address, cookie())).status).toBe(404)
  // It goes once its last byte is out, which the browser may have a moment earlier.
  await vi.waitFor(() => expect(existsSync(file)).toBe(false))
})

it.each([
  ['no cookie', {}, 403],
  ['a wrong cookie', { cookie: 'atelier=wrong' }, 403],
  ['another host', { host: 'evil.example' }, 403],
  ['another origin', { origin: 'http://evil.example' }, 403],
])('refuses %s, and the export still waits', async (_, headers: OutgoingHttpHeaders, expected) => {
  const { address } = await waiting('a.csv')
  const given = headers['cookie'] === undefined && _ !== 'no cookie' ? { ...cookie(), ...headers } : headers
  expect((await get(address, given)).status).toBe(expected)
  expect((await get(address, cookie())).status).toBe(200)
})

it('takes a look at the headers, and other methods, for no download', async () => {
  const { address } = await waiting('a.csv')
  expect((await get(address, cookie(), 'HEAD')).status).toBe(404)
  expect((await get(address, cookie(), 'POST')).status).toBe(405)
  expect((await get(address, cookie())).body).toBe('AT+CSQ')
})

it.each(['/exports/', '/exports/x', '/exports/../window.json', '/exports/%2e%2e/window.json', '/exports'])('has nothing at %s', async (path) => {
  await writeFile(join(folder, 'window.json'), '{}')
  await waiting('a.csv')
  expect((await get(path, cookie())).status).toBe(404)
})

it('has nothing where the export was cancelled', async () => {
  const { address, file } = await waiting('a.csv')
  await rm(file)
  expect((await get(address, cookie())).status).toBe(404)
})

it('is for its owner only, and clears at the start what was never fetched', async () => {
  const { file } = await waiting('a.csv')
  expect(existsSync(file)).toBe(true)
  const next = new Downloads(folder)
  await next.chooseTarget('b.csv')
  expect(await readdir(join(folder, 'exports'))).toStrictEqual([])
})
