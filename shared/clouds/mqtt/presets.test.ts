import { describe, expect, it } from 'vitest'
import { circumstances } from '../../../test/support/check-properties.ts'
import { checkLogin } from '../../signature/check.ts'
import type { Given } from '../../signature/given.ts'
import { utf8 } from '../../text/bytes.ts'
import { fieldsOf, isShown, resolveInputs } from '../inputs.ts'
import { prepareJob } from '../prepare.ts'
import type { Inputs } from '../profile.ts'
import { signWith } from '../sign.ts'
import { mqttCloud } from './profile.ts'

const ca = { name: 'ca.pem', bytes: utf8('ca') }
const client = { cert: { name: 'c.pem', bytes: utf8('c') }, key: { name: 'k.pem', bytes: utf8('k') } }
const base: Inputs = { clientId: 'ec20-bench-01', ca }
const sign = (inputs: Inputs) => signWith(mqttCloud, mqttCloud.operations[0], { ...base, ...inputs }, circumstances)
const loginOf = (inputs: Inputs) => {
  const { made, findings } = sign(inputs)
  if (!made?.login) throw new Error(findings.map(({ field, code }) => `${field}: ${code}`).join())
  return made.login
}
const codes = (inputs: Inputs) => prepareJob(mqttCloud, { ...base, ...inputs }, circumstances).findings.map(({ severity, field, code }) => `${severity} ${field}: ${code}`)
const shown = (inputs: Inputs) => {
  const fields = fieldsOf(mqttCloud.fields, 'login')
  const resolved = resolveInputs(fields, inputs, circumstances)
  return fields.filter((field) => isShown(field, resolved)).map(({ key }) => key)
}

describe('where a preset connects', () => {
  it.each<[string, Inputs, string, string, number]>([
    ['EMQX over TLS', { preset: 'emqx' }, 'broker.emqx.io', 'tls', 8883],
    ['EMQX over TCP', { preset: 'emqx', tls: 'none' }, 'broker.emqx.io', 'tcp', 1883],
    ['EMQX over ws', { preset: 'emqx', tls: 'none', transport: 'ws' }, 'broker.emqx.io', 'ws', 8083],
    ['EMQX over wss', { preset: 'emqx', transport: 'ws' }, 'broker.emqx.io', 'wss', 8084],
    ['Mosquitto over TCP', { preset: 'mosquitto', tls: 'none' }, 'test.mosquitto.org', 'tcp', 1883],
    ['Mosquitto over TLS', { preset: 'mosquitto' }, 'test.mosquitto.org', 'tls', 8883],
    ['Mosquitto with a client certificate', { preset: 'mosquitto', tls: 'mutual', ...client }, 'test.mosquitto.org', 'tls', 8884],
    ['Mosquitto over ws', { preset: 'mosquitto', tls: 'none', transport: 'ws' }, 'test.mosquitto.org', 'ws', 8080],
    ['Mosquitto over wss', { preset: 'mosquitto', transport: 'ws' }, 'test.mosquitto.org', 'wss', 8081],
    ['ThingsBoard over TCP', { preset: 'thingsboard', tls: 'none', accessToken: 'A1' }, 'mqtt.thingsboard.cloud', 'tcp', 1883],
    ['a ThingsBoard of one’s own', { preset: 'thingsboard', host: 'tb.example.com', port: '2883', accessToken: 'A1' }, 'tb.example.com', 'tls', 2883],
    ['ThingsCloud', { preset: 'thingscloud', tls: 'none', host: 'sh-1-mqtt.iot-api.com', accessToken: 'A1', projectKey: 'K1' }, 'sh-1-mqtt.iot-api.com', 'tcp', 1883],
    ['any broker over wss', { host: 'h.example', transport: 'ws' }, 'h.example', 'wss', 8084],
    ['any broker over ws', { host: 'h.example', transport: 'ws', tls: 'none' }, 'h.example', 'ws', 8083],
    ['any broker as before', { host: 'h.example' }, 'h.example', 'tls', 8883],
    ['any broker as before, plain', { host: 'h.example', tls: 'none' }, 'h.example', 'tcp', 1883],
  ])('%s', (_, inputs, host, transport, port) => {
    expect(loginOf(inputs)).toMatchObject({ host, transport, port })
  })

  it('has a path over WebSocket only', () => {
    expect(loginOf({ host: 'h.example', transport: 'ws' }).path).toBe('/mqtt')
    expect(loginOf({ host: 'h.example', transport: 'ws', path: '/ws?x=1' }).path).toBe('/ws?x=1')
    expect(loginOf({ host: 'h.example', path: '/ws' })).not.toHaveProperty('path')
    expect(codes({ host: 'h.example', transport: 'ws', path: 'mqtt' })).toStrictEqual(['error path: input.form'])
  })

  it('carries the CA over wss and not over ws', () => {
    expect(loginOf({ host: 'h.example', transport: 'ws' }).ca).toBe(ca)
    expect(loginOf({ host: 'h.example', transport: 'ws', tls: 'none' })).not.toHaveProperty('ca')
  })

  it('is asked for where everybody has another host', () => {
    expect(codes({ preset: 'thingscloud', accessToken: 'A1', projectKey: 'K1' })).toStrictEqual(['error host: input.missing'])
    expect(codes({})).toStrictEqual(['error host: input.missing'])
  })
})

describe('how a preset takes the login', () => {
  it('is the access token as user name and no password at ThingsBoard', () => {
    const login = loginOf({ preset: 'thingsboard', accessToken: 'A1_TEST_TOKEN', password: 'left over' })
    expect(login.username).toBe('A1_TEST_TOKEN')
    expect(login).not.toHaveProperty('password')
    expect(loginOf({ preset: 'thingsboard', username: 'A1_TEST_TOKEN' }).username).toBe('A1_TEST_TOKEN')
    expect(codes({ preset: 'thingsboard' })).toStrictEqual(['error accessToken: input.missing'])
  })

  it('is AccessToken and ProjectKey at ThingsCloud', () => {
    expect(loginOf({ preset: 'thingscloud', host: 'h.example', accessToken: 'T', projectKey: 'K' })).toMatchObject({ username: 'T', password: 'K' })
    expect(loginOf({ preset: 'thingscloud', host: 'h.example', username: 'T', password: 'K' })).toMatchObject({ username: 'T', password: 'K' })
    expect(codes({ preset: 'thingscloud', host: 'h.example', accessToken: 'T' })).toStrictEqual(['error projectKey: input.missing'])
  })

  it('shows as the fields of the form', () => {
    const login = ['preset', 'host', 'port', 'transport', 'tls', 'ca', 'clientId', 'username', 'password']
    expect(shown({})).toStrictEqual([...login, 'subscribeTopic', 'subscribeQos', 'publishTopic', 'qos', 'payload', 'keepAlive'])
    expect(shown({ preset: 'thingsboard' })).toContain('accessToken')
    expect(shown({ preset: 'thingsboard' })).not.toContain('projectKey')
    expect(shown({ preset: 'thingscloud' })).toEqual(expect.arrayContaining(['accessToken', 'projectKey']))
    for (const preset of ['thingsboard', 'thingscloud']) for (const key of ['username', 'password']) expect(shown({ preset })).not.toContain(key)
    expect(shown({ transport: 'ws' })).toContain('path')
  })

  it('keeps tokens out of what is not a secret', () => {
    const kinds = Object.fromEntries(mqttCloud.fields.map(({ key, kind }) => [key, kind]))
    expect(kinds).toMatchObject({ accessToken: 'secret', projectKey: 'secret', password: 'secret' })
  })
})

describe('what a preset knows', () => {
  it('are its topics, with payloads that are JSON', () => {
    const topics = (inputs: Inputs) => mqttCloud.topics(inputs)
    expect(topics({})).toStrictEqual([])
    expect(topics({ preset: 'thingsboard' }).map(({ topic }) => topic)).toEqual(expect.arrayContaining(['v1/devices/me/telemetry', 'v1/devices/me/rpc/request/+']))
    expect(topics({ preset: 'thingscloud' }).map(({ topic }) => topic)).toEqual(expect.arrayContaining(['attributes', 'attributes/push']))
    expect(topics({ preset: 'emqx', clientId: 'me' }).map(({ topic }) => topic)).toStrictEqual(['me/up', 'me/down'])
    for (const preset of ['emqx', 'mosquitto', 'thingsboard', 'thingscloud']) {
      for (const { payload } of topics({ preset })) if (payload !== undefined) expect(() => JSON.parse(payload) as unknown).not.toThrow()
    }
  })

  it('is that ThingsBoard has no QoS 2 and no WebSocket', () => {
    const board: Inputs = { preset: 'thingsboard', accessToken: 'A1', publishTopic: 'v1/devices/me/telemetry', payload: '{}' }
    expect(codes({ ...board, qos: '2' })).toStrictEqual(['error qos: cloud.qos'])
    expect(codes({ ...board, subscribeTopic: 'v1/devices/me/rpc/request/+', subscribeQos: '2' })).toStrictEqual(['error subscribeQos: cloud.qos'])
    expect(codes({ ...board, qos: '1' })).toStrictEqual([])
    expect(codes({ ...board, transport: 'ws' })).toStrictEqual(['warning transport: mqtt.no-websocket'])
    expect(codes({ host: 'h.example', publishTopic: 'a', payload: 'x', qos: '2' })).toStrictEqual([])
  })

  it('is the 5 s that ThingsCloud waits for CONNECT', () => {
    expect(mqttCloud.rules.notes.map(({ en }) => en).join(' ')).toMatch(/ThingsCloud .* 5 s/)
  })
})

describe('a pasted login of any broker', () => {
  const known: Inputs = { host: 'h.example', port: '8883', clientId: 'ec20', username: 'dev', password: 'open sesame' }
  const given: Given = { host: 'H.example', port: '8883', clientId: 'ec20', username: 'dev', password: 'open sesame' }
  const check = (change: Partial<Given>, inputs: Inputs = known) => checkLogin(mqttCloud, { ...given, ...change }, inputs, circumstances)
  const marks = (change: Partial<Given>, inputs?: Inputs) => check(change, inputs).marks.map(({ part, code }) => `${part}: ${code}`)

  it.each<[string, Partial<Given>, string[], Inputs?]>([
    ['the known one', {}, []],
    ['another host', { host: 'g.example' }, ['host: check.value-differs']],
    ['another port', { port: '1883' }, ['port: check.value-differs']],
    ['another client ID', { clientId: 'ec21' }, ['clientId: check.value-differs']],
    ['the user name in capitals', { username: 'DEV' }, ['username: check.case']],
    ['a space after the user name', { username: 'dev ' }, ['username: check.space']],
    ['another password', { password: 'open barley' }, ['password: check.value-differs']],
    ['the password in capitals', { password: 'Open Sesame' }, ['password: check.case']],
    ['a line end after the password', { password: 'open sesame\r\n' }, ['password: check.line-end']],
    ['another token', { username: 'A2', password: '' }, ['username: check.value-differs'], { ...known, preset: 'thingsboard', accessToken: 'A1' }],
    ['the known token', { username: 'A1', password: '' }, [], { ...known, preset: 'thingsboard', accessToken: 'A1' }],
    ['a token that nobody knows', { username: 'A1', password: '' }, [], { preset: 'thingsboard' }],
    ['another ProjectKey', { username: 'A1', password: 'K2' }, ['password: check.value-differs'], { ...known, preset: 'thingscloud', accessToken: 'A1', projectKey: 'K1' }],
  ])('is compared: %s', (_, change, expected, inputs) => {
    expect(marks(change, inputs)).toStrictEqual(expected)
  })

  it('is judged by its form alone where the password is not known', () => {
    const { password: _, ...rest } = known
    expect(check({}, rest)).toMatchObject({ marks: [], isRecomputed: false })
    expect(check({}, {})).toMatchObject({ marks: [], isRecomputed: false, inputs: { clientId: 'ec20', username: 'dev', port: '8883' } })
    expect(check({}).isRecomputed).toBe(true)
  })

  it('is judged without a secret in any text', () => {
    const told = [
      check({ password: 'open barley' }).marks,
      check({ username: 'TOKEN2' }, { ...known, preset: 'thingsboard', accessToken: 'TOKEN1' }).marks,
      check({ username: 'TOKEN1', password: 'KEY2' }, { ...known, preset: 'thingscloud', accessToken: 'TOKEN1', projectKey: 'KEY1' }).marks,
    ]
    expect(told.map((each) => each.length)).toStrictEqual([1, 1, 1])
    expect(JSON.stringify(told)).not.toMatch(/sesame|barley|TOKEN|KEY[12]/)
  })
})
