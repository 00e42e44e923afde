import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { WizardRun } from '../../shared/contract/wizard.ts'
import { hearingItself } from '../support/demo-login.ts'
import { openSimApp, received, type SimApp } from '../support/sim-app.ts'

/** An ESP32 with ESP-AT on a pseudo-terminal through real serialport; the practice broker and the practice Alibaba cloud. */
const payload = '{"温度":"25,5"}'
const wifi = { ssid: 'workshop, 2.4G', wifiPassword: 'a "quoted\\" secret' }
let bench: SimApp

beforeAll(async () => {
  bench = await openSimApp('esp-at')
})
afterAll(() => bench?.dispose())

/** A loss that is told although it is not this plan's is not what these tests want, whatever the end. */
const ended = ({ status, steps, notice }: WizardRun) => [status, ...steps.flatMap(({ failure }) => (failure ? [failure.stage, failure.code] : [])), ...(notice ? [notice.code] : [])]
const brokerInputs = (isSecure: boolean): Inputs => ({ ...wifi, ...bench.brokerInputs('esp-at', isSecure, payload) })

const alibaba = (transport: string): Inputs => ({ ...wifi, ...hearingItself(bench.loginOf('alibaba-iot', (inputs) => inputs['transport'] === transport)), qos: '1', payload })

describe('an ESP32 on a pseudo-terminal', () => {
  it.each([
    ['TCP', false],
    ['TLS', true],
  ])('over %s: what it publishes comes back to it whole', async (name, isSecure) => {
    const found = await bench.run(name, 'mqtt', brokerInputs(isSecure))
    expect(ended(found)).toStrictEqual(['done'])
    expect(received(found)).toStrictEqual([['bench/a', payload]])
  })

  it.each([
    ['ws', 6],
    ['wss', 8],
  ])('logs in at the practice Alibaba cloud by %s, scheme %i', async (transport, scheme) => {
    const inputs = alibaba(transport)
    const found = await bench.run(transport, 'alibaba-iot', inputs)
    expect(ended(found)).toStrictEqual(['done'])
    expect(found.steps.find(({ stepId }) => stepId === 'connect')?.lines.join('\n')).toContain(`+MQTTCONNECTED:0,${scheme},`)
    expect(received(found)).toStrictEqual([[inputs['publishTopic'], payload]])
  })

  it('says the stage where it fails, and goes on where an earlier run left its connection', async () => {
    // The old network is left to join this one: its loss is no news, be the join a failure or what comes later.
    expect(ended(await bench.run('no-ap', 'mqtt', brokerInputs(false), 'no-ap'))).toStrictEqual(['failed', 'radio', 'wifi.join.3'])
    expect(ended(await bench.run('no-name', 'mqtt', brokerInputs(true), 'dns-failure'))).toStrictEqual(['failed', 'mqtt', 'mqtt.connect'])
    expect(ended(await bench.run('left', 'mqtt', brokerInputs(false), 'left-configured'))).toStrictEqual(['done'])
  })

  it('leaves no password in a recording', async () => {
    const bytes = await bench.written()
    expect(bytes.includes('+MQTTCONNECTED:0,1,')).toBe(true)
    expect([bench.password, 'quoted\\'].map((secret) => bytes.includes(secret))).toStrictEqual([false, false])
  })
})
