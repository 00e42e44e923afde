import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, type App } from '../../electron/app/create-app.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import { runSim } from '../../electron/cli/sim.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { PracticeState } from '../../shared/contract/practice.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { openRows } from '../support/fault-rows.ts'
import { sweepSteps } from '../support/fault-sweep.ts'
import { valueOf } from '../support/plan-bench.ts'
import { eventually } from '../support/pty-pair.ts'

/** An nRF9151 with the Serial Modem on a pseudo-terminal through real serialport; the practice broker and the practice AWS. */
const modem = 'nordic-nrf9151'
const profile = 'nrf-serial-modem'
const payload = '{"温度":"25,5"}'

let folder: string
let app: App
let state: PracticeState
const stops: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-nrf9151-'))
  app = await createApp({ dataDir: path.join(folder, 'data'), host: createHeadlessHost() })
  state = valueOf(await app.api['practice.startBroker']())
})
afterAll(async () => {
  await app?.dispose()
  for (const stop of stops) await stop()
  await rm(folder, { recursive: true, force: true })
})

const runOf = async (id: string) => (await app.api['wizard.runs']()).find((each) => each.id === id)

/** Starts a modem on a pseudo-terminal of its own and opens it. */
async function plugIn(name: string, fault?: string): Promise<string> {
  const port = path.join(folder, name)
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }
  let said = ''
  streams.stdout.on('data', (bytes) => void (said += String(bytes)))
  const stopping = new AbortController()
  const done = runSim({ modem, pty: port, ...(fault !== undefined && { fault }) }, { ...streams, signal: stopping.signal })
  stops.push(() => {
    stopping.abort()
    return done
  })
  await eventually('the pseudo-terminal', () => said.includes('ready'))
  return valueOf(await app.api['serial.open'](port, defaultLineSettings)).id
}

async function run(session: string, cloud: string, inputs: Inputs): Promise<WizardRun> {
  const { id } = valueOf(await app.api['wizard.start'](session, profile, cloud, inputs))
  valueOf(await app.api['wizard.runAll'](id))
  await eventually(
    'the end of the plan',
    async () => {
      const now = await runOf(id)
      return now !== undefined && now.status !== 'running' && now.status !== 'ready'
    },
    40_000,
  )
  if (inputs['subscribeTopic'] !== undefined && inputs['subscribeTopic'] === inputs['publishTopic']) {
    await eventually('the message', async () => {
      const now = await runOf(id)
      return now?.status !== 'done' || now.received.length > 0
    })
  }
  return valueOf(await app.api['wizard.settled'](id))
}

/** A plan that is done and nevertheless tells of a loss is not what these tests want. */
const ended = ({ status, steps, notice }: WizardRun) => [
  status,
  ...steps.flatMap(({ failure }) => (failure ? [failure.stage, failure.code] : [])),
  ...(notice ? [notice.code] : []),
]
const received = (wizardRun: WizardRun) => wizardRun.received.map(({ topic, payload: text }) => [topic, text])

function brokerInputs(isSecure: boolean): Inputs {
  const { broker } = state
  if (!broker) throw new Error('the broker is off')
  const { tcpPort, tlsPort, username, password, ca } = broker
  const way = isSecure ? { host: 'localhost', port: String(tlsPort), tls: 'server', ca } : { host: '127.0.0.1', port: String(tcpPort), tls: 'none' }
  return { ...way, clientId: 'nrf9151', username, password, subscribeTopic: 'bench/a', subscribeQos: '1', publishTopic: 'bench/a', qos: '1', payload }
}

describe('an nRF9151 on a pseudo-terminal', () => {
  it.each([
    ['TCP', false],
    ['TLS with the CA in a security tag', true],
  ])('over %s: what it publishes comes back to it whole', async (name, isSecure) => {
    const found = await run(await plugIn(name), 'mqtt', brokerInputs(isSecure))
    expect(ended(found)).toStrictEqual(['done'])
    expect(received(found)).toStrictEqual([['bench/a', payload]])
  })

  it('runs a second plan on the connection that is still open, its message in the command', async () => {
    const session = await plugIn('twice')
    const inputs = { ...brokerInputs(false), clientId: 'twice' }
    expect(ended(await run(session, 'mqtt', inputs))).toStrictEqual(['done'])
    const again = await run(session, 'mqtt', { ...inputs, qos: '0', payload: 'plain text' })
    expect(ended(again)).toStrictEqual(['done'])
    expect(received(again)).toStrictEqual([['bench/a', 'plain text']])
  })

  it('logs in at the practice AWS by certificate and key', async () => {
    const demo = state.clouds.find(({ id }) => id === 'aws')?.demos.find(({ operation, inputs }) => operation === 'login' && inputs['auth'] === 'cert' && inputs['transport'] === 'tls')
    if (!demo) throw new Error('no demo')
    const found = await run(await plugIn('aws'), 'aws', demo.inputs)
    expect(ended(found)).toStrictEqual(['done'])
    expect(found.steps.find(({ stepId }) => stepId === 'stored')?.lines.map((line) => line.slice(0, 14))).toStrictEqual(['%CMNG: 1000,0,', '%CMNG: 1000,1,', '%CMNG: 1000,2,', 'OK'])
  })

  it('logs in at the practice Tencent cloud, whose login only an own build takes', async () => {
    const demo = state.clouds.find(({ id }) => id === 'tencent-iothub')?.demos.find(({ operation, inputs }) => operation === 'login' && inputs['auth'] === 'key' && inputs['transport'] === 'tcp')
    if (!demo) throw new Error('no demo')
    const inputs: Inputs = { ...demo.inputs, payload, qos: '1' }
    const released = await app.api['wizard.start'](await plugIn('released'), profile, 'tencent-iothub', inputs)
    expect(released.ok).toBe(false)
    const found = await run(await plugIn('own', 'own-build'), 'tencent-iothub', { ...inputs, firmware: 'own' })
    expect(ended(found)).toStrictEqual(['done'])
  })

  it('says the stage where it fails, and gets over what an earlier run left', async () => {
    expect(ended(await run(await plugIn('wrong'), 'mqtt', { ...brokerInputs(false), password: 'wrong' }))).toStrictEqual(['failed', 'mqtt', expect.stringMatching(/^mqtt\.refused\.[45]$/)])
    expect(ended(await run(await plugIn('no-name', 'dns-failure'), 'mqtt', brokerInputs(true)))).toStrictEqual(['failed', 'net', 'net.dns'])
    expect(ended(await run(await plugIn('other-ca', 'tls-ca'), 'mqtt', brokerInputs(true)))).toStrictEqual(['failed', 'tls', 'tls.connect'])
    expect(ended(await run(await plugIn('left', 'left-open'), 'mqtt', brokerInputs(false)))).toStrictEqual(['done'])
    expect(ended(await run(await plugIn('exists', 'file-exists'), 'mqtt', brokerInputs(true)))).toStrictEqual(['done'])
  })

  it('over TLS, at every step: ends there, in time, in the right stage, with nothing sent after it; then the plan runs', async () => {
    const opened = await openRows()
    const row = opened.rows.find(({ name }) => name === profile)
    if (!row) throw new Error('no row')
    // The sweep of all modems walks the plan without TLS, which stores no certificate.
    const swept = await sweepSteps({ ...row, plans: () => row.plans(true) }, 50)
    await opened.dispose()
    expect(swept.wrong).toStrictEqual([])
    expect(swept.count).toBeGreaterThan(50)
  })

  it('is identified by what it answers', async () => {
    const found = valueOf(await app.api['wizard.identify'](await plugIn('who')))
    expect([found.fit, found.modem, found.model]).toStrictEqual(['exact', profile, 'nRF9151-LACA'])
  })

  it('leaves no password and no private key in a recording', async () => {
    const data = path.join(folder, 'data')
    const files = (await readdir(data, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    const bytes = Buffer.concat(await Promise.all(files.map((entry) => readFile(path.join(entry.parentPath, entry.name)))))
    expect(bytes.includes('#XMQTTEVT: 0,0')).toBe(true)
    expect(['CERTIFICATE', state.broker?.password ?? '', 'PRIVATE KEY'].map((text) => bytes.includes(text))).toStrictEqual([true, false, false])
  })
})
