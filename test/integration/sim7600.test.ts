import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, type App } from '../../electron/app/create-app.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import { runSim } from '../../electron/cli/sim.ts'
import type { Result } from '../../shared/contract/failure.ts'
import type { PracticeState } from '../../shared/contract/practice.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import { eventually } from '../support/pty-pair.ts'

/** A SIM7600 on a pseudo-terminal through real serialport, and the practice bench's broker and Tencent cloud. */
const modem = 'simcom-sim7600'
const payload = '{"温度":25}'

let folder: string
let app: App
let state: PracticeState
const stops: (() => Promise<unknown>)[] = []

const unwrap = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.what.en} (${result.failure.evidence})`)
  return result.value
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-sim7600-'))
  app = await createApp({ dataDir: path.join(folder, 'data'), host: createHeadlessHost() })
  state = unwrap(await app.api['practice.startBroker']())
})
afterAll(async () => {
  await app?.dispose()
  for (const stop of stops) await stop()
  await rm(folder, { recursive: true, force: true })
})

/** Starts a modem on a pseudo-terminal of its own and runs the whole plan on it. */
async function run(name: string, cloud: string, inputs: Inputs, fault?: string): Promise<WizardRun> {
  const port = path.join(folder, name)
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }
  let said = ''
  streams.stdout.on('data', (bytes) => void (said += String(bytes)))
  const stopping = new AbortController()
  const ended = runSim({ modem, pty: port, ...(fault !== undefined && { fault }) }, { ...streams, signal: stopping.signal })
  stops.push(() => {
    stopping.abort()
    return ended
  })
  await eventually('the pseudo-terminal', () => said.includes('ready'))
  const session = unwrap(await app.api['serial.open'](port, defaultLineSettings))
  const { id } = unwrap(await app.api['wizard.start'](session.id, modem, cloud, inputs))
  unwrap(await app.api['wizard.runAll'](id))
  await eventually(
    'the end of the plan',
    async () => {
      const now = (await app.api['wizard.runs']()).find((each) => each.id === id)
      return now !== undefined && now.status !== 'running' && now.status !== 'ready'
    },
    30_000,
  )
  // A message that was published is on its way back.
  if (inputs['subscribeTopic'] !== undefined) {
    await eventually('the message', async () => {
      const now = (await app.api['wizard.runs']()).find((each) => each.id === id)
      return now?.status !== 'done' || now.received.length > 0
    })
  }
  return unwrap(await app.api['wizard.settled'](id))
}

const ended = (wizardRun: WizardRun) => [wizardRun.status, ...wizardRun.steps.flatMap(({ failure }) => (failure ? [failure.code, failure.evidence] : []))]
const received = (wizardRun: WizardRun) => wizardRun.received.map(({ topic, payload: text }) => [topic, text])

function brokerInputs(isSecure: boolean): Inputs {
  const { broker } = state
  if (!broker) throw new Error('the broker is off')
  const { tcpPort, tlsPort, username, password, ca } = broker
  const way = isSecure ? { host: 'localhost', port: String(tlsPort), tls: 'server', ca } : { host: '127.0.0.1', port: String(tcpPort), tls: 'none' }
  return { ...way, clientId: 'sim7600', username, password, subscribeTopic: 'bench/a', subscribeQos: '1', publishTopic: 'bench/a', qos: '1', payload }
}

const demoOf = (auth: string): Inputs => {
  const demo = state.clouds
    .find(({ id }) => id === 'tencent-iothub')
    ?.demos.find(({ operation, inputs }) => operation === 'login' && inputs['auth'] === auth && inputs['transport'] !== 'ws' && inputs['transport'] !== 'wss')
  if (!demo) throw new Error(`no demo by ${auth}`)
  return { ...demo.inputs, payload, qos: '1' }
}

describe('a SIM7600 on a pseudo-terminal', () => {
  it.each([
    ['TCP', false],
    ['TLS', true],
  ])('over %s: what it publishes comes back to it whole', async (name, isSecure) => {
    const found = await run(name, 'mqtt', brokerInputs(isSecure))
    expect(ended(found)).toStrictEqual(['done'])
    expect(received(found)).toStrictEqual([['bench/a', payload]])
  })

  it.each(['key', 'cert'])('logs in at the practice Tencent cloud by %s', async (auth) => {
    const found = await run(`tencent-${auth}`, 'tencent-iothub', demoOf(auth))
    expect(ended(found)).toStrictEqual(['done'])
    expect(found.steps.find(({ stepId }) => stepId === 'connect')?.lines).toContain('+CMQTTCONNECT: 0,0')
  })

  it('says the stage where it fails, and goes on where an earlier run left the service running', async () => {
    const wrong = await run('wrong', 'mqtt', { ...brokerInputs(false), password: 'wrong' })
    expect(ended(wrong)[1]).toMatch(/^mqtt\.refused\.[45]$/)
    expect(ended(await run('dns', 'mqtt', brokerInputs(true), 'dns-failure'))).toStrictEqual(['failed', 'mqtt.result.25', '+CMQTTCONNECT: 0,25'])
    expect(ended(await run('old', 'mqtt', brokerInputs(false), 'left-open'))).toStrictEqual(['done'])
    expect(ended(await run('other-order', 'mqtt', brokerInputs(false), 'start-after-ok'))).toStrictEqual(['done'])
  })

  it('leaves no password and no private key in a recording', async () => {
    const data = path.join(folder, 'data')
    const files = (await readdir(data, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    const bytes = Buffer.concat(await Promise.all(files.map((entry) => readFile(path.join(entry.parentPath, entry.name)))))
    expect(bytes.includes('+CMQTTCONNECT: 0,0')).toBe(true)
    expect([state.broker?.password ?? '', 'PRIVATE KEY'].map((secret) => bytes.includes(secret))).toStrictEqual([false, false])
  })
})
