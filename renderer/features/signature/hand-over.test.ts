import { describe, expect, it } from 'vitest'
import { alibabaIot } from '../../../shared/clouds/alibaba-iot/profile.ts'
import { mqttCloud } from '../../../shared/clouds/mqtt/profile.ts'
import { text } from '../../../shared/text/local-text.ts'
import type { BrokerOptions, ConnectionInfo, ConnectionState } from '../../../shared/contract/mqtt.ts'
import { brokerOptionsOf } from '../../../shared/mqtt/broker-options.ts'
import type { Login } from '../../../shared/signature/login.ts'
import { offeredTopics } from '../../../shared/clouds/offered-topics.ts'
import { calculate, handedInputs, sentInputs, typedSuggestions } from './calculation.ts'
import { givenLogin, keepAliveOf, rivalsOf } from './hand-over.ts'

const circumstances = { now: Date.UTC(2026, 5, 15), random: 'k3Jd93hGq0ZxPw7LmNv2Bc5RtY8uIo1AeSf4DgHj' }
const device = { productKey: 'k1hipglLdjU', deviceName: '868488076506128', deviceSecret: 'fef32adf6dad46c2c7cbf335d3a7b021' }
const file = { name: 'ca.pem', bytes: Uint8Array.of(1, 2, 3) }
const login: Login = { host: 'h.example', port: 443, transport: 'wss', path: '/mqtt', clientId: 'c', username: 'u', password: 'p' }

describe('a login as this PC’s connection', () => {
  it('keeps every part, the client ID included', () => {
    const options = brokerOptionsOf({ ...login, alpn: ['x-amzn-mqtt-ca'], ca: file, certificate: file, privateKey: file }, 300)
    expect(options).toMatchObject({ protocol: 'wss', host: 'h.example', port: 443, path: '/mqtt', clientId: 'c', username: 'u', password: 'p', keepAlive: 300, version: 4, cleanSession: true })
    expect([options.alpn, options.ca, options.certificate, options.privateKey, options.verifyServer]).toEqual([['x-amzn-mqtt-ca'], file, file, file, true])
  })
  it('has the protocol of its transport', () => {
    expect((['tcp', 'tls', 'ws', 'wss'] as const).map((transport) => brokerOptionsOf({ ...login, transport }, 60).protocol)).toEqual(['mqtt', 'mqtts', 'ws', 'wss'])
  })
  it('takes the keep-alive that the cloud advises, within its limits', () => {
    // Alibaba Cloud help, document 73742: 30 to 1200 s.
    expect(keepAliveOf(alibabaIot.rules)).toBe(300)
    expect(keepAliveOf({ keepAlive: { min: 30, max: 60, advised: 300 } })).toBe(60)
  })
})

describe('topics to begin with', () => {
  const title = text('x', 'x')
  it('are the first of each direction that are whole', () => {
    expect(
      offeredTopics([
        { topic: '/sys/${productKey}/x', direction: 'publish', title },
        { topic: '$thing/up/a', direction: 'publish', title },
        { topic: 'rpc/+', direction: 'subscribe', title },
      ]),
    ).toEqual({ subscribe: 'rpc/+', publish: '$thing/up/a' })
  })
  it('may be one both ways, or none', () => {
    expect(offeredTopics([{ topic: 'p/d/data', direction: 'both', title }])).toEqual({ subscribe: 'p/d/data', publish: 'p/d/data' })
    expect(offeredTopics([])).toEqual({})
  })
  it('never offer a wildcard for publishing', () => {
    expect(offeredTopics([{ topic: 'a/#', direction: 'both', title }])).toEqual({ subscribe: 'a/#' })
  })
})

it('ends this PC’s connections that one login at a time forbids', () => {
  const info = (id: string, state: ConnectionState, over: Partial<BrokerOptions>): ConnectionInfo => ({ id, state, since: 0, subscriptions: [], options: { ...brokerOptionsOf(login, 60), ...over } })
  const all = [
    info('same', 'connected', {}),
    info('over-tcp', 'reconnecting', { port: 1883, clientId: 'c|tcp|' }),
    info('gone', 'disconnected', {}),
    info('other-cloud', 'connected', { host: 'other.example' }),
    info('other-device', 'connected', { clientId: 'd', username: 'v' }),
  ]
  expect(rivalsOf(all, login, { connectionsPerDevice: 1 }).map(({ id }) => id)).toEqual(['same', 'over-tcp'])
  expect(rivalsOf(all, login, mqttCloud.rules).map(({ id }) => id)).toEqual(['same'])
})

describe('what another form is given', () => {
  const [operation] = alibabaIot.operations
  it('is what was entered and what follows from it, and no time', () => {
    const calculation = calculate(alibabaIot, operation, { ...device, securemode: '3', productSecret: 'left-over' }, circumstances)
    expect(handedInputs(calculation)).toEqual({ ...device, securemode: '3', transport: 'tcp' })
  })
  it('makes the same once more when it goes to the program', () => {
    const register = alibabaIot.operations.find(({ id }) => id === 'http-register')!
    const entered = { productKey: 'pk', deviceName: 'device-1', productSecret: '8LQwOYSZMwp3DFBd' }
    const shown = calculate(alibabaIot, register, entered, circumstances)
    const again = calculate(alibabaIot, register, sentInputs(shown), { now: 0, random: 'z'.repeat(40) })
    expect(shown.signed.made?.values['body']).toMatch(/random=k3Jd93hGq0ZxPw7L&/)
    expect(again.signed.made?.values).toEqual(shown.signed.made?.values)
  })
  it('knows which times and random values somebody typed', () => {
    const register = alibabaIot.operations.find(({ id }) => id === 'http-register')!
    const keysOf = (random: string) => typedSuggestions(calculate(alibabaIot, register, { random }, circumstances)).map(({ key }) => key)
    expect([keysOf(''), keysOf('567345')]).toEqual([[], ['random']])
  })
})

it('puts a login that the cloud handed out on the cloud’s own endpoint', () => {
  const given = givenLogin(alibabaIot, { ...device, transport: 'tcp' }, { clientId: 'plain', username: 'iotId', password: 'iotToken' })
  expect(given).toMatchObject({ host: 'k1hipglLdjU.iot-as-mqtt.cn-shanghai.aliyuncs.com', port: 1883, transport: 'tcp', clientId: 'plain', username: 'iotId', password: 'iotToken' })
})
