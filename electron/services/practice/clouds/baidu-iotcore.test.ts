import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeBaiduIotCore, verifyBaidu } from './baidu-iotcore.ts'
import { createDialler, demoOf, granted, isCutOff, loginOf, serveAlone, staysOn, upgradeStatus, type Dial } from './test-kit.ts'

const core = { coreId: 'abcd123', devices: { mydevice: 'ImSeCrEt0I1M2jkl' } }
const head = 'thingidp@abcd123|mydevice'
const outcomeOf = (change: object, now: number) => {
  const verdict = verifyBaidu(core, loginOf({ clientId: 'any_1', ...change }), now)
  return verdict.isAccepted ? 'accepted' : verdict.code
}

describe('published credentials (Baidu IoT Core, document Akck4811r; openLuat/LuatOS test case)', () => {
  test.each([
    [`${head}|MD5`, '22bc75231495220c7a2202fe15f7d286'],
    [head, '22bc75231495220c7a2202fe15f7d286'],
    [`${head}|0|MD5`, '22bc75231495220c7a2202fe15f7d286'],
    [`${head}|SHA256`, '8b84e00accf874b07c1ac586830d211386294df1d2303d40d19c007c0e937af5'],
    [`${head}|1700000000|SHA256`, '4b4923db7522a0fe7a50a26003ba4a7647f627921828127e169073b9eafe5a2e'],
    [`${head}|1583826857|MD5`, '7f0e63d2c6e122100edde19e34e7df5b'],
  ])('%s', (username, password) => {
    const stamp = Number(/\|(\d{5,})/.exec(username)?.[1] ?? 0) * 1000
    expect(outcomeOf({ username, password }, stamp + 599_000)).toBe('accepted')
    expect(outcomeOf({ username, password: password.replace(/.$/, 'x') }, stamp)).toBe(4)
    if (stamp > 0) expect(outcomeOf({ username, password }, stamp - 601_000)).toBe(4)
  })

  test.each([
    ['MD5 said, SHA256 used', { password: '8b84e00accf874b07c1ac586830d211386294df1d2303d40d19c007c0e937af5' }, 4],
    ['upper case', { password: '22BC75231495220C7A2202FE15F7D286' }, 4],
    ['another core', { username: 'thingidp@other|mydevice|MD5' }, 5],
    ['another device', { username: 'thingidp@abcd123|nobody|MD5' }, 5],
    ['another kind of user name', { username: 'abcd123/mydevice' }, 4],
    ['a client ID with a dot', { clientId: 'a.b' }, 2],
    ['no client ID', { clientId: '' }, 2],
    ['keep-alive 20', { keepAlive: 20 }, 'close'],
    ['a will of its own', { willTopic: '$iot/mydevice/user/gone' }, 'accepted'],
    ['a will for others', { willTopic: '$iot/other/user/gone' }, 'close'],
  ])('%s', (_title, change, outcome) => {
    expect(outcomeOf({ username: `${head}|MD5`, password: '22bc75231495220c7a2202fe15f7d286', ...change }, 0)).toBe(outcome)
  })
})

describe('running', () => {
  let cloud: Awaited<ReturnType<typeof serveAlone>>
  const { dial, endAll } = createDialler()
  beforeAll(async () => void (cloud = await serveAlone(makeBaiduIotCore)))
  afterEach(endAll)
  afterAll(() => cloud.close())

  function login(demo: string, stamp = 0): Dial {
    const { text, file } = demoOf(cloud, demo)
    const transport = text('transport') as Dial['transport']
    const algorithm = text('algorithm')
    const password = createHash(algorithm.toLowerCase()).update(`${text('deviceKey')}&${stamp}&${algorithm}${text('deviceSecret')}`).digest('hex')
    const username = `thingidp@${text('coreId')}|${text('deviceKey')}${stamp > 0 ? `|${stamp}` : ''}|${algorithm}`
    return { transport, port: text('port'), ...(transport !== 'tcp' && { ca: file('ca') }), clientId: 'bench-1', username, password }
  }

  test.each(['sha256-tls', 'md5-tcp', 'sha256-wss'])('takes the device: %s', async (demo) => {
    expect((await dial(login(demo))).outcome).toBe(0)
    expect((await dial(login(demo, Math.floor(Date.now() / 1000)))).outcome).toBe(0)
    expect((await dial(login(demo, Math.floor(Date.now() / 1000) - 700))).outcome).toBe(4)
    expect((await dial({ ...login(demo), password: 'wrong' })).outcome).toBe(4)
  })

  test('WebSockets are at /mqtt alone', async () => {
    const { text, file } = demoOf(cloud, 'sha256-wss')
    expect(await upgradeStatus(text('port'), '/mqtt', file('ca'))).toBe(101)
    expect(await upgradeStatus(text('port'), '/', file('ca'))).toBe(404)
  })

  test('keep-alive, the same client ID, limits, topics', async () => {
    expect((await dial({ ...login('md5-tcp'), keepalive: 1300 })).outcome).toBe('closed')
    const first = await dial(login('md5-tcp'))
    const second = await dial({ ...login('sha256-tls'), clientId: 'bench-2' })
    expect((await dial(login('sha256-tls'))).outcome).toBe(0)
    await first.gone
    expect(second.client.connected).toBe(true)
    expect(await granted(second, '$iot/atelierDemo1/user/#')).toBe(0)
    expect(await granted(second, '$iot/other/user/#')).toBe(128)
    expect(await staysOn(second, '$iot/atelierDemo1/events')).toBe(true)
    expect(await isCutOff(second, (client) => client.publish('$iot/atelierDemo1/events', 'x', { qos: 2 }))).toBe(true)
    expect(await isCutOff(await dial(login('md5-tcp')), (client) => client.publish('$iot/other/events', 'x'))).toBe(true)
    expect(await isCutOff(await dial(login('md5-tcp')), (client) => client.publish('$iot/atelierDemo1/events', 'x', { retain: true }))).toBe(true)
  })
})
