import { createDecipheriv, createHash, createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeTencentIotHub, verifyTencent } from './tencent-iothub.ts'
import { answerTencentWeb } from './tencent-iothub-web.ts'
import { tencentRegistry } from './tencent-registry.ts'
import { createDialler, demoOf, granted, isCutOff, loginOf, serveAlone, type Dial } from './test-kit.ts'

const passwordOf = (psk: string, username: string, hash = 'sha256') => `${createHmac(hash, Buffer.from(psk, 'base64')).update(username).digest('hex')};hmac${hash}`

/** Reads a registration's payload back: AES-128-CBC, key the first 16 characters of the product secret, IV sixteen characters `0`. */
function unseal(payload: string, productSecret: string): string {
  const decipher = createDecipheriv('aes-128-cbc', productSecret.slice(0, 16), '0'.repeat(16)).setAutoPadding(false)
  return Buffer.concat([decipher.update(payload, 'base64'), decipher.final()]).toString('utf8').replace(/\0+$/, '')
}

describe('published values', () => {
  test('key, HMAC-SHA256 (a public Raspberry Pi project)', () => {
    const registry = tencentRegistry([{ id: 'J5M4D6INI9', service: 'hub', auth: 'key', devices: ['pi_dht11'], registrable: [] }])
    registry.device('J5M4D6INI9', 'pi_dht11')!.psk = 'u/nAbSmZKbCW7lugludvLg=='
    const login = loginOf({
      clientId: 'J5M4D6INI9pi_dht11',
      username: 'J5M4D6INI9pi_dht11;12010126;13GB9;1645079520',
      password: '995566e2241a06391c30d9ac23de2706a0e9e59247830c556eb55ccfdee5f127;hmacsha256',
    })
    const expiry = 1_645_079_520_000
    expect(verifyTencent(registry, login, expiry - 1)).toMatchObject({ isAccepted: true })
    expect(verifyTencent(registry, login, expiry)).toMatchObject({ isAccepted: false, code: 4 })
    expect(verifyTencent(registry, { ...login, password: login.password.replace('hmacsha256', 'hmacsha1') }, 0)).toMatchObject({ isAccepted: false, code: 4 })
  })

  test('the reader of a payload, against the documented sample (Tencent Cloud, dynamic registration API)', () => {
    const payload = 's6FB3a1BA/YYbcmSE12XpeDVmQNDcf1QgVD141RRbmmAnFwQfp1ECAu5O016mCOvYlJJ6V59yM4OqQSiWphfTg=='
    expect(unseal(payload, 'hzvf5LF9S0isvBhDSauWMaIk')).toBe('{"encryptionType":2,"psk":"lDZ6Uqt+I9E0wW7rvDUs7Q=="}')
  })

  test('registration by /register/dev (log in the C SDK’s document on dynamic registration)', () => {
    const secret = '8XzjN8rfgFVGDTNTUGau4snA'
    const registry = tencentRegistry([{ id: 'S3EUVBRJLB', service: 'explorer', auth: 'key', secret, devices: [], registrable: ['device_1234'] }])
    const asked = { deviceName: 'device_1234', nonce: 1_439_928_322, productId: 'S3EUVBRJLB', timestamp: 1_568_692_235, signature: 'ZWM4YTEyMWE2ODUxYzk1M2Q0MDc2OWNmN2FhMTg1ZWM1ODgxMWNkNQ==' }
    const ask = (body: object) =>
      JSON.parse(answerTencentWeb(registry, { method: 'POST', path: '/register/dev', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }).body) as Record<string, string>
    const answer = ask(asked)
    expect(answer).toMatchObject({ code: 0, len: 53 })
    expect(JSON.parse(unseal(answer['payload']!, secret))).toEqual({ encryptionType: 2, psk: registry.device('S3EUVBRJLB', 'device_1234')!.psk })
    expect(ask({ ...asked, nonce: 1 })['code']).not.toBe(0)
    // Not the Base64 of the digest itself.
    expect(ask({ ...asked, signature: Buffer.from('ec8a121a6851c953d40769cf7aa185ec58811cd5', 'hex').toString('base64') })['code']).not.toBe(0)
  })
})

describe('what is refused', () => {
  const registry = tencentRegistry([
    { id: 'AAAAAAAAAA', service: 'hub', auth: 'key', devices: ['dev'], registrable: ['new'] },
    { id: 'CCCCCCCCCC', service: 'hub', auth: 'cert', devices: ['dev'], registrable: [] },
  ])
  const now = 1_700_000_000_000
  const psk = registry.device('AAAAAAAAAA', 'dev')!.psk!
  const username = 'AAAAAAAAAAdev;12010126;abcde;1700000001'
  const right = { clientId: 'AAAAAAAAAAdev', username, password: passwordOf(psk, username) }
  const certified = { clientId: 'CCCCCCCCCCdev', username: username.replace('AAAAAAAAAA', 'CCCCCCCCCC'), password: 'any' }
  test.each([
    ['the right one', {}, 'accepted'],
    ['HMAC-SHA1', { password: passwordOf(psk, username, 'sha1') }, 'accepted'],
    ['the key not decoded', { password: `${createHmac('sha256', psk).update(username).digest('hex')};hmacsha256` }, 4],
    ['no method behind the password', { password: passwordOf(psk, username).split(';')[0]! }, 4],
    ['an expiry in the past', { username: username.replace('1700000001', '1700000000') }, 4],
    ['an expiry that was not signed', { username: username.replace('1700000001', '1700000002') }, 4],
    ['a part missing', { username: 'AAAAAAAAAAdev;12010126;1700000001' }, 4],
    ['another client ID', { clientId: 'AAAAAAAAAAdev2' }, 2],
    ['an unknown product', { clientId: 'BBBBBBBBBBdev', username: username.replace('AAAAAAAAAA', 'BBBBBBBBBB') }, 5],
    ['a device that was not registered yet', { clientId: 'AAAAAAAAAAnew', username: username.replace('dev', 'new') }, 4],
    ['keep-alive 901', { keepAlive: 901 }, 'close'],
    ['no keep-alive', { keepAlive: 0 }, 'accepted'],
    ['a will', { willTopic: 'x' }, 'close'],
    ['a certificate', { ...certified, way: { certificate: { commonName: 'CCCCCCCCCCdev', fingerprint: '' } } }, 'accepted'],
    ['the certificate of another device', { ...certified, way: { certificate: { commonName: 'CCCCCCCCCCdev2', fingerprint: '' } } }, 5],
    ['no certificate', certified, 5],
  ])('%s', (_title, change, outcome) => {
    const verdict = verifyTencent(registry, loginOf({ ...right, ...change }), now)
    expect(verdict.isAccepted ? 'accepted' : verdict.code).toBe(outcome)
  })
})

describe('running', () => {
  let cloud: Awaited<ReturnType<typeof serveAlone>>
  const { dial, endAll } = createDialler()
  beforeAll(async () => void (cloud = await serveAlone(makeTencentIotHub)))
  afterEach(endAll)
  afterAll(() => cloud.close())

  function login(demo: string, hash = 'sha256'): Dial {
    const { text, file } = demoOf(cloud, demo)
    const identity = `${text('productId')}${text('deviceName')}`
    const username = `${identity};12010126;q1w2e;4294967295`
    const transport = text('transport') as Dial['transport']
    return { transport, port: text('port'), ...((transport === 'tls' || transport === 'wss') && { ca: file('ca') }), clientId: identity, username, password: passwordOf(text('psk'), username, hash) }
  }

  test.each(['key-tcp', 'key-tls', 'key-ws', 'key-wss', 'explorer'])('takes the device: %s', async (demo) => {
    expect((await dial(login(demo))).outcome).toBe(0)
    expect((await dial({ ...login(demo), password: 'wrong' })).outcome).toBe(4)
  })

  test('takes HMAC-SHA1', async () => {
    expect((await dial(login('key-sha1', 'sha1'))).outcome).toBe(0)
  })

  test('takes the device certificate, with any password, and no other', async () => {
    const { text, file } = demoOf(cloud, 'certificate')
    const identity = `${text('productId')}${text('deviceName')}`
    const there = { transport: 'tls', port: text('port'), ca: file('ca'), clientId: identity, username: `${identity};12010126;q1w2e;4294967295`, password: 'whatever' } as const
    expect((await dial({ ...there, cert: file('cert'), key: file('privateKey') })).outcome).toBe(0)
    expect((await dial(there)).outcome).toBe(5)
    const other = await cloud.authority.issue({ name: `${identity}2`, key: 'p256' })
    expect((await dial({ ...there, cert: other.certificate, key: other.privateKey })).outcome).toBe(5)
  })

  test('a second login ends the first; limits end the connection', async () => {
    const first = await dial(login('key-tcp'))
    expect((await dial(login('key-tls'))).outcome).toBe(0)
    await first.gone
    expect((await dial({ ...login('key-tcp'), keepalive: 1000 })).outcome).toBe('closed')
    expect(await isCutOff(await dial(login('key-tcp')), (client) => client.publish('ATELIERHUB/atelierDemo1/data', 'x', { qos: 2 }))).toBe(true)
    expect(await isCutOff(await dial(login('key-tcp')), (client) => client.publish('ATELIERHUB/atelierDemo1/data', 'x', { retain: true }))).toBe(true)
  })

  test('topics: control to subscribe, event to publish, data both', async () => {
    const dialled = await dial(login('key-tcp'))
    const own = 'ATELIERHUB/atelierDemo1'
    expect(await granted(dialled, `${own}/control`)).toBe(0)
    expect(await granted(dialled, `$shadow/operation/result/${own}`)).toBe(0)
    expect(await granted(dialled, `${own}/data`, 1)).toBe(1)
    expect(await granted(dialled, `${own}/event`)).toBe(128)
    expect(await granted(dialled, `$thing/down/property/${own}`)).toBe(128)
    await dialled.client.publishAsync(`${own}/control`, 'lost', { qos: 1 })
    await dialled.client.publishAsync(`${own}/data`, 'here', { qos: 1 })
    await expect.poll(() => dialled.messages).toEqual([{ topic: `${own}/data`, payload: 'here' }])
  })

  async function register(demo: string, host: string, algorithm: 'sha1' | 'sha256' = 'sha256') {
    const { text } = demoOf(cloud, demo)
    const body = JSON.stringify({ ProductId: text('productId'), DeviceName: text('deviceName') })
    const toSign = ['POST', host, '/device/register', '', `hmac${algorithm}`, '1700000000', '5', createHash('sha256').update(body).digest('hex')].join('\n')
    const answer = await fetch(`${text('httpEndpoint')}/device/register`, {
      method: 'POST',
      body,
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'X-TC-Algorithm': `hmac${algorithm}`,
        'X-TC-Timestamp': '1700000000',
        'X-TC-Nonce': '5',
        'X-TC-Signature': createHmac(algorithm, text('productSecret')).update(toSign).digest('base64'),
      },
    })
    return (await answer.json()) as { Response: { Payload: string; Len: number; Error?: { Code: string } } }
  }

  test('registration by /device/register gives a key that logs in, once', async () => {
    const { text, file } = demoOf(cloud, 'register-v2')
    const { Response } = await register('register-v2', 'ap-guangzhou.gateway.tencentdevices.com')
    expect(Response.Len).toBe(53)
    const { psk } = JSON.parse(unseal(Response.Payload, text('productSecret'))) as { psk: string }
    const identity = `${text('productId')}${text('deviceName')}`
    const username = `${identity};12010126;q1w2e;4294967295`
    expect((await dial({ transport: 'tls', port: text('port'), ca: file('ca'), clientId: identity, username, password: passwordOf(psk, username) })).outcome).toBe(0)
    expect((await register('register-v2', 'localhost')).Response.Error?.Code).toBe('FailedOperation')
    expect((await register('register-v1', 'localhost', 'sha1')).Response.Error).toBeUndefined()
    expect((await register('register-v2', 'elsewhere.example')).Response.Error?.Code).toBe('AuthFailure.SignatureFailure')
  })
})
