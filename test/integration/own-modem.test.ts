import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { PracticeService, practiceModels } from '../../electron/services/practice/index.ts'
import { builtInProfiles, makeCatalogue } from '../../shared/catalogue.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { PracticeState } from '../../shared/contract/practice.ts'
import { readProfile } from '../../shared/profiles/read-profile.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import { openPlanBench, valueOf } from '../support/plan-bench.ts'
import { start } from '../support/process.ts'

/** The documentation's modem file on a simulated EC20 behind a pseudo-terminal, real serialport, and the practice broker over TLS. */
const practice = new PracticeService()
let state: PracticeState
let bench: Awaited<ReturnType<typeof openPlanBench>>
let folder: string
const undo: (() => unknown)[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-own-modem-'))
  state = valueOf(await practice.startBroker())
  bench = await openPlanBench()
})
afterEach(async () => {
  for (const each of undo.splice(0).toReversed()) await each()
})
afterAll(async () => {
  await bench.dispose()
  await practice.dispose()
  await rm(folder, { recursive: true, force: true })
})

async function modemOn(name: string, fault: string | null = null) {
  const modem = practiceModels.find(({ id }) => id === 'quectel-ec20')?.create()
  if (!modem) throw new Error('no EC20 in the catalogue')
  undo.push(modem.dispose)
  modem.setFault(fault)
  const received: Buffer[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      received.push(bytes)
      modem.receive(bytes)
    })
    modem.onOutput((bytes) => void socket.write(bytes))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  undo.push(() => server.close())
  const port = path.join(folder, name)
  const { port: tcp } = server.address() as AddressInfo
  const socat = start(process.env['ATELIER_SOCAT'] ?? 'socat', ['-d', '-d', `PTY,link=${port},rawer,wait-slave`, `TCP:127.0.0.1:${tcp}`])
  undo.push(socat.stop)
  await socat.until(/PTY is/)
  await expect.poll(() => existsSync(port), { timeout: 5_000 }).toBe(true)
  const session = await bench.open(port)
  undo.push(session.close)
  return { session, received: () => Buffer.concat(received) }
}

async function planOf(inputs: Inputs) {
  const read = readProfile(await readFile(new URL('../../docs/profiles/modem-alone.yaml', import.meta.url), 'utf8'), builtInProfiles)
  if (read.kind !== 'modem') throw new Error('not a modem')
  const catalogue = makeCatalogue({ clouds: [], modems: [read.data] })
  const [modem, cloud] = [catalogue.findModem('bench-ec25'), catalogue.findCloud('mqtt')]
  if (!modem || !cloud) throw new Error('not in the catalogue')
  const { plan, findings } = composePlan(modem, cloud, inputs, { now: Date.now(), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' })
  if (!plan) throw new Error(findings.map(({ field, code }) => `${field}: ${code}`).join(', '))
  return { modem, plan }
}

const published = '{"say":"hi",\n"温度":25}'

function inputsFor({ broker }: PracticeState): Inputs {
  if (!broker) throw new Error('no broker')
  return { host: broker.host, port: String(broker.tlsPort), tls: 'server', ca: broker.ca, clientId: 'own-modem', username: broker.username, password: broker.password, subscribeTopic: 'own/x', publishTopic: 'own/x', payload: published, qos: '1' }
}

it('brings the modem onto a TLS broker, uploads the CA byte for byte, and hears its own message with its line end', async () => {
  const { modem, plan } = await planOf(inputsFor(state))
  const { session, received } = await modemOn('up')
  const { run, toEnd } = bench.prepare(session.id, modem, plan)
  const ended = await toEnd()
  expect([ended.status, ended.steps.find(({ status }) => status !== 'passed')]).toStrictEqual(['done', undefined])
  await expect.poll(() => run.snapshot().received.map(({ topic, payload }) => [topic, payload]), { timeout: 8_000 }).toStrictEqual([['own/x', published]])
  const ca = Buffer.from(state.broker?.ca.bytes ?? [])
  expect(received().includes(Buffer.concat([Buffer.from(`AT+QFUPL="RAM:bench-ca.pem",${ca.length},100\r`), ca]))).toBe(true)
  // The password went over the wire and stands nowhere else.
  const { password = '' } = state.broker ?? {}
  const recording = await readFile(session.recording, 'latin1')
  expect([received().includes(password), recording.includes(password), JSON.stringify(run.snapshot()).includes(password)]).toStrictEqual([true, false, false])
  await run.stop()
  expect(received().toString('latin1').endsWith('AT+QMTDISC=0\rAT+QMTCLOSE=0\r')).toBe(true)
})

it('says in the file’s own words why a login was refused', async () => {
  const { modem, plan } = await planOf({ ...inputsFor(state), password: 'wrong' })
  const { session } = await modemOn('refused')
  const ended = await bench.prepare(session.id, modem, plan).toEnd()
  const failed = ended.steps.find(({ status }) => status === 'failed')
  expect([failed?.stepId, failed?.failure?.stage, failed?.failure?.what.en]).toStrictEqual(['connect', 'mqtt', expect.stringMatching(/^The broker (rejected the user name or password|does not authorise this client)\.$/)])
})
