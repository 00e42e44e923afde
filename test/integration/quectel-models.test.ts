import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { findCloud } from '../../shared/clouds/index.ts'
import type { Inputs, InputValue } from '../../shared/clouds/profile.ts'
import { findModem } from '../../shared/modems/index.ts'
import { hearingItself } from '../support/demo-login.ts'
import { simOnPty } from '../support/modem-on-pty.ts'
import { planOf } from '../support/plan-of.ts'
import { usePtyBench } from '../support/pty-bench.ts'

/** Simulated Quectel modules on pseudo-terminals through real serialport, and the practice clouds of Alibaba and Tencent. */
const bench = usePtyBench('quectel')
const { demo } = bench

const word = (value: InputValue | undefined): string => (typeof value === 'string' ? value : '')

let count = 0

async function sessionWith(modem: string) {
  const port = bench.at(`tty${count++}`)
  bench.undo.push(await simOnPty(modem, port))
  return bench.open(port)
}

async function ran(modemId: string, cloudId: string, inputs: Inputs, variant?: string) {
  const session = await sessionWith(modemId)
  const modem = findModem(modemId)
  if (!modem) throw new Error(modemId)
  const plan = planOf(modem, findCloud(cloudId), inputs, variant)
  const { run, writes, toEnd } = bench.prepare(session.id, modem, plan)
  const { status, steps } = await toEnd()
  const failed = steps.find(({ failure }) => failure)
  return { outcome: [status, failed?.stepId, failed?.failure?.code], failure: failed?.failure, run, writes, session }
}

const done = ['done', undefined, undefined]

describe('Alibaba Cloud, signed by the module', () => {
  const device = (transport: string): Inputs => ({ ...hearingItself(demo('alibaba-iot', (each) => each['transport'] === transport)), qos: '1', payload: '{"params":{"LightSwitch":1}}' })

  it.each([
    ['quectel-bc26', 'tcp'],
    ['quectel-ec20', 'tcp'],
    ['quectel-ec20', 'tls'],
    ['quectel-ec200', 'tls'],
    ['quectel-eg800', 'tcp'],
  ])('%s over %s: logs in, subscribes, publishes, hears its own message; the secret stands nowhere', async (modemId, transport) => {
    const inputs = device(transport)
    const { outcome, run, writes, session } = await ran(modemId, 'alibaba-iot', inputs, 'aliauth')
    expect(outcome).toStrictEqual(done)
    await expect.poll(() => run.snapshot().received.map(({ payload }) => payload)).toStrictEqual(['{"params":{"LightSwitch":1}}'])
    const { deviceName, deviceSecret } = inputs
    expect(writes).toContain(`AT+QMTCONN=0,"${word(deviceName)}"\r`)
    expect(writes.filter((line) => line.includes(word(deviceSecret)))).toHaveLength(1)
    expect(await readFile(session.recording, 'latin1')).not.toContain(word(deviceSecret))
    expect(JSON.stringify(run.snapshot())).not.toContain(word(deviceSecret))
  })

  it('a wrong DeviceSecret is refused at the MQTT stage, and nothing is sent after it', async () => {
    const inputs = device('tcp')
    const { outcome, failure, writes } = await ran('quectel-bc26', 'alibaba-iot', { ...inputs, deviceSecret: 'f'.repeat(32) }, 'aliauth')
    expect([outcome[0], outcome[1], failure?.stage]).toStrictEqual(['failed', 'connect', 'mqtt'])
    expect(writes.filter((line) => line.startsWith('AT+QMTSUB'))).toStrictEqual([])
  })
})

describe('Tencent Cloud', () => {
  const device = (auth: string): Inputs => ({
    ...demo('tencent-iothub', (each) => each['auth'] === auth && each['transport'] !== 'ws' && each['transport'] !== 'wss' && (auth === 'key' || each['transport'] !== 'tcp')),
    payload: '{"params":{"LightSwitch":1}}',
    qos: '1',
  })

  it.each([
    ['quectel-ec200', 'key'],
    ['quectel-ec200', 'cert'],
    ['quectel-ec20', 'key'],
    ['quectel-ec20', 'cert'],
    ['quectel-bg95', 'cert'],
  ])('%s logs in by %s', async (modemId, auth) => {
    const { outcome, writes, session } = await ran(modemId, 'tencent-iothub', device(auth))
    expect(outcome).toStrictEqual(done)
    // As the published command set has it: product and device, then the user name of four parts, and the digest with its method.
    const login = writes.find((line) => line.startsWith('AT+QMTCONN=')) ?? ''
    if (auth === 'key') expect(login).toMatch(/^AT\+QMTCONN=0,"(\w+)","\1;12010126;\w+;\d+","[0-9a-f]+;hmacsha(?:256|1)"\r$/)
    expect(writes.some((line) => line.includes('PRIVATE KEY'))).toBe(auth === 'cert')
    expect(await readFile(session.recording, 'latin1')).not.toContain('PRIVATE KEY')
  })
})
