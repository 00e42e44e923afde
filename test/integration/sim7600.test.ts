import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { openSimApp, received, type SimApp } from '../support/sim-app.ts'

/** A SIM7600 on a pseudo-terminal through real serialport, and the practice bench's broker and Tencent cloud. */
const payload = '{"温度":25}'
let bench: SimApp

beforeAll(async () => {
  bench = await openSimApp('simcom-sim7600')
})
afterAll(() => bench?.dispose())

const ended = (run: WizardRun) => [run.status, ...run.steps.flatMap(({ failure }) => (failure ? [failure.code, failure.evidence] : []))]
const brokerInputs = (isSecure: boolean) => bench.brokerInputs('sim7600', isSecure, payload)
const demoOf = (auth: string): Inputs => ({
  ...bench.loginOf('tencent-iothub', (inputs) => inputs['auth'] === auth && inputs['transport'] !== 'ws' && inputs['transport'] !== 'wss'),
  payload,
  qos: '1',
})

describe('a SIM7600 on a pseudo-terminal', () => {
  it.each([
    ['TCP', false],
    ['TLS', true],
  ])('over %s: what it publishes comes back to it whole', async (name, isSecure) => {
    const found = await bench.run(name, 'mqtt', brokerInputs(isSecure))
    expect(ended(found)).toStrictEqual(['done'])
    expect(received(found)).toStrictEqual([['bench/a', payload]])
  })

  it.each(['key', 'cert'])('logs in at the practice Tencent cloud by %s', async (auth) => {
    const found = await bench.run(`tencent-${auth}`, 'tencent-iothub', demoOf(auth))
    expect(ended(found)).toStrictEqual(['done'])
    expect(found.steps.find(({ stepId }) => stepId === 'connect')?.lines).toContain('+CMQTTCONNECT: 0,0')
  })

  it('says the stage where it fails, and goes on where an earlier run left the service running', async () => {
    const wrong = await bench.run('wrong', 'mqtt', { ...brokerInputs(false), password: 'wrong' })
    expect(ended(wrong)[1]).toMatch(/^mqtt\.refused\.[45]$/)
    expect(ended(await bench.run('dns', 'mqtt', brokerInputs(true), 'dns-failure'))).toStrictEqual(['failed', 'mqtt.result.25', '+CMQTTCONNECT: 0,25'])
    expect(ended(await bench.run('old', 'mqtt', brokerInputs(false), 'left-open'))).toStrictEqual(['done'])
    expect(ended(await bench.run('other-order', 'mqtt', brokerInputs(false), 'start-after-ok'))).toStrictEqual(['done'])
  })

  it('leaves no password and no private key in a recording', async () => {
    const bytes = await bench.written()
    expect(bytes.includes('+CMQTTCONNECT: 0,0')).toBe(true)
    expect([bench.password, 'PRIVATE KEY'].map((secret) => bytes.includes(secret))).toStrictEqual([false, false])
  })
})
