import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CaseFile } from '../../shared/casefile/format.ts'
import { startTlsBroker, type TlsBroker } from '../support/mosquitto-tls.ts'
import { start, type Started } from '../support/process.ts'

/** `run --case` on a pseudo-terminal with a simulated EC20 and mosquitto: a good run, and one whose login is refused, held side by side. */
const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))
const password = 'open, sesame 42'
const wrongPassword = 'sesame-that-is-refused'
/** What the simulated EC20 answers to AT+CGSN. */
const imei = '861107030000012'

let folder: string
let broker: TlsBroker
const running: Started[] = []
const at = (name: string) => path.join(folder, name)

const launch = (command: string, args: string[]) => {
  const started = start(command, args, { env: { ...process.env, LANG: 'en_US.UTF-8', ATELIER_DATA: at('data') } })
  running.push(started)
  return started
}
const atelier = async (...args: string[]) => {
  const started = launch(process.execPath, [cli, ...args])
  return { code: await started.exit, stdout: started.stdout(), stderr: started.stderr() }
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-case-'))
  broker = await startTlsBroker({ users: { bench: password } })
})
afterAll(async () => {
  await Promise.all(running.map((each) => each.stop()))
  await broker?.stop()
  await rm(folder, { recursive: true, force: true })
})

async function runOnPty(name: string, secret: string) {
  const port = at(`tty-${name}`)
  const sim = launch(process.execPath, [cli, 'sim', '--modem', 'quectel-ec20', '--pty', port])
  await sim.until(/ready/)
  await expect.poll(() => existsSync(port), { timeout: 5_000 }).toBe(true)
  const inputs = { host: 'localhost', port: String(broker.port), tls: 'none', clientId: `dev-${imei}`, username: 'bench', password: secret, publishTopic: `up/${imei}`, payload: '{"t":25}' }
  const file = at(`${name}.atelier-case.json`)
  const run = await atelier('run', '--modem', 'quectel-ec20', '--cloud', 'mqtt', '--port', port, '--case', file, ...Object.entries(inputs).flatMap(([key, value]) => ['--set', `${key}=${value}`]))
  return { file, run }
}

it('a good and a refused run leave case files without secrets, and comparing them names the refusal', async () => {
  const good = await runOnPty('good', password)
  const bad = await runOnPty('bad', wrongPassword)
  expect([good.run.code, bad.run.code]).toStrictEqual([0, 1])
  expect((await stat(good.file)).mode & 0o777).toBe(0o600)

  const texts = await Promise.all([good.file, bad.file].map((file) => readFile(file, 'utf8')))
  expect([password, wrongPassword, imei, folder].filter((secret) => texts.some((text) => text.includes(secret)))).toStrictEqual([])
  const content = JSON.parse(texts[1] ?? '') as CaseFile
  expect(content.session).toMatchObject({ kind: 'system', port: 'tty-bad' })
  expect(content.module).toMatchObject({ model: 'EC20F', firmware: 'EC20CEFAGR06A08M4G' })
  expect(content.run?.job).toMatchObject({ clientId: 'dev-86110703******A', publishTopic: 'up/86110703******A' })
  const failed = content.run?.steps.find(({ status }) => status === 'failed')
  expect([failed?.id, failed?.failure?.code]).toStrictEqual(['connect', 'mqtt.refused.5'])
  expect(content.transcript.chunks.map(([, direction, text]) => `${direction} ${JSON.stringify(text)}`)).toContain(`out "AT+QMTCONN=0,\\"dev-86110703******A\\",\\"bench\\",\\"${'*'.repeat(wrongPassword.length)}\\"\\r"`)

  const same = await atelier('compare', good.file, good.file)
  expect([same.code, same.stdout]).toStrictEqual([0, 'Nothing that matters differs.\n'])
  const compared = await atelier('compare', good.file, bad.file, '--json')
  expect(compared.code).toBe(1)
  const { sections } = JSON.parse(compared.stdout) as { sections: { id: string; differences: { id: string; left?: string; right?: string }[] }[] }
  const matter = sections.flatMap(({ id, differences }) => differences.map((each) => `${id} ${each.id}: ${each.left ?? '-'} → ${each.right ?? '-'}`)).filter((each) => !each.startsWith('timing'))
  expect(matter.slice(0, 6)).toStrictEqual([
    'outcome status: done → failed',
    'outcome stage: cloud → mqtt',
    'outcome failure: - → mqtt.refused.5: +QMTCONN: 0,0,5',
    'settings port: tty-good 115200 8N1 → tty-bad 115200 8N1',
    'steps connect: passed → failed',
    'answers connect: +QMTCONN: 0,0,0 → +QMTCONN: 0,0,5',
  ])

  const report = await atelier('report', bad.file)
  expect(report.stdout).toContain('```text\n+QMTCONN: 0,0,5\n```')
  const explained = await atelier('explain', bad.file, '--json')
  expect([explained.code, (JSON.parse(explained.stdout) as { verdict: { code: string } }).verdict.code]).toStrictEqual([1, 'mqtt.refused.5'])
})

it('a case file that cannot be written is said, and the run is still told', async () => {
  const run = await atelier('run', '--modem', 'quectel-ec20', '--cloud', 'mqtt', '--port', 'practice:quectel-ec20', '--case', at('no/such/folder.json'), '--set', 'host=localhost', '--set', `port=${broker.port}`, '--set', 'tls=none', '--set', 'clientId=x', '--set', 'username=bench', '--set', `password=${password}`)
  expect(run.code).toBe(1)
  expect(run.stderr).toContain('could not be written')
  expect(run.stdout).toContain('✓ mqtt   AT+QMTCONN')
})
