import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createApp } from '../app/create-app.ts'
import { createHeadlessHost } from '../app/headless-host.ts'
import { probeCommand } from './probe.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'atelier-probe-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

async function run(fault: string | null, json: boolean, lang = 'en') {
  const lines: string[] = []
  const remarks: string[] = []
  const makeApp = async () => {
    const app = await createApp({ dataDir, host: createHeadlessHost() })
    await app.api['practice.setFault']('quectel-ec20', fault)
    return app
  }
  const code = await probeCommand({ port: 'practice:quectel-ec20', baud: 115_200, json, lang }, makeApp, { line: (line) => lines.push(line), remark: (line) => remarks.push(line) }, new AbortController().signal)
  return { code, lines, remarks }
}

test('prints the speed and line end that got an answer; what was tried stands in the remarks', async () => {
  const { code, lines, remarks } = await run('wrong-speed', false)
  expect([code, lines]).toStrictEqual([0, ['9600 CR']])
  expect(remarks[0]).toMatch(/^ {2}115200 {2}AT CR {4}garbage {2}\\x/)
  expect(remarks.at(-1)).toMatch(/^ {4}9600 {2}AT CR {4}OK {2}/)
})

test('as JSON', async () => {
  const { code, lines } = await run(null, true)
  expect([code, lines.map((line) => JSON.parse(line))]).toStrictEqual([
    0,
    [{ ok: true, state: 'found', baudRate: 115_200, lineEnd: 'CR', tries: [{ baudRate: 115_200, lineEnd: 'CR', heard: 'ok', shown: 'AT\\r\\r\\nOK\\r\\n' }] }],
  ])
})

test('nobody answers: exit code 1, with what to check', { timeout: 40_000 }, async () => {
  const { code, lines, remarks } = await run('silent', false, 'zh')
  expect([code, lines]).toStrictEqual([1, []])
  expect(remarks.slice(-2)[0]).toBe('✗ [port] 所有波特率下发 AT（CR 和 CRLF）都没有任何返回。')
})
