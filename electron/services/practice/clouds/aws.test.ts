import { createHash, createHmac, createSign, generateKeyPairSync } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeAws } from './aws.ts'
import { authorizerProblem, parseQuery } from './aws-authorizer.ts'
import { presignature, presignProblem, signingKey } from './aws-sigv4.ts'
import { createDialler, demoOf, granted, isCutOff, serveAlone, upgradeStatus, type Dial } from './test-kit.ts'

describe('published signatures', () => {
  test('signing key (AWS General Reference, "Examples of how to derive a signing key")', () => {
    const keys = { accessKey: '', secretKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY', region: 'us-east-1', service: 'iam' }
    expect(signingKey(keys, '20150830').toString('hex')).toBe('c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9')
  })

  test('presigned query (Amazon S3, "Authenticating Requests: Using Query Parameters")', () => {
    const keys = { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1', service: 's3' }
    const query = new Map([
      ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
      ['X-Amz-Credential', 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'],
      ['X-Amz-Date', '20130524T000000Z'],
      ['X-Amz-Expires', '86400'],
      ['X-Amz-SignedHeaders', 'host'],
    ])
    const signed = presignature(keys, { host: 'examplebucket.s3.amazonaws.com', path: '/test.txt', query, payloadHash: 'UNSIGNED-PAYLOAD' })
    expect(signed).toBe('aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404')
  })
})

/** A presigned query as the developer guide describes it, computed here. */
function presigned(host: string, keys: { accessKey: string; secretKey: string }, time: number, expires = 60, token = ''): string {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex')
  const mac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const stamp = new Date(time).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const day = stamp.slice(0, 8)
  const scope = `${day}/us-east-1/iotdevicegateway/aws4_request`
  const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(`${keys.accessKey}/${scope}`)}&X-Amz-Date=${stamp}&X-Amz-Expires=${expires}&X-Amz-SignedHeaders=host`
  const canonical = `GET\n/mqtt\n${query}\nhost:${host}\n\nhost\n${hash('')}`
  const key = mac(mac(mac(mac(`AWS4${keys.secretKey}`, day), 'us-east-1'), 'iotdevicegateway'), 'aws4_request')
  const signature = mac(key, `AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${hash(canonical)}`).toString('hex')
  return `/mqtt?${query}&X-Amz-Signature=${signature}${token === '' ? '' : `&X-Amz-Security-Token=${encodeURIComponent(token)}`}`
}

test('a session token comes after signing, and must be there', () => {
  const keys = { accessKey: 'ASIAEXAMPLE', secretKey: 'secret', region: 'us-east-1', service: 'iotdevicegateway', sessionToken: 'to/ken+==' }
  const now = Date.UTC(2026, 0, 2, 3, 4, 5)
  const problem = (url: string, at = now) => presignProblem(keys, { host: 'host.example:8443', path: '/mqtt', query: parseQuery(url.split('?')[1]!) }, at)
  expect(problem(presigned('host.example', keys, now, 60, 'to/ken+=='))).toBe('')
  expect(problem(presigned('host.example:8443', keys, now, 60, 'to/ken+=='))).toBe('')
  expect(problem(presigned('host.example', keys, now))).toBe('session token missing or wrong')
  expect(problem(presigned('other.example', keys, now, 60, 'to/ken+=='))).toBe('wrong signature')
  expect(problem(presigned('host.example', keys, now, 60, 'to/ken+=='), now + 60_000)).toBe('not valid at this time')
  expect(problem(presigned('host.example', keys, now, 60, 'to/ken+=='), now - 301_000)).toBe('not valid at this time')
})

test('the authoriser takes its token signed by its key, Base64 URL-encoded or not', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const authorizer = { name: 'A', tokenKey: 't', token: 'abc', rsaKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
  const signature = createSign('SHA256').update('abc').sign(privateKey, 'base64')
  const problem = (query: string) => authorizerProblem(authorizer, parseQuery(query))
  expect(problem(`x-amz-customauthorizer-name=A&x-amz-customauthorizer-signature=${signature}&t=abc`)).toBe('')
  expect(problem(`x-amz-customauthorizer-name=A&x-amz-customauthorizer-signature=${encodeURIComponent(signature)}&t=abc`)).toBe('')
  expect(problem(`x-amz-customauthorizer-name=B&x-amz-customauthorizer-signature=${signature}&t=abc`)).toBe('no authoriser of this name')
  expect(problem(`x-amz-customauthorizer-name=A&x-amz-customauthorizer-signature=${signature}&t=abd`)).toBe('wrong token signature')
  expect(problem('x-amz-customauthorizer-name=A&t=abc')).toBe('wrong token signature')
})

describe('running', () => {
  let cloud: Awaited<ReturnType<typeof serveAlone>>
  const { dial, endAll } = createDialler()
  beforeAll(async () => void (cloud = await serveAlone(makeAws)))
  afterEach(endAll)
  afterAll(() => cloud.close())

  function certified(demo = 'certificate'): Dial {
    const { text, file } = demoOf(cloud, demo)
    const alpn = demo === 'certificate' ? {} : { ALPNProtocols: ['x-amzn-mqtt-ca'] }
    return { transport: 'tls', port: text('port'), ca: file('ca'), cert: file('cert'), key: file('privateKey'), clientId: text('clientId'), ...alpn }
  }

  test('mutual TLS, on its own port and on the shared one by ALPN', async () => {
    expect((await dial(certified())).outcome).toBe(0)
    expect((await dial(certified('certificate-alpn'))).outcome).toBe(0)
    expect((await dial({ ...certified('certificate-alpn'), ALPNProtocols: ['mqttv5'] })).outcome).toBe('closed')
  })

  test('no certificate, an unknown one, no server name, another client ID: closed without a word', async () => {
    const { cert: _cert, key: _key, ...bare } = certified()
    const other = await cloud.authority.issue({ name: 'other', key: 'p256' })
    expect((await dial(bare)).outcome).toBe('closed')
    expect((await dial({ ...certified(), cert: other.certificate, key: other.privateKey })).outcome).toBe('closed')
    expect((await dial({ ...certified(), host: '127.0.0.1' })).outcome).toBe('closed')
    expect((await dial({ ...certified(), clientId: 'someone' })).outcome).toBe('closed')
    const { cert: _c, key: _k, ...shared } = certified('certificate-alpn')
    expect((await dial(shared)).outcome).toBe('closed')
  })

  test('custom authoriser: by ALPN mqtt, and over a WebSocket', async () => {
    const { text, file } = demoOf(cloud, 'custom')
    const query = (token: string) =>
      `x-amz-customauthorizer-name=${text('authorizerName')}&x-amz-customauthorizer-signature=${encodeURIComponent(text('tokenSignature'))}&${text('tokenKey')}=${token}`
    const there = { port: text('port'), ca: file('ca'), clientId: text('clientId') }
    const byAlpn: Dial = { ...there, transport: 'tls', ALPNProtocols: ['mqtt'] }
    expect((await dial({ ...byAlpn, username: `me?${query(text('token'))}` })).outcome).toBe(0)
    expect((await dial({ ...byAlpn, username: `me?${query('forged')}` })).outcome).toBe('closed')
    expect((await dial({ ...byAlpn, username: 'me', password: 'x' })).outcome).toBe('closed')
    expect((await dial({ ...there, transport: 'wss', path: `/mqtt?${query(text('token'))}` })).outcome).toBe(0)
    expect((await dial({ ...there, transport: 'wss', username: `?${query(text('token'))}` })).outcome).toBe(0)
  })

  test('SigV4 over a WebSocket: the URL is judged before it opens', async () => {
    const { text, file } = demoOf(cloud, 'sigv4')
    const keys = { accessKey: text('accessKey'), secretKey: text('secretKey') }
    const there = { transport: 'wss', port: text('port'), ca: file('ca'), clientId: text('clientId') } as const
    expect((await dial({ ...there, path: presigned(`localhost:${text('port')}`, keys, Date.now()) })).outcome).toBe(0)
    expect((await dial({ ...there, path: presigned('localhost', keys, Date.now()) })).outcome).toBe(0)
    const status = (path: string) => upgradeStatus(text('port'), path, file('ca'))
    expect(await status(presigned('localhost', keys, Date.now()))).toBe(101)
    expect(await status(presigned('localhost', keys, Date.now() - 120_000))).toBe(403)
    expect(await status(presigned('localhost', { ...keys, secretKey: 'wrong' }, Date.now()))).toBe(403)
    expect(await status(presigned('localhost', keys, Date.now()).replace('/mqtt', '/'))).toBe(404)
    expect((await dial({ ...there, path: '/mqtt' })).outcome).toBe('closed')
  })

  test('what the policy denies, and QoS 2, close the connection', async () => {
    const first = await dial(certified())
    const second = await dial({ ...certified('certificate-alpn'), keepalive: 5 })
    await first.gone
    expect(await granted(second, 'atelierDemo1/#')).toBe(0)
    await second.client.publishAsync('atelierDemo1/up', 'kept', { qos: 1, retain: true })
    await expect.poll(() => second.messages).toEqual([{ topic: 'atelierDemo1/up', payload: 'kept' }])
    expect(await isCutOff(second, (client) => client.publish('other/up', 'x'))).toBe(true)
    expect(await isCutOff(await dial(certified()), (client) => client.subscribe('#'))).toBe(true)
    expect(await isCutOff(await dial(certified()), (client) => client.publish('atelierDemo1/up', 'x', { qos: 2 }))).toBe(true)
  })
})
