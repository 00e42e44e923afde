import { createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeAlibabaIot, verifyAlibaba } from './alibaba-iot.ts'
import { answerAlibabaWeb } from './alibaba-iot-web.ts'
import { alibabaRegistry, type AlibabaRegistry } from './alibaba-registry.ts'
import { createDialler, demoOf, granted, isCutOff, loginOf, serveAlone, staysOn } from './test-kit.ts'

const sign = (hash: string, key: string, content: string) => createHmac(hash, key).update(content).digest('hex')

/** A product with one device whose secret is known: the registry makes its own, so it is put in place of that. */
function registryWith(productKey: string, deviceName: string, secret: string, productSecret = 'unused'): AlibabaRegistry {
  const registry = alibabaRegistry({ productKey, productSecret, devices: [deviceName], registrable: [], now: Date.now })
  registry.device(deviceName)!.secret = secret
  return registry
}

describe('published credentials', () => {
  test.each([
    // elecfans and openLuat, "Air780EP AT MQTT Alibaba".
    ['868488076506128|securemode=3,signmethod=hmacmd5|', '868488076506128&k1hipglLdjU', '0f655b12adf519b9a7a2b0a990f398b6', 'fef32adf6dad46c2c7cbf335d3a7b021'],
    // Alibaba Cloud help, document 73742; the digest is printed there in upper case.
    ['12345|securemode=3,signmethod=hmacsha1,timestamp=789|', 'device&pk', 'FAFD82A3D602B37FB0FA8B7892F24A477F851A14', 'secret'],
    // openLuat wiki, Air724UG.
    ['866714043075174|securemode=3,signmethod=hmacsha1|', '866714043075174&a1mxL3s6Z7m', 'B1107184D60649B62ECF56F0E7E98E7B3772A3E7', 'iWACqPLq90zRsiEhMSdPWHV8gaRAJ78O'],
    // The console's "MQTT connection parameters", pasted in a public project.
    [
      'a1bJx7P5asu.Watch_Sys_Demo|securemode=2,signmethod=hmacsha256,timestamp=1688880712615|',
      'Watch_Sys_Demo&a1bJx7P5asu',
      '7ec58f77844de0175fbadaab6d5106a2048a1bd18c52601286ce81d867730e8b',
      '6f8ef89259006691721c35a16c2c1775',
    ],
  ])('%s', (clientId, username, password, secret) => {
    const [deviceName = '', productKey = ''] = username.split('&')
    const registry = registryWith(productKey, deviceName, secret)
    expect(verifyAlibaba(registry, loginOf({ clientId, username, password }))).toMatchObject({ isAccepted: true })
    const broken = { clientId, username, password: `${password.slice(0, -1)}${password.endsWith('0') ? '1' : '0'}` }
    expect(verifyAlibaba(registry, loginOf(broken))).toMatchObject({ isAccepted: false, code: 5 })
  })

  test('a clone that also signs the secret is not taken (yudao, IoT gateway tests)', () => {
    const registry = registryWith('4aymZgOTOOCrDKRT', 'small', '0baa4c2ecc104ae1a26b4070c218bdf3')
    const clientId = '4aymZgOTOOCrDKRT.small|securemode=2,signmethod=hmacsha256|'
    const password = '509e2b08f7598eb139d276388c600435913ba4c94cd0d50aebc5c0d1855bcb75'
    expect(verifyAlibaba(registry, loginOf({ clientId, username: 'small&4aymZgOTOOCrDKRT', password }))).toMatchObject({ isAccepted: false, code: 5 })
  })

  // The same source as the first: request bodies of 112 and 120 bytes, answers of 124 and 149.
  const post = (path: string, body: string) => ({ method: 'POST', path, body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })

  test('HTTPS authentication', () => {
    const registry = registryWith('k1hipglLdjU', '868488076506128', 'fef32adf6dad46c2c7cbf335d3a7b021')
    const body = 'productKey=k1hipglLdjU&sign=0f655b12adf519b9a7a2b0a990f398b6&clientId=868488076506128&deviceName=868488076506128'
    const answer = answerAlibabaWeb(registry, post('/auth/devicename', body))
    expect(JSON.parse(answer.body)).toMatchObject({ code: 200, message: 'success' })
    expect(answer.body).toHaveLength(124)
    expect(JSON.parse(answerAlibabaWeb(registry, post('/auth/devicename', body.replace('sign=0', 'sign=1'))).body)).toEqual({ code: 401, message: 'request auth error' })
    expect(JSON.parse(answerAlibabaWeb(registry, post('/auth/devicename', body.replace('&clientId=868488076506128', ''))).body).code).toBe(460)
  })

  test('HTTP registration', () => {
    const registry = alibabaRegistry({ productKey: 'k1hipglLdjU', productSecret: '8LQwOYSZMwp3DFBd', devices: [], registrable: ['868488076506128'], now: Date.now })
    const body = 'productKey=k1hipglLdjU&deviceName=868488076506128&random=123456&sign=20558baadb2a0b04847767980f0ee67b&signMethod=HmacMD5'
    const answer = answerAlibabaWeb(registry, post('/auth/register/device', body))
    expect(JSON.parse(answer.body)).toMatchObject({ code: 200, data: { deviceName: '868488076506128', productKey: 'k1hipglLdjU' } })
    expect(answer.body).toHaveLength(149)
    expect(answerAlibabaWeb(registry, { ...post('/auth/register/device', body), headers: { 'content-type': 'text/plain' } }).status).toBe(415)
  })
})

describe('what is refused', () => {
  const registry = registryWith('pk', 'device', 'secret')
  const right = { clientId: 'a|securemode=2,signmethod=hmacsha1|', username: 'device&pk', password: sign('sha1', 'secret', 'clientIdadeviceNamedeviceproductKeypk') }
  test.each([
    ['the right one', {}, 'accepted'],
    ['client ID without its pipes', { clientId: 'a' }, 3],
    ['one pipe only', { clientId: 'a|securemode=2' }, 2],
    ['a client ID of 65 characters', { clientId: `${'a'.repeat(65)}|securemode=2,signmethod=hmacsha1|` }, 2],
    ['another algorithm than stated', { clientId: 'a|securemode=2,signmethod=hmacsha256|' }, 5],
    ['an unknown algorithm', { clientId: 'a|securemode=2,signmethod=sha512|' }, 2],
    ['a time stamp that was not signed', { clientId: 'a|securemode=2,signmethod=hmacsha1,timestamp=1|' }, 5],
    ['user name the wrong way round', { username: 'pk&device' }, 5],
    ['user name without &', { username: 'device' }, 4],
    ['an unknown device', { username: 'nobody&pk' }, 5],
    ['no password', { password: '' }, 4],
    ['keep-alive 29', { keepAlive: 29 }, 'close'],
    ['keep-alive 1201', { keepAlive: 1201 }, 'close'],
    ['no keep-alive', { keepAlive: 0 }, 'close'],
    ['a will', { willTopic: '/pk/device/user/update' }, 'close'],
  ])('%s', (_title, change, outcome) => {
    const verdict = verifyAlibaba(registry, loginOf({ ...right, ...change }))
    expect(verdict.isAccepted ? 'accepted' : verdict.code).toBe(outcome)
  })
})

describe('running', () => {
  let cloud: Awaited<ReturnType<typeof serveAlone>>
  let clock = Date.now()
  const { dial, endAll } = createDialler()
  beforeAll(async () => void (cloud = await serveAlone(makeAlibabaIot, () => clock)))
  afterEach(endAll)
  afterAll(() => cloud.close())

  /** The demo device's credential, computed here. */
  function login(transport: 'tls' | 'tcp' | 'ws' | 'wss', id = 'bench-1') {
    const { text } = demoOf(cloud, transport)
    const [pk, dn] = [text('productKey'), text('deviceName')]
    return {
      transport,
      port: text('port'),
      ...((transport === 'tls' || transport === 'wss') && { ca: demoOf(cloud, transport).file('ca') }),
      clientId: `${id}|securemode=${transport === 'tls' || transport === 'wss' ? 2 : 3},signmethod=hmacsha256,timestamp=1700000000000|`,
      username: `${dn}&${pk}`,
      password: sign('sha256', text('deviceSecret'), `clientId${id}deviceName${dn}productKey${pk}timestamp1700000000000`),
    }
  }
  async function web(path: string, fields: Record<string, string>) {
    const answer = await fetch(`${demoOf(cloud, 'http-auth').text('httpEndpoint')}${path}`, { method: 'POST', body: new URLSearchParams(fields) })
    return (await answer.json()) as { code: number; data: { iotId: string; iotToken: string; deviceSecret: string } }
  }

  test.each(['tls', 'tcp', 'ws', 'wss'] as const)('takes the device over %s', async (transport) => {
    expect((await dial(login(transport))).outcome).toBe(0)
    expect((await dial({ ...login(transport), password: 'wrong' })).outcome).toBe(5)
  })

  test('any path of a WebSocket will do', async () => {
    expect((await dial({ ...login('wss'), path: '/' })).outcome).toBe(0)
  })

  test('a second login of the device ends the first, whatever its client ID', async () => {
    const first = await dial(login('tcp', 'one'))
    const second = await dial(login('tls', 'two'))
    expect([first.outcome, second.outcome]).toEqual([0, 0])
    await first.gone
    expect(second.client.connected).toBe(true)
  })

  test('keep-alive outside the range, QoS 2, a retained message and a will end the connection', async () => {
    expect((await dial({ ...login('tcp'), keepalive: 20 })).outcome).toBe('closed')
    expect((await dial({ ...login('tcp'), will: { topic: '/a', payload: Buffer.from('x') } })).outcome).toBe('closed')
    const topic = `/${demoOf(cloud, 'tcp').text('productKey')}/atelierDemo1/user/update`
    expect(await isCutOff(await dial(login('tcp')), (client) => client.publish(topic, 'x', { qos: 2 }))).toBe(true)
    expect(await isCutOff(await dial(login('tcp')), (client) => client.publish(topic, 'x', { retain: true }))).toBe(true)
    expect(await staysOn(await dial(login('tcp')), topic)).toBe(true)
  })

  test('own topics work, those of others are acknowledged and lost or refused', async () => {
    const dialled = await dial(login('tls'))
    const own = `/${demoOf(cloud, 'tls').text('productKey')}/atelierDemo1/user/data`
    expect(await granted(dialled, own)).toBe(0)
    expect(await granted(dialled, own.replace('Demo1', 'Demo2'))).toBe(128)
    expect(await granted(dialled, own, 2)).toBe(128)
    expect(await granted(dialled, '#')).toBe(128)
    await dialled.client.publishAsync('/of/others', 'lost', { qos: 1 })
    await dialled.client.publishAsync(own, 'here', { qos: 1 })
    await expect.poll(() => dialled.messages).toEqual([{ topic: own, payload: 'here' }])
  })

  test('HTTPS authentication leads to a login, for seven days and that client ID', async () => {
    const { text } = demoOf(cloud, 'http-auth')
    const fields = { productKey: text('productKey'), deviceName: text('deviceName'), clientId: 'c1', timestamp: '5' }
    const content = `clientIdc1deviceName${fields.deviceName}productKey${fields.productKey}timestamp5`
    const answer = await web('/auth/devicename', { ...fields, signmethod: 'hmacsha1', sign: sign('sha1', text('deviceSecret'), content), resources: 'mqtt' })
    expect(answer.code).toBe(200)
    const token = { transport: 'tls', port: text('port'), ca: demoOf(cloud, 'tls').file('ca'), username: answer.data.iotId, password: answer.data.iotToken } as const
    expect((await dial({ ...token, clientId: 'c1' })).outcome).toBe(0)
    expect((await dial({ ...token, clientId: 'c2' })).outcome).toBe(3)
    clock += 7 * 86_400_000
    expect((await dial({ ...token, clientId: 'c1' })).outcome).toBe(3)
  })

  test('HTTP registration: a fresh secret until the device has connected, then none', async () => {
    const { text } = demoOf(cloud, 'http-register')
    const fields = { productKey: text('productKey'), deviceName: text('deviceName'), random: '9' }
    const register = () =>
      web('/auth/register/device', { ...fields, signMethod: 'hmacSha256', sign: sign('sha256', text('productSecret'), `deviceName${fields.deviceName}productKey${fields.productKey}random9`) })
    const first = (await register()).data.deviceSecret
    const second = (await register()).data.deviceSecret
    expect(second).toMatch(/^[0-9a-f]{32}$/)
    const connectWith = (secret: string) =>
      dial({
        ...login('tcp'),
        clientId: 'n|securemode=3,signmethod=hmacmd5|',
        username: `${fields.deviceName}&${fields.productKey}`,
        password: sign('md5', secret, `clientIdndeviceName${fields.deviceName}productKey${fields.productKey}`),
      })
    expect((await connectWith(first)).outcome).toBe(5)
    expect((await connectWith(second)).outcome).toBe(0)
    expect((await register()).code).not.toBe(200)
    expect((await web('/auth/register/device', { ...fields, signMethod: 'hmacSha1', sign: 'wrong' })).code).toBe(401)
  })

  test('MQTT registration tells the secret unasked and closes; over TLS only', async () => {
    const { text, file } = demoOf(cloud, 'mqtt-register')
    const [pk, dn] = [text('productKey'), text('deviceName')]
    const password = sign('sha1', text('productSecret'), `deviceName${dn}productKey${pk}random42`)
    const parts = { clientId: 'r|securemode=2,authType=register,random=42,signmethod=hmacsha1|', username: `${dn}&${pk}`, password }
    const dialled = await dial({ ...parts, transport: 'tls', port: text('port'), ca: file('ca') })
    await dialled.gone
    expect(dialled.messages).toMatchObject([{ topic: '/ext/register' }])
    const { deviceSecret } = JSON.parse(dialled.messages[0]!.payload) as { deviceSecret: string }
    expect((await dial({ ...login('tcp'), clientId: 'r|securemode=3,signmethod=hmacsha1|', username: `${dn}&${pk}`, password: sign('sha1', deviceSecret, `clientIdrdeviceName${dn}productKey${pk}`) })).outcome).toBe(0)
    expect((await dial({ ...parts, transport: 'tcp', port: demoOf(cloud, 'tcp').text('port') })).outcome).toBe('closed')
    expect((await dial({ ...parts, transport: 'tls', port: text('port'), ca: file('ca') })).outcome).toBe(5)
  })

  test('an unknown device gets a client ID and a token, and connects with them', async () => {
    const { text, file } = demoOf(cloud, 'mqtt-regnwl')
    const [pk, dn] = [text('productKey'), text('deviceName')]
    const there = { transport: 'tls', port: text('port'), ca: file('ca'), username: `${dn}&${pk}` } as const
    const password = sign('md5', text('productSecret'), `deviceName${dn}productKey${pk}random7`)
    const dialled = await dial({ ...there, clientId: 'x|securemode=-2,authType=regnwl,random=7,signmethod=hmacmd5|', password })
    await dialled.gone
    expect(dialled.messages).toMatchObject([{ topic: '/ext/regnwl' }])
    const { clientId, deviceToken } = JSON.parse(dialled.messages[0]!.payload) as { clientId: string; deviceToken: string }
    expect((await dial({ ...there, clientId: `${clientId}|securemode=-2,authType=connwl|`, password: 'wrong' })).outcome).toBe(5)
    expect((await dial({ ...there, clientId: `${clientId}|securemode=-2,authType=connwl|`, password: deviceToken })).outcome).toBe(0)
  })
})
