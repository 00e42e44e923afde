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

async function run(fault: string | null, json: boolean, lang = 'en', signal = new AbortController().signal, onTry: () => void = () => {}, port = 'practice:quectel-ec20') {
  const lines: string[] = []
  const remarks: string[] = []
  const makeApp = async () => {
    const app = await createApp({ dataDir, host: createHeadlessHost() })
    await app.api['practice.setFault']('quectel-ec20', fault)
    return app
  }
  const code = await probeCommand({ port, baud: 115_200, json, lang }, makeApp, {
    line: (line) => lines.push(line),
    remark: (line) => {
      remarks.push(line)
      onTry()
    },
  }, signal)
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

test('given up: exit code 1, and nothing on stdout', async () => {
  const stop = new AbortController()
  const { code, lines, remarks } = await run('silent', false, 'zh', stop.signal, () => stop.abort())
  expect([code, lines, remarks.at(-1)]).toStrictEqual([1, [], '已取消'])
})

test('a port that does not open is told as the program tells it', async () => {
  const { code, lines } = await run(null, true, 'en', undefined, undefined, 'practice:no-such')
  expect([code, lines.map((line) => JSON.parse(line).failure.code)]).toStrictEqual([1, ['port.not-found']])
})
