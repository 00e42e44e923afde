import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeAzureIotHub } from './azure-iothub.ts'
import { sasProblem } from './azure-sas.ts'
import { createDialler, demoOf, granted, isCutOff, serveAlone, upgradeStatus, type Dial, type Dialled } from './test-kit.ts'

describe('published signatures (Azure IoT SDK for Node, tests of the shared access signature)', () => {
  test.each([
    ['uri', 'cGFzc3dvcmQ=', 'kcWxXAK2OAaAoq2oCkaGzX2NMqDB8nCyNuq2fPYCDhk%3D'],
    ['host', 'key', '88JmrIsVYOGmRSjCO1x1LLbv0K001Gikh1rjfJqbQXA%3D'],
  ])('of %s', (sr, key, sig) => {
    const signers = [{ policy: '', key, resources: [sr] }]
    expect(sasProblem(`SharedAccessSignature sr=${sr}&sig=${sig}&se=12345`, signers, 12_344_999)).toBe('')
    expect(sasProblem(`SharedAccessSignature sig=${sig}&se=12345&sr=${sr}`, signers, 12_345_000)).toBe('expired')
    expect(sasProblem(`SharedAccessSignature sr=${sr}&sig=${sig}&se=12346`, signers, 0)).toBe('wrong signature')
    expect(sasProblem(`SharedAccessSignature sr=${sr}&sig=${sig}&se=12345&skn=other`, signers, 0)).toBe('token for another resource or policy')
    expect(sasProblem(`sr=${sr}&sig=${sig}&se=12345`, signers, 0)).toBe('token not of the form')
  })
})

const sas = (resource: string, key: string, se: number, skn = '') => {
  const sr = encodeURIComponent(resource)
  const sig = encodeURIComponent(createHmac('sha256', Buffer.from(key, 'base64')).update(`${sr}\n${se}`).digest('base64'))
  return `SharedAccessSignature sr=${sr}&sig=${sig}&se=${se}${skn === '' ? '' : `&skn=${skn}`}`
}

const soon = () => Math.floor(Date.now() / 1000) + 600

describe('running', () => {
  let cloud: Awaited<ReturnType<typeof serveAlone>>
  const { dial, endAll } = createDialler()
  beforeAll(async () => void (cloud = await serveAlone(makeAzureIotHub)))
  afterEach(endAll)
  afterAll(() => cloud.close())

  function login(demo: string, se = soon()): Dial & { username: string; password: string } {
    const { text, file } = demoOf(cloud, demo)
    const [hub, id] = [text('hub'), text('deviceId')]
    const transport = text('transport') as Dial['transport']
    const policy = demo === 'sas-policy' ? text('skn') : ''
    return {
      transport,
      port: text('port'),
      path: '/$iothub/websocket',
      ca: file('ca'),
      clientId: id,
      username: `${hub}/${id}/?api-version=2021-04-12`,
      password: sas(policy === '' ? `${hub}/devices/${id}` : hub, text('key'), se, policy),
    }
  }

  test.each(['sas-tls', 'sas-wss', 'sas-policy'])('takes the device: %s', async (demo) => {
    expect((await dial(login(demo))).outcome).toBe(0)
    expect((await dial(login(demo, soon() - 1200))).outcome).toBe(5)
    expect((await dial({ ...login(demo), username: login(demo).username.replace('/?', '/') })).outcome).toBe(0)
  })

  test('refuses with 5 whatever is wrong', async () => {
    const right = login('sas-tls')
    const { text } = demoOf(cloud, 'sas-tls')
    const wrong: Partial<Dial>[] = [
      { clientId: 'another' },
      { username: right.username.replace('/?api-version=2021-04-12', '') },
      { username: right.username.replace('atelier-demo', 'other-hub') },
      { password: sas(`${text('hub')}/devices/another`, text('key'), soon()) },
      { password: sas(`${text('hub')}/devices/${text('deviceId')}`, Buffer.from(text('key')).toString('base64'), soon()) },
      { password: sas(text('hub'), text('key'), soon()) },
      { password: sas(text('hub'), text('key'), soon(), 'device') },
      { password: 'wrong' },
    ]
    expect(await Promise.all(wrong.map(async (change) => (await dial({ ...right, ...change })).outcome))).toEqual(wrong.map(() => 5))
  })

  test('WebSockets are at /$iothub/websocket alone', async () => {
    const { text, file } = demoOf(cloud, 'sas-wss')
    expect(await upgradeStatus(text('port'), '/$iothub/websocket?iothub-no-client-cert=true', file('ca'))).toBe(101)
    expect(await upgradeStatus(text('port'), '/mqtt', file('ca'))).toBe(404)
  })

  test('takes the X.509 certificate of the device, not another', async () => {
    const { text, file } = demoOf(cloud, 'certificate')
    const there = { transport: 'tls', port: text('port'), ca: file('ca'), clientId: text('deviceId'), username: `${text('hub')}/${text('deviceId')}/?api-version=2021-04-12` } as const
    expect((await dial({ ...there, cert: file('cert'), key: file('privateKey') })).outcome).toBe(0)
    expect((await dial(there)).outcome).toBe(5)
    const other = await cloud.authority.issue({ name: 'other', key: 'p256' })
    expect((await dial({ ...there, cert: other.certificate, key: other.privateKey })).outcome).toBe(5)
  })

  test('take-over, QoS 2, retained messages, wills, topics', async () => {
    const first = await dial(login('sas-tls'))
    const second = await dial(login('sas-wss'))
    await first.gone
    const events = 'devices/atelierDemo1/messages/events/'
    expect(await granted(second, 'devices/atelierDemo1/messages/devicebound/#')).toBe(0)
    expect(await granted(second, '$iothub/methods/POST/#')).toBe(0)
    expect(await granted(second, 'devices/another/messages/devicebound/#')).toBe(128)
    await second.client.publishAsync(`${events}a=1&b=2`, 'x', { qos: 1, retain: true })
    await second.client.publishAsync('$iothub/twin/GET/?$rid=1', '', { qos: 1 })
    expect(await isCutOff(second, (client) => client.publish(events, 'x', { qos: 2 }))).toBe(true)
    expect(await isCutOff(await dial(login('sas-tls')), (client) => client.publish('telemetry', 'x'))).toBe(true)
    expect((await dial({ ...login('sas-tls'), will: { topic: events, payload: Buffer.from('gone') } })).outcome).toBe(0)
    expect((await dial({ ...login('sas-tls'), will: { topic: 'elsewhere', payload: Buffer.from('gone') } })).outcome).toBe('closed')
  })

  async function ask(dialled: Dialled, topic: string, payload = '') {
    const before = dialled.messages.length
    await dialled.client.publishAsync(topic, payload, { qos: 1 })
    await expect.poll(() => dialled.messages.length).toBe(before + 1)
    const answer = dialled.messages[before]!
    return { topic: answer.topic, body: JSON.parse(answer.payload) as { operationId: string; status: string; registrationState?: object } }
  }

  test('registration: 202 with an operation, then 200 with the hub, then a login', async () => {
    const { text, file } = demoOf(cloud, 'dps')
    const [scope, id] = [text('idScope'), text('registrationId')]
    const there = { transport: 'tls', port: text('port'), ca: file('ca'), clientId: id, username: `${scope}/registrations/${id}/api-version=2019-03-31` } as const
    expect((await dial({ ...there, password: sas(`${scope}/registrations/other`, text('key'), soon(), 'registration') })).outcome).toBe(5)
    const dialled = await dial({ ...there, password: sas(`${scope}/registrations/${id}`, text('key'), soon(), 'registration') })
    expect(dialled.outcome).toBe(0)
    expect(await granted(dialled, '$dps/registrations/res/#')).toBe(0)
    const first = await ask(dialled, '$dps/registrations/PUT/iotdps-register/?$rid=7', JSON.stringify({ registrationId: id }))
    expect(first).toMatchObject({ topic: '$dps/registrations/res/202/?$rid=7&retry-after=3', body: { status: 'assigning' } })
    const get = `$dps/registrations/GET/iotdps-get-operationstatus/?$rid=8&operationId=`
    expect((await ask(dialled, `${get}other`)).topic).toBe('$dps/registrations/res/404/?$rid=8')
    const second = await ask(dialled, `${get}${first.body.operationId}`)
    expect(second).toMatchObject({
      topic: '$dps/registrations/res/200/?$rid=8',
      body: { status: 'assigned', registrationState: { registrationId: id, deviceId: id, assignedHub: 'atelier-demo.azure-devices.net' } },
    })
    const hub = 'atelier-demo.azure-devices.net'
    const device = { ...there, username: `${hub}/${id}/?api-version=2021-04-12`, password: sas(`${hub}/devices/${id}`, text('key'), soon()) }
    expect((await dial(device)).outcome).toBe(0)
  })

  test('registration of a group’s member, by a key derived from its ID, and by certificate', async () => {
    const group = demoOf(cloud, 'dps-group')
    const [scope, id] = [group.text('idScope'), 'any-member']
    const there = { transport: 'tls', port: group.text('port'), ca: group.file('ca') } as const
    const own = createHmac('sha256', Buffer.from(group.text('key'), 'base64')).update(id).digest('base64')
    const member = { ...there, clientId: id, username: `${scope}/registrations/${id}/api-version=2019-03-31` }
    expect((await dial({ ...member, password: sas(`${scope}/registrations/${id}`, own, soon(), 'registration') })).outcome).toBe(0)
    expect((await dial({ ...member, password: sas(`${scope}/registrations/${id}`, group.text('key'), soon(), 'registration') })).outcome).toBe(5)
    const { text, file } = demoOf(cloud, 'dps-certificate')
    const certified = { ...there, clientId: text('registrationId'), username: `${scope}/registrations/${text('registrationId')}/api-version=2019-03-31` }
    expect((await dial({ ...certified, cert: file('cert'), key: file('privateKey') })).outcome).toBe(0)
    expect((await dial(certified)).outcome).toBe(5)
  })
})
