import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PracticeService } from '../../electron/services/practice/index.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import { mqttCloud } from '../../shared/clouds/mqtt/profile.ts'
import { findModem } from '../../shared/modems/index.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import { sweepStates, sweepSteps, type Swept } from '../support/fault-sweep.ts'
import { valueOf } from '../support/plan-bench.ts'

const practice = new PracticeService()
afterAll(() => practice.dispose())

const exchange = { publishTopic: 'up', subscribeTopic: 'down', payload: '{"v":"x"}' }
let plain: Inputs
let secure: Inputs
beforeAll(async () => {
  const { broker } = valueOf(await practice.startBroker())
  if (!broker) throw new Error('no broker')
  const login = { username: broker.username, password: broker.password, ...exchange }
  // A name, so that its resolution can fail.
  plain = { host: 'localhost', port: String(broker.tcpPort), tls: 'none', ...login }
  secure = { host: 'localhost', port: String(broker.tlsPort), tls: 'server', ca: broker.ca, ...login }
})

describe.each([
  ['lierda-nt35e', 'lierda-nt35e', false],
  ['quectel-ec20', 'quectel-ec20', true],
  ['simcom-sim7600', 'simcom-sim7600', true],
  ['luat-air780e', 'airm2m-air780ep', true],
  ['esp-at', 'esp-at', true],
])('faults of %s', (profile, modemId, hasTls) => {
  const modem = findModem(profile)
  if (!modem) throw new Error(`no profile ${profile}`)
  // Wi-Fi modules ask for a network.
  const own: Inputs = (modem.fields ?? []).some(({ key }) => key === 'ssid') ? { ssid: 'workshop' } : {}
  const composed = (inputs: Inputs, clientId: string) => composePlan(modem, mqttCloud, { ...inputs, ...own, clientId }, { now: Date.now(), random: '' }).plan
  const plainPlan = (clientId: string) => {
    const plan = composed(plain, clientId)
    if (!plan) throw new Error('the inputs of this test make a plan')
    return plan
  }
  const tell = (what: string, { count, wrong }: Swept) => process.stdout.write(`${profile}: ${count} ${what}, ${wrong.length} wrong\n`)

  it('at every step: ends there, in time, in the right stage, with nothing sent after it; then the plan runs', async () => {
    const swept = await sweepSteps({ modem, modemId, secondMs: 50 }, plainPlan)
    tell('pairs of fault and step', swept)
    expect(swept.wrong).toStrictEqual([])
    expect(swept.count).toBeGreaterThan(0)
  })

  it('from the start: got over, or named in the right stage, with nothing sent after it; then the plan runs', async () => {
    // Without a TLS plan the faults of TLS would count as got over.
    expect(composed(secure, 'tls') !== undefined).toBe(hasTls)
    const swept = await sweepStates({ modem, modemId, secondMs: 25 }, (clientId, isSecure) => (isSecure ? composed(secure, clientId) : plainPlan(clientId)))
    tell('faults from the start', swept)
    expect(swept.wrong).toStrictEqual([])
    expect(swept.count).toBeGreaterThan(0)
  })
})
