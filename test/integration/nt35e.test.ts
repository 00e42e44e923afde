import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { alibabaIot } from '../../shared/clouds/alibaba-iot/profile.ts'
import { mqttCloud } from '../../shared/clouds/mqtt/profile.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import { lierdaNt35e } from '../../shared/modems/lierda-nt35e/profile.ts'
import { hearingItself } from '../support/demo-login.ts'
import { expectedWrites } from '../support/expected-transcript.ts'
import { planOf } from '../support/plan-of.ts'
import { usePtyBench } from '../support/pty-bench.ts'

/** A simulated NT35E behind a pseudo-terminal, real serialport, the practice broker and the practice Alibaba cloud. */
const bench = usePtyBench('nt35e')
const modemOn = (name: string, fault: string | null = null) => bench.modemOn('lierda-nt35e', name, fault)

const published = '{"method":"post","温度":25}'

it('publishes to a broker over TCP with exactly the documented bytes, and hears its own message', async () => {
  const { broker } = bench.state()
  if (!broker) throw new Error('no broker')
  const values = {
    host: broker.host,
    port: String(broker.tcpPort),
    clientId: 'NT35E',
    username: broker.username,
    password: broker.password,
    keepAlive: '120',
    publishTopic: 'loop/x',
    subscribeTopic: 'loop/x',
    subscribeQos: '1',
  }
  const { session, received } = await modemOn('ttyTcp')
  const { run, toEnd } = bench.prepare(session.id, lierdaNt35e, planOf(lierdaNt35e, mqttCloud, { ...values, tls: 'none', qos: '1', payload: published }))
  expect((await toEnd()).status).toBe('done')
  // 29 bytes: each of the two Chinese characters has three.
  expect(received().toString()).toBe(Buffer.concat(expectedWrites('nt35e-tcp', { ...values, payload: published, payloadBytes: '29' })).toString())
  await expect.poll(() => run.snapshot().received.map(({ topic, payload }) => [topic, payload])).toStrictEqual([['loop/x', published]])
  await run.stop()
  expect(received().toString()).toMatch(/AT\+LMQTTDISC=0\r/)
  expect(await readFile(session.recording, 'latin1')).not.toContain(broker.password)
})

const valueIn = (inputs: Inputs, key: string): string => {
  const value = inputs[key]
  if (typeof value !== 'string') throw new Error(`no ${key}`)
  return value
}

describe('Alibaba Cloud', () => {
  const device = (change: Inputs = {}): Inputs => ({ ...hearingItself(bench.demo('alibaba-iot', (inputs) => inputs['transport'] === 'tcp')), qos: '0', payload: '1122334455', ...change })
  const secretOf = (inputs: Inputs) => valueIn(inputs, 'deviceSecret')

  it.each([
    ['the computed login', 'direct', null],
    ['the module’s own signature', 'aliauth', null],
    ['the module’s own signature, a connection left open', 'aliauth', 'left-open'],
    ['the module’s own signature, results before OK', 'aliauth', 'results-before-ok'],
  ])('%s: subscribes, publishes, and the platform’s message comes', async (name, variant, fault) => {
    const inputs = device()
    const { session, received } = await modemOn(`tty-${variant}-${fault ?? 'none'}`, fault)
    const { run, toEnd } = bench.prepare(session.id, lierdaNt35e, planOf(lierdaNt35e, alibabaIot, inputs, variant))
    const { status, steps } = await toEnd()
    expect([name, status, steps.find(({ failure }) => failure)?.failure?.code]).toStrictEqual([name, 'done', undefined])
    await expect.poll(() => run.snapshot().received.map(({ payload }) => payload)).toStrictEqual(['1122334455'])
    expect(received().toString()).toContain(`AT+LMQTTPUB=0,0,0,0,"${valueIn(inputs, 'publishTopic')}",10,"1122334455"\r`)
    expect(received().includes(secretOf(inputs))).toBe(variant === 'aliauth')
    expect(await readFile(session.recording, 'latin1')).not.toContain(secretOf(inputs))
    expect(JSON.stringify(run.snapshot())).not.toContain(secretOf(inputs))
  })

  it('a wrong DeviceSecret is refused at the MQTT stage, and the plan goes no further', async () => {
    const wrong = Buffer.from(secretOf(device())).reverse().toString()
    const { session, received } = await modemOn('tty-wrong')
    const { toEnd } = bench.prepare(session.id, lierdaNt35e, planOf(lierdaNt35e, alibabaIot, device({ deviceSecret: wrong }), 'aliauth'))
    const { status, steps } = await toEnd()
    expect([status, steps.find(({ failure }) => failure)?.failure?.stage]).toStrictEqual(['failed', 'mqtt'])
    expect(received().includes('AT+LMQTTSUBUNSUB')).toBe(false)
  })
})
