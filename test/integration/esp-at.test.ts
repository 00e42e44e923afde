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
import { valueOf } from '../support/plan-bench.ts'
import { eventually } from '../support/pty-pair.ts'

/** An ESP32 with ESP-AT on a pseudo-terminal through real serialport; the practice broker and the practice Alibaba cloud. */
const modem = 'esp-at'
const payload = '{"温度":"25,5"}'
const wifi = { ssid: 'workshop, 2.4G', wifiPassword: 'a "quoted\\" secret' }

let folder: string
let app: App
let state: PracticeState
const stops: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-esp-at-'))
  app = await createApp({ dataDir: path.join(folder, 'data'), host: createHeadlessHost() })
  state = valueOf(await app.api['practice.startBroker']())
})
afterAll(async () => {
  await app?.dispose()
  for (const stop of stops) await stop()
  await rm(folder, { recursive: true, force: true })
})

const runOf = async (id: string) => (await app.api['wizard.runs']()).find((each) => each.id === id)

/** Starts a module on a pseudo-terminal of its own and runs the whole plan on it. */
async function run(name: string, cloud: string, inputs: Inputs, fault?: string): Promise<WizardRun> {
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
  const session = valueOf(await app.api['serial.open'](port, defaultLineSettings))
  const { id } = valueOf(await app.api['wizard.start'](session.id, modem, cloud, { ...wifi, ...inputs }))
  valueOf(await app.api['wizard.runAll'](id))
  await eventually(
    'the end of the plan',
    async () => {
      const now = await runOf(id)
      return now !== undefined && now.status !== 'running' && now.status !== 'ready'
    },
    40_000,
  )
  await eventually('the message', async () => {
    const now = await runOf(id)
    return now?.status !== 'done' || now.received.length > 0
  })
  return valueOf(await app.api['wizard.settled'](id))
}

/** A plan that is done and nevertheless tells of a loss is not what these tests want. */
const ended = ({ status, steps, notice }: WizardRun) => [
  status,
  ...steps.flatMap(({ failure }) => (failure ? [failure.stage, failure.code] : [])),
  ...(status === 'done' && notice ? [notice.code] : []),
]
const received = (wizardRun: WizardRun) => wizardRun.received.map(({ topic, payload: text }) => [topic, text])

function brokerInputs(isSecure: boolean): Inputs {
  const { broker } = state
  if (!broker) throw new Error('the broker is off')
  const { tcpPort, tlsPort, username, password, ca } = broker
  const way = isSecure ? { host: 'localhost', port: String(tlsPort), tls: 'server', ca } : { host: '127.0.0.1', port: String(tcpPort), tls: 'none' }
  return { ...way, clientId: 'esp-at', username, password, subscribeTopic: 'bench/a', subscribeQos: '1', publishTopic: 'bench/a', qos: '1', payload }
}

const alibaba = (transport: string): Inputs => {
  const demo = state.clouds.find(({ id }) => id === 'alibaba-iot')?.demos.find(({ operation, inputs }) => operation === 'login' && inputs['transport'] === transport)
  if (!demo) throw new Error(`no demo by ${transport}`)
  const { productKey, deviceName } = demo.inputs
  if (typeof productKey !== 'string' || typeof deviceName !== 'string') throw new Error('a demo without names')
  const own = `/${productKey}/${deviceName}/user/data`
  return { ...demo.inputs, subscribeTopic: own, publishTopic: own, subscribeQos: '1', qos: '1', payload }
}

describe('an ESP32 on a pseudo-terminal', () => {
  it.each([
    ['TCP', false],
    ['TLS', true],
  ])('over %s: what it publishes comes back to it whole', async (name, isSecure) => {
    const found = await run(name, 'mqtt', brokerInputs(isSecure))
    expect(ended(found)).toStrictEqual(['done'])
    expect(received(found)).toStrictEqual([['bench/a', payload]])
  })

  it.each([
    ['ws', 6],
    ['wss', 8],
  ])('logs in at the practice Alibaba cloud by %s, scheme %i', async (transport, scheme) => {
    const inputs = alibaba(transport)
    const found = await run(transport, 'alibaba-iot', inputs)
    expect(ended(found)).toStrictEqual(['done'])
    expect(found.steps.find(({ stepId }) => stepId === 'connect')?.lines.join('\n')).toContain(`+MQTTCONNECTED:0,${scheme},`)
    expect(received(found)).toStrictEqual([[inputs['publishTopic'], payload]])
  })

  it('says the stage where it fails, and goes on where an earlier run left its connection', async () => {
    expect(ended(await run('no-ap', 'mqtt', brokerInputs(false), 'no-ap'))).toStrictEqual(['failed', 'radio', 'wifi.join.3'])
    expect(ended(await run('no-name', 'mqtt', brokerInputs(true), 'dns-failure'))).toStrictEqual(['failed', 'mqtt', 'mqtt.connect'])
    expect(ended(await run('left', 'mqtt', brokerInputs(false), 'left-configured'))).toStrictEqual(['done'])
  })

  it('leaves no password in a recording', async () => {
    const data = path.join(folder, 'data')
    const files = (await readdir(data, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
    const bytes = Buffer.concat(await Promise.all(files.map((entry) => readFile(path.join(entry.parentPath, entry.name)))))
    expect(bytes.includes('+MQTTCONNECTED:0,1,')).toBe(true)
    expect([state.broker?.password ?? '', 'quoted\\'].map((secret) => bytes.includes(secret))).toStrictEqual([false, false])
  })
})
