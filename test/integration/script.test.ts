import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createApp } from '../../electron/app/create-app.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import { scriptCommand } from '../../electron/cli/script.ts'
import type { ValueSources } from '../../electron/cli/sequence-values.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { eventually } from '../support/pty-pair.ts'
import { simOnPty } from '../support/modem-on-pty.ts'

/** Sequence files on the practice EC20 behind a pseudo-terminal, as `atelier script` runs them. */
let folder: string
let port: string
let stopSim: () => Promise<unknown>
const undo: (() => unknown)[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-script-'))
})
beforeEach(async () => {
  port = path.join(folder, 'modem')
  stopSim = await simOnPty('quectel-ec20', port, { pace: 'instant' })
  undo.push(() => stopSim())
})
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function script(source: string, options: { set?: string[]; setEnv?: string[]; setFile?: string[]; json?: boolean; stop?: AbortController; onLine?: (line: string) => void; sources?: Partial<ValueSources> } = {}) {
  const file = path.join(folder, 'sequence.yaml')
  const dataDir = await mkdtemp(path.join(folder, 'data-'))
  await writeFile(file, source)
  const lines: string[] = []
  const remarks: string[] = []
  const code = await scriptCommand(
    file,
    { port, baud: 115200, set: options.set ?? [], setEnv: options.setEnv ?? [], setFile: options.setFile ?? [], json: options.json ?? false, lang: 'en' },
    () => createApp({ dataDir, host: createHeadlessHost() }),
    { line: (each) => { lines.push(each); options.onLine?.(each) }, remark: (each) => void remarks.push(each) },
    (options.stop ?? new AbortController()).signal,
    { env: {}, readStdin: async () => '', ...options.sources },
  )
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true })
  const contents = await Promise.all(files.filter((each) => each.isFile()).map(async (each) => ({ name: each.name, content: await readFile(path.join(each.parentPath, each.name), 'latin1') })))
  const all = (some: typeof contents): string => some.map(({ content }) => content).join('\n')
  // What is kept of a run's results names its steps, also those that were not reached.
  return { code, lines, remarks, disk: all(contents), recorded: all(contents.filter(({ name }) => name.endsWith('.atrec'))) }
}

type Json = { ok: boolean; status: string; passed: number; failed: number; failure?: { code: string; evidence?: string }; steps: { step: number; round: number; attempt: number; passed: boolean; sent?: string; lines: string[] }[] }
const json = ({ lines }: { lines: string[] }): Json => JSON.parse(lines[0] ?? '') as Json

const head = 'kind: sequence\nname: Bench\n'

test('every step passes: exit code 0, one line a step, in the order of the file', async () => {
  const ran = await script(`${head}loops: 2
steps:
  - send: ATE0
  - send: AT+CSQ
    wait: { regex: '^\\+CSQ: \\d+,\\d+' }
  - send: AT+CGNOSUCH
    wait: final
  - hex: 41 54 0D
    wait: ok
  - pause: 5
`, { json: true })
  const { ok, status, passed, failed, steps } = json(ran)
  expect({ code: ran.code, ok, status, passed, failed }).toEqual({ code: 0, ok: true, status: 'passed', passed: 10, failed: 0 })
  expect(steps.map(({ round, step, sent }) => `${round}.${step} ${sent ?? '-'}`)).toEqual([1, 2].flatMap((round) => [`${round}.0 ATE0`, `${round}.1 AT+CSQ`, `${round}.2 AT+CGNOSUCH`, `${round}.3 AT\\r`, `${round}.4 -`]))
})

test('a step that fails is tried again as often as it says, then the sequence goes to the step named', async () => {
  const ran = await script(`${head}steps:
  - send: AT+CGNOSUCH
    onFailure: { retry: 2, pause: 10, goTo: last }
  - send: AT+CIMI
  - name: last
    send: ATI
    wait: { text: EC20 }
`, { json: true })
  const { status, steps } = json(ran)
  expect({ status, code: ran.code, done: steps.map(({ step, attempt, passed }) => [step, attempt, passed]) }).toEqual({
    status: 'passed',
    code: 0,
    done: [[0, 1, false], [0, 2, false], [0, 3, false], [2, 1, true]],
  })
})

test('stops at the first failure: exit code 1, what came, and nothing sent afterwards', async () => {
  // 27.007, 9.1: with AT+CMEE=0 an error is a bare ERROR.
  const ran = await script(`${head}steps:
  - send: AT+CMEE=0
  - send: AT+CGNOSUCH
  - send: AT+CIMI
`)
  expect(ran.code).toBe(1)
  expect(ran.lines.map((line) => line.replace(/\d+ ms/, 'N ms'))).toEqual(['✓   1  AT+CMEE=0  N ms  OK', '✗   2  AT+CGNOSUCH  N ms  ERROR'])
  expect(ran.remarks.slice(0, 2)).toEqual(['✗ [modem] The modem answered ERROR where OK was expected.', '  ERROR'])
  expect([ran.recorded.includes('AT+CGNOSUCH'), ran.recorded.includes('AT+CIMI')]).toEqual([true, false])
})

test('what does not come ends the step at its time limit', async () => {
  const ran = await script(`${head}steps:\n  - send: AT\n    wait: { urc: '+QMTRECV:' }\n    within: 300\n`, { json: true })
  expect([ran.code, json(ran).failure?.code]).toEqual([1, 'sequence.time-out'])
})

test('a prompt, data with Ctrl-Z, and a line that comes by itself', async () => {
  const ran = await script(`${head}steps:
  - send: ATE0
  - send: 'AT+QFUPL="RAM:s.txt",5,5'
    wait: { text: CONNECT }
    within: 3000
  - send: hello
    lineEnd: none
    wait: { urc: '+QFUPL:', accept: '^\\+QFUPL: 5,' }
  - wait: ok
  - send: 'AT+QFUPL="RAM:s.txt",5,5'
    wait: { text: '>' }
    within: 500
    onFailure: continue
  - send: AT
`, { json: true })
  const { steps } = json(ran)
  expect(steps.map(({ passed }) => passed)).toEqual([true, true, true, true, false, true])
  expect(ran.code).toBe(0)
})

test('a secret placeholder is nowhere on the disk and in nothing printed', async () => {
  const ran = await script(`${head}placeholders: [{ name: password, secret: true }]\nsteps:\n  - send: 'AT+QMTCONN=0,"id","user","{password}"'\n    wait: final\n  - send: 'AT+CGNOSUCH="{password}"'\n    wait: final\n`, { set: ['password=open-sesame-99'], json: true })
  expect(ran.code).toBe(0)
  expect(json(ran).steps.map(({ sent }) => sent)).toEqual(['AT+QMTCONN=0,"id","user","**************"', 'AT+CGNOSUCH="**************"'])
  expect([ran.lines, ran.remarks, ran.disk].some((where) => JSON.stringify(where).includes('open-sesame-99'))).toBe(false)
  expect(ran.disk).toContain('AT+CGNOSUCH="**************"')
})

test('a secret comes from the environment, a file or an answer, and stays off the disk and out of what is printed', async () => {
  const source = `${head}placeholders: [{ name: password, label: MQTT password, secret: true }]\nsteps:\n  - send: 'AT+QMTCONN=0,"id","user","{password}"'\n    wait: final\n`
  const secretFile = path.join(folder, 'password.txt')
  await writeFile(secretFile, 'open-sesame-99\n')
  const asked: unknown[] = []
  const ways = [
    { setEnv: ['password=BENCH_PASSWORD'], sources: { env: { BENCH_PASSWORD: 'open-sesame-99' } } },
    { setFile: [`password=${secretFile}`] },
    { sources: { ask: async (...question: unknown[]) => (asked.push(question), 'open-sesame-99') } },
  ]
  for (const way of ways) {
    const ran = await script(source, { ...way, json: true })
    expect([ran.code, json(ran).steps[0]?.sent, ran.remarks]).toEqual([0, 'AT+QMTCONN=0,"id","user","**************"', []])
    expect([ran.lines, ran.disk].some((where) => JSON.stringify(where).includes('open-sesame-99'))).toBe(false)
  }
  expect(asked).toEqual([['MQTT password', true]])
})

test('at a terminal a missing value is asked for, and a secret is not shown while it is typed', async () => {
  const file = path.join(folder, 'ask.yaml')
  await writeFile(file, `${head}placeholders: [{ name: password, label: MQTT password, secret: true }, { name: apn }]\nsteps:\n  - send: 'AT+CGNOSUCH="{password}","{apn}"'\n    wait: final\n`)
  const atelier = path.resolve(import.meta.dirname, '../../build/scripts/atelier.mjs')
  // A terminal of its own for the program; its screen comes out here.
  const command = `${process.execPath} ${atelier} script ${file} --port practice\\:quectel-ec20 --lang en --data ${await mkdtemp(path.join(folder, 'data-'))}`
  const terminal = spawn(process.env['ATELIER_SOCAT'] ?? 'socat', ['-', `EXEC:"${command}",pty,setsid,ctty,stderr`], { stdio: ['pipe', 'pipe', 'inherit'] })
  undo.push(() => terminal.kill())
  let screen = ''
  terminal.stdout.on('data', (bytes: Buffer) => {
    screen += bytes.toString()
  })
  await eventually('the question for the secret', () => screen.includes('MQTT password: '))
  terminal.stdin.write('open-sesame-99\r')
  await eventually('the next question', () => screen.includes('apn: '))
  terminal.stdin.write('cmnet\r')
  await eventually('the end', () => screen.includes('1 passed, 0 failed'))
  expect(screen).toContain('AT+CGNOSUCH="**************","cmnet"')
  expect(screen).not.toContain('sesame')
}, 30_000)

test('a stop ends a long wait at once, and nothing is sent after it', async () => {
  const stop = new AbortController()
  const began = performance.now()
  const ran = await script(`${head}loops: 1000\nsteps:\n  - send: AT\n  - pause: 60000\n  - send: AT+CIMI\n`, { stop, onLine: () => stop.abort() })
  expect(performance.now() - began).toBeLessThan(15_000)
  expect([ran.code, ran.remarks[0], ran.recorded.includes('AT+CIMI')]).toEqual([1, '✗ [port] Stopped on request; nothing was sent afterwards.', false])
})

test('a final result is waited for by its very words, an error too', async () => {
  // 27.007, 9.2: +CME ERROR: 100 is “unknown”; with AT+CMEE=0 an error is a bare ERROR.
  const ran = await script(`${head}steps:\n  - send: AT+CMEE=0\n    wait: { text: OK }\n  - send: AT+CGNOSUCH\n    wait: { regex: '^ERROR$' }\n`, { json: true })
  expect([ran.code, json(ran).steps.map(({ passed, lines }) => [passed, lines])]).toEqual([0, [[true, ['OK']], [true, ['ERROR']]]])
})

test('the port belongs to the sequence while it runs: others are refused in its name, and get it back', async () => {
  const app = await createApp({ dataDir: await mkdtemp(path.join(folder, 'data-')), host: createHeadlessHost() })
  undo.push(() => app.dispose())
  const opened = await app.api['serial.open'](port, defaultLineSettings)
  if (!opened.ok) throw new Error(opened.failure.what.en)
  const { id } = opened.value
  const started = await app.api['sequences.run'](id, `${head}steps:\n  - pause: 60000\n`, {})
  if (!started.ok) throw new Error(started.failure.what.en)
  const owner = async () => (await app.api['serial.sessions']())[0]?.owner
  const typed = () => app.api['serial.write'](id, new Uint8Array([0x41, 0x54, 0x0d]))
  expect(await owner()).toBe('sequence')
  expect(await typed()).toMatchObject({ ok: false, failure: { code: 'port.in-use-by-sequence', what: { en: 'A sequence is running on this port; its steps and other commands would mix.' } } })
  expect(await app.api['wizard.identify'](id)).toMatchObject({ ok: false, failure: { code: 'port.in-use-by-sequence' } })
  expect(await app.api['sequences.run'](id, `${head}steps:\n  - send: AT\n`, {})).toMatchObject({ ok: false, failure: { code: 'port.in-use-by-sequence' } })
  await app.api['sequences.stop'](started.value.id)
  expect([await owner(), (await typed()).ok]).toEqual(['person', true])
})

test('a port that goes away ends the run with what happened', async () => {
  const ran = await script(`${head}steps:\n  - send: AT\n  - wait: { text: never }\n    within: 60000\n`, { onLine: () => void stopSim() })
  expect([ran.code, ran.lines.length, ran.remarks[0]?.slice(0, 8)]).toEqual([1, 2, '✗ [port]'])
})

test('an unknown step is told with file, line and column; a missing value by its name; nothing is opened', async () => {
  const bad = await script(`${head}steps:\n  - send: AT\n  - expct: OK\n`)
  expect([bad.code, bad.remarks[0]?.replace(/^.*sequence\.yaml/, 'sequence.yaml')]).toEqual([2, 'sequence.yaml:5:5 steps[1].expct: Step 2: “expct” is nothing that a step can do. A step has send, hex, wait or pause; with name, title, note, lineEnd, within, times, onFailure.'])
  const missing = await script(`${head}placeholders: [{ name: apn }]\nsteps:\n  - send: 'AT+X={apn}'\n`)
  expect([missing.code, missing.remarks[0]]).toEqual([2, '✗ [port] The placeholder {apn} has no value.'])
})
