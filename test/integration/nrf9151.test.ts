import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { openRows } from '../support/fault-rows.ts'
import { sweepSteps } from '../support/fault-sweep.ts'
import { openSimApp, received, type SimApp } from '../support/sim-app.ts'
import { valueOf } from '../support/value-of.ts'

/** An nRF9151 with the Serial Modem on a pseudo-terminal through real serialport; the practice broker and the practice AWS. */
const modem = 'nordic-nrf9151'
const profile = 'nrf-serial-modem'
const payload = '{"温度":"25,5"}'

let bench: SimApp

beforeAll(async () => {
  bench = await openSimApp(modem, profile)
})
afterAll(() => bench?.dispose())

const plugIn = (name: string, fault?: string) => bench.plugIn(name, fault)
const run = (session: string, cloud: string, inputs: Inputs) => bench.runOn(session, cloud, inputs)

/** A plan that is done and nevertheless tells of a loss is not what these tests want. */
const ended = ({ status, steps, notice }: WizardRun) => [
  status,
  ...steps.flatMap(({ failure }) => (failure ? [failure.stage, failure.code] : [])),
  ...(notice ? [notice.code] : []),
]

const brokerInputs = (isSecure: boolean) => bench.brokerInputs('nrf9151', isSecure, payload)

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
    const demo = bench.loginOf('aws', (inputs) => inputs['auth'] === 'cert' && inputs['transport'] === 'tls')
    const found = await run(await plugIn('aws'), 'aws', demo)
    expect(ended(found)).toStrictEqual(['done'])
    expect(found.steps.find(({ stepId }) => stepId === 'stored')?.lines.map((line) => line.slice(0, 14))).toStrictEqual(['%CMNG: 1000,0,', '%CMNG: 1000,1,', '%CMNG: 1000,2,', 'OK'])
  })

  it('logs in at the practice Tencent cloud, whose login only an own build takes', async () => {
    const demo = bench.loginOf('tencent-iothub', (inputs) => inputs['auth'] === 'key' && inputs['transport'] === 'tcp')
    const inputs: Inputs = { ...demo, payload, qos: '1' }
    const released = await bench.app.api['wizard.start'](await plugIn('released'), profile, 'tencent-iothub', inputs)
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
    const found = valueOf(await bench.app.api['wizard.identify'](await plugIn('who')))
    expect([found.fit, found.modem, found.model]).toStrictEqual(['exact', profile, 'nRF9151-LACA'])
  })

  it('leaves no password and no private key in a recording', async () => {
    const bytes = await bench.written()
    expect(bytes.includes('#XMQTTEVT: 0,0')).toBe(true)
    expect(['CERTIFICATE', bench.password, 'PRIVATE KEY'].map((text) => bytes.includes(text))).toStrictEqual([true, false, false])
  })
})
