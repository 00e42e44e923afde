import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeHuaweiIotDa, verifyHuawei, type HuaweiDevice } from './huawei-iotda.ts'
import { createDialler, demoOf, granted, isCutOff, loginOf, serveAlone, type Dial } from './test-kit.ts'

// openLuat/LuatOS test case for iotauth.
const id = '6203cc94c7fb24029b110408_88888888'
const devices: readonly HuaweiDevice[] = [
  { id, auth: 'secret', secret: '123456789' },
  { id: 'p_cert', auth: 'cert', fingerprint: 'AA:BB' },
]
const published = { clientId: `${id}_0_0_2999010100`, username: id, password: '5888ea6f4631ce76d621f452e8823507c36dd68a61f6e08518c8935e280c3c72' }
const checked = { clientId: `${id}_0_1_2023111506`, username: id, password: '1c05cd54cb1b9585d40f10581aa2c84bf8c93c418eceff2f55f55dbc396c5b32' }
const outcomeOf = (change: object, now = Date.UTC(2023, 10, 15, 6, 59)) => {
  const verdict = verifyHuawei(devices, loginOf({ ...published, ...change }), now)
  return verdict.isAccepted ? 'accepted' : verdict.code
}

describe('published credentials and what is near them', () => {
  test.each([
    ['sign type 0, a year far ahead', {}, 'accepted'],
    ['sign type 1, in its hour', checked, 'accepted'],
    ['a wrong password', { password: checked.password }, 4],
    ['another device in the client ID', { username: 'p_cert' }, 2],
    ['an unknown device', { clientId: 'x_0_0_2999010100', username: 'x' }, 4],
    ['no sign type', { clientId: id }, 2],
    ['sign type 2', { clientId: `${id}_0_2_2999010100` }, 2],
    ['a time stamp with minutes', { clientId: `${id}_0_0_299901010000` }, 2],
    ['keep-alive 29', { keepAlive: 29 }, 2],
    ['keep-alive 1201', { keepAlive: 1201 }, 2],
    ['a will', { willTopic: 'a' }, 'close'],
    ['a certificate, with the ID alone', { clientId: 'p_cert', username: 'p_cert', password: '', way: { certificate: { commonName: '', fingerprint: 'AA:BB' } } }, 'accepted'],
    ['another certificate', { clientId: 'p_cert', username: 'p_cert', way: { certificate: { commonName: '', fingerprint: 'CC' } } }, 5],
  ])('%s', (_title, change, outcome) => {
    expect(outcomeOf(change)).toBe(outcome)
  })

  test('sign type 1 allows an hour either way, in UTC', () => {
    expect([5, 6, 7].map((hour) => outcomeOf(checked, Date.UTC(2023, 10, 15, hour, 30)))).toEqual(['accepted', 'accepted', 'accepted'])
    expect([4, 8].map((hour) => outcomeOf(checked, Date.UTC(2023, 10, 15, hour, 30)))).toEqual([4, 4])
    // The moment at which the test case made it, whose hour in China is 06 and in UTC 22 of the day before.
    expect(outcomeOf(checked, 1_700_000_000_000)).toBe(4)
  })
})

describe('running', () => {
  let cloud: Awaited<ReturnType<typeof serveAlone>>
  const { dial, endAll } = createDialler()
  beforeAll(async () => void (cloud = await serveAlone(makeHuaweiIotDa)))
  afterEach(endAll)
  afterAll(() => cloud.close())

  function login(demo: string, signType = 0, time = Date.now()): Dial {
    const { text, file } = demoOf(cloud, demo)
    const transport = text('transport') as Dial['transport']
    const stamp = new Date(time).toISOString().slice(0, 13).replaceAll(/[-T]/g, '')
    const password = createHmac('sha256', stamp).update(text('secret')).digest('hex')
    return { transport, port: text('port'), ...(transport !== 'tcp' && { ca: file('ca') }), clientId: `${text('deviceId')}_0_${signType}_${stamp}`, username: text('deviceId'), password }
  }

  test.each(['secret-tls', 'secret-tcp', 'secret-wss'])('takes the device: %s', async (demo) => {
    expect((await dial(login(demo))).outcome).toBe(0)
    expect((await dial(login(demo, 0, Date.UTC(2001, 1, 1)))).outcome).toBe(0)
    expect((await dial(login(demo, 1))).outcome).toBe(0)
    expect((await dial(login(demo, 1, Date.now() + 8 * 3_600_000))).outcome).toBe(4)
    expect((await dial({ ...login(demo), password: 'wrong' })).outcome).toBe(4)
  })

  test('takes the device certificate', async () => {
    const { text, file } = demoOf(cloud, 'certificate')
    const there = { transport: 'tls', port: text('port'), ca: file('ca'), username: text('deviceId') } as const
    expect((await dial({ ...there, clientId: text('deviceId'), cert: file('cert'), key: file('privateKey') })).outcome).toBe(0)
    expect((await dial({ ...there, clientId: `${text('deviceId')}_0_0_2024010100`, cert: file('cert'), key: file('privateKey') })).outcome).toBe(0)
    expect((await dial({ ...there, clientId: text('deviceId') })).outcome).toBe(5)
  })

  test('keep-alive, take-over, limits and topics', async () => {
    expect((await dial({ ...login('secret-tcp'), keepalive: 10 })).outcome).toBe(2)
    const first = await dial(login('secret-tcp'))
    const second = await dial(login('secret-tls', 1))
    await first.gone
    const deviceId = demoOf(cloud, 'secret-tls').text('deviceId')
    expect(await granted(second, `$oc/devices/${deviceId}/sys/messages/down`)).toBe(0)
    expect(await granted(second, `$oc/devices/other/sys/messages/down`)).toBe(128)
    expect(await granted(second, 'aircondition/data/up')).toBe(0)
    await second.client.publishAsync('aircondition/data/up', 'here', { qos: 1 })
    await expect.poll(() => second.messages).toEqual([{ topic: 'aircondition/data/up', payload: 'here' }])
    expect(await isCutOff(second, (client) => client.publish('aircondition/data/up', 'x', { retain: true }))).toBe(true)
    expect(await isCutOff(await dial(login('secret-tcp')), (client) => client.publish(`$oc/devices/${deviceId}/sys/messages/up`, 'x', { qos: 2 }))).toBe(true)
  })
})
