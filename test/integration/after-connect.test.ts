import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App } from '../../electron/app/create-app.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import { defaultLineSettings } from '../../shared/contract/serial.ts'
import { simOnPty } from '../support/modem-on-pty.ts'
import { openPracticeApp, type PracticeApp } from '../support/practice-app.ts'
import { eventually } from '../support/pty-pair.ts'
import { valueOf } from '../support/value-of.ts'

/** Modems on pseudo-terminals through real serialport and the practice broker: what is sent once the plan has ended. */
let bench: PracticeApp
let app: App

beforeAll(async () => {
  bench = await openPracticeApp('after')
  app = bench.app
})
afterAll(() => bench?.dispose())

/** `modem`: the simulator's id. Only the login: no topic stands in the plan. */
async function onTheBroker(modem: string, profile: string): Promise<string> {
  const port = path.join(bench.folder, modem)
  bench.undo.push(await simOnPty(modem, port))
  const session = valueOf(await app.api['serial.open'](port, defaultLineSettings))
  const { broker } = bench
  const inputs: Inputs = { host: '127.0.0.1', port: String(broker.tcpPort), tls: 'none', clientId: modem, username: broker.username, password: broker.password, ssid: 'workshop-2.4G', wifiPassword: '12345678' }
  const { id } = valueOf(await app.api['wizard.start'](session.id, profile, 'mqtt', inputs))
  valueOf(await app.api['wizard.runAll'](id))
  expect(valueOf(await app.api['wizard.settled'](id)).status).toBe('done')
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
    valueOf(await app.api['wizard.subscribe'](id, `${modem}/+/down`, 1))
    valueOf(await app.api['wizard.publish'](id, `${modem}/x/down`, payload, 1))
    valueOf(await app.api['wizard.publish'](id, `${modem}/x/down`, 'second', 0))
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
    valueOf(await app.api['wizard.stop'](run.id))
    expect(await app.api['wizard.publish'](run.id, 'a/b', 'x', 0)).toMatchObject({ ok: false, failure: { code: 'wizard.not-connected' } })
  })
})
