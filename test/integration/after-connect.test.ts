import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp, type App } from '../../electron/app/create-app.ts'
import { createHeadlessHost } from '../../electron/app/headless-host.ts'
import { runSim } from '../../electron/cli/sim.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { Result } from '../../shared/contract/failure.ts'
import type { PracticeState } from '../../shared/contract/practice.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { eventually } from '../support/pty-pair.ts'

/** Modems on pseudo-terminals through real serialport and the practice broker: what is sent once the plan has ended. */
let folder: string
let app: App
let state: PracticeState
const stops: (() => Promise<unknown>)[] = []

const unwrap = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.what.en} (${result.failure.evidence})`)
  return result.value
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-after-'))
  app = await createApp({ dataDir: path.join(folder, 'data'), host: createHeadlessHost() })
  state = unwrap(await app.api['practice.startBroker']())
})
afterAll(async () => {
  await app?.dispose()
  for (const stop of stops) await stop()
  await rm(folder, { recursive: true, force: true })
})

/** `modem`: the simulator's id. Only the login: no topic stands in the plan. */
async function onTheBroker(modem: string, profile: string): Promise<string> {
  const port = path.join(folder, modem)
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() }
  let said = ''
  streams.stdout.on('data', (bytes) => void (said += String(bytes)))
  const stopping = new AbortController()
  const ended = runSim({ modem, pty: port }, { ...streams, signal: stopping.signal })
  stops.push(() => {
    stopping.abort()
    return ended
  })
  await eventually('the pseudo-terminal', () => said.includes('ready'))
  const session = unwrap(await app.api['serial.open'](port, defaultLineSettings))
  const { broker } = state
  if (!broker) throw new Error('the broker is off')
  const inputs: Inputs = { host: '127.0.0.1', port: String(broker.tcpPort), tls: 'none', clientId: modem, username: broker.username, password: broker.password, ssid: 'workshop-2.4G', wifiPassword: '12345678' }
  const { id } = unwrap(await app.api['wizard.start'](session.id, profile, 'mqtt', inputs))
  unwrap(await app.api['wizard.runAll'](id))
  expect(unwrap(await app.api['wizard.settled'](id)).status).toBe('done')
  return id
}

const runOf = async (id: string) => {
  const found = (await app.api['wizard.runs']()).find((each) => each.id === id)
  if (!found) throw new Error('the run is gone')
  return found
}

const payload = '{"温度":25,\r\n "quote":"\\"it\'s\\""}'

describe('once the modem is on the broker', () => {
  it.each([
    ['quectel-ec20', 'quectel-ec20'],
    ['simcom-sim7600', 'simcom-sim7600'],
    ['airm2m-air780ep', 'luat-air780e'],
    ['lierda-nt35e', 'lierda-nt35e'],
    ['nordic-nrf9151', 'nrf-serial-modem'],
  ])('%s subscribes and publishes what a person chooses, and hears it whole', async (modem, profile) => {
    const id = await onTheBroker(modem, profile)
    unwrap(await app.api['wizard.subscribe'](id, `${modem}/+/down`, 1))
    unwrap(await app.api['wizard.publish'](id, `${modem}/x/down`, payload, 1))
    unwrap(await app.api['wizard.publish'](id, `${modem}/x/down`, 'second', 0))
    await eventually('both messages', async () => (await runOf(id)).received.length === 2)
    const { status, extras, received } = await runOf(id)
    expect(received.map(({ topic, payload: heard }) => [topic, heard])).toStrictEqual([
      [`${modem}/x/down`, payload],
      [`${modem}/x/down`, 'second'],
    ])
    expect([status, ...extras.map((extra) => [extra.kind, extra.topic, extra.status])]).toStrictEqual([
      'done',
      ['subscribe', `${modem}/+/down`, 'passed'],
      ['publish', `${modem}/x/down`, 'passed'],
      ['publish', `${modem}/x/down`, 'passed'],
    ])
  })

  it('refuses a wildcard to publish to, without sending anything, and says so once the modem was disconnected', async () => {
    const [run] = await app.api['wizard.runs']()
    if (!run) throw new Error('no run')
    const before = run.extras.length
    expect(await app.api['wizard.publish'](run.id, 'a/#', 'x', 0)).toMatchObject({ ok: false, failure: { code: 'mqtt.topic.wildcard-in-name' } })
    expect((await runOf(run.id)).extras).toHaveLength(before)
    unwrap(await app.api['wizard.stop'](run.id))
    expect(await app.api['wizard.publish'](run.id, 'a/b', 'x', 0)).toMatchObject({ ok: false, failure: { code: 'wizard.not-connected' } })
  })
})
