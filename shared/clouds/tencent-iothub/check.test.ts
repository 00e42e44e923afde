import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstances, describeCheck } from '../../../test/support/check-properties.ts'
import { checkLogin } from '../../signature/check.ts'
import { hash, hmac, type Algorithm } from '../../signature/digest.ts'
import type { Given } from '../../signature/given.ts'
import { fromLatin1, toHex, utf8 } from '../../text/bytes.ts'
import { lenientBase64, toBase64 } from '../../text/encodings.ts'
import type { Inputs } from '../profile.ts'
import { tencentIotHub } from './profile.ts'

// Without X, which the change of a single character would make x: host names have no case.
const productId = fc.stringMatching(/^[A-WYZ0-9]{10}$/)
const deviceName = fc.stringMatching(/^[A-Za-z0-9:_-]{1,48}$/)
const psk = fc.uint8Array({ minLength: 16, maxLength: 16 }).map(toBase64)
const connId = fc.stringMatching(/^[A-Z0-9]{5}$/)
const expiry = fc.constantFrom('4294967295', '32472115200', '1800000000', '9223372036854775807')
const method = fc.constantFrom('hmacsha256', 'hmacsha1')
const region = fc.constantFrom('ap-guangzhou', 'us-east', 'europe', 'ap-bangkok')
const transport = fc.constantFrom('tcp', 'tls', 'ws', 'wss')

describeCheck({
  cloud: tencentIotHub,
  inputs: { productId, deviceName, psk, connId, expiry, method, region, transport, sdkAppId: fc.constantFrom('12010126', '21010406') },
  changes: {
    productId: { to: productId, named: ['productId'] },
    deviceName: { to: deviceName, named: ['deviceName'] },
    psk: { to: psk, named: ['password'] },
    connId: { to: connId, named: ['connId'] },
    expiry: { to: expiry, named: ['expiry'] },
    method: { to: method, named: ['method'] },
    region: { to: region, named: ['region'] },
    transport: { to: transport, named: ['port'] },
    sdkAppId: { to: fc.stringMatching(/^[1-9][0-9]{7}$/), named: ['sdkAppId'] },
  },
})

/** The published login of a Raspberry Pi with a DHT11. It expired on 2022-02-17 at 06:32 UTC. */
const device: Inputs = { productId: 'J5M4D6INI9', deviceName: 'pi_dht11', psk: 'u/nAbSmZKbCW7lugludvLg==' }
const published: Given = {
  clientId: 'J5M4D6INI9pi_dht11',
  username: 'J5M4D6INI9pi_dht11;12010126;13GB9;1645079520',
  password: '995566e2241a06391c30d9ac23de2706a0e9e59247830c556eb55ccfdee5f127;hmacsha256',
}
const before = { ...circumstances, now: Date.UTC(2022, 1, 17, 6) }

const username = 'J5M4D6INI9pi_dht11;12010126;13GB9;4294967295'
const key = lenientBase64('u/nAbSmZKbCW7lugludvLg==') ?? new Uint8Array()
const sign = (content: string, algorithm: Algorithm = 'sha256', by = key) => toHex(hmac(algorithm, by, utf8(content)))
const passwordOf = (content: string, by = key) => `${sign(content, 'sha256', by)};hmacsha256`
const right: Given = { host: 'J5M4D6INI9.iotcloud.tencentdevices.com', port: '1883', clientId: 'J5M4D6INI9pi_dht11', username, password: passwordOf(username) }
/** A login that was made with this user name, rightly signed. */
const signed = (name: string): Partial<Given> => ({ username: name, password: passwordOf(name) })

const check = (given: Given, known: Inputs = device, when = circumstances) => checkLogin(tencentIotHub, given, known, when)
const codes = (given: Given, known?: Inputs) => check(given, known).marks.map(({ code }) => code)

describe('what is wrong with a login of Tencent Cloud', () => {
  it('is nothing in the published one, while it lasted', () => {
    expect(check(published, device, before)).toMatchObject({ marks: [], isRecomputed: true })
    expect(codes(right)).toStrictEqual([])
  })

  it('is its age afterwards, in words', () => {
    const [expired] = check(published, device, { ...circumstances, now: Date.UTC(2022, 1, 27, 7) }).marks
    expect(expired).toMatchObject({
      code: 'check.expired',
      part: 'username',
      field: 'expiry',
      span: [34, 44],
      what: { en: 'The login expired 10 days ago.', zh: '登录参数已过期 10 天。' },
    })
  })

  it.each<[string, Partial<Given>, string[], Inputs?]>([
    ['the key used as text', { password: passwordOf(username, utf8('u/nAbSmZKbCW7lugludvLg==')) }, ['check.secret-not-decoded']],
    ['the key decoded, its hex text used', { password: passwordOf(username, utf8(toHex(key))) }, ['check.secret-hex-text']],
    ['the key encoded once more', { password: passwordOf(username, utf8(toBase64(utf8('u/nAbSmZKbCW7lugludvLg==')))) }, ['check.secret-encoded']],
    ['the key with a line end', { password: passwordOf(username, utf8('u/nAbSmZKbCW7lugludvLg==\n')) }, ['check.secret-line-end']],
    [
      'the product’s secret',
      { password: passwordOf(username, utf8('8XzjN8rfgFVGDTNTUGau4snA')) },
      ['check.wrong-secret'],
      { ...device, productSecret: '8XzjN8rfgFVGDTNTUGau4snA' },
    ],
    [
      'the product’s secret, decoded',
      { password: passwordOf(username, lenientBase64('8XzjN8rfgFVGDTNTUGau4snA') ?? key) },
      ['check.wrong-secret'],
      { ...device, productSecret: '8XzjN8rfgFVGDTNTUGau4snA' },
    ],
    ['another key altogether', { password: passwordOf(username, utf8('0000000000000000')) }, ['check.no-match']],
    ['SHA-1 made, SHA-256 stated', { password: `${sign(username, 'sha1')};hmacsha256` }, ['check.algorithm']],
    ['SHA-256 made, SHA-1 stated', { password: `${sign(username)};hmacsha1` }, ['check.algorithm']],
    ['MD5 made', { password: `${sign(username, 'md5')};hmacsha256` }, ['check.algorithm']],
    ['MD5 stated as well', { password: `${sign(username, 'md5')};hmacmd5` }, ['tencent.method']],
    [
      'the wrong suffix and the key not decoded',
      { password: `${sign(username, 'sha1', utf8('u/nAbSmZKbCW7lugludvLg=='))};hmacsha256` },
      ['check.algorithm', 'check.secret-not-decoded'],
    ],
    ['another method than known', { password: `${sign(username, 'sha1')};hmacsha1` }, ['check.value-differs'], { ...device, method: 'hmacsha256' }],
    ['no method', { password: sign(username) }, ['tencent.no-method']],
    ['a comma before the method', { password: `${sign(username)},hmacsha256` }, ['tencent.no-method']],
    ['the method alone', { password: 'hmacsha256' }, ['tencent.no-method', 'tencent.no-digest']],
    ['the method in capitals', { password: `${sign(username)};HMACSHA256` }, ['check.case']],
    ['a method of another cloud’s spelling', { password: `${sign(username)};sha256` }, ['tencent.method']],
    ['the digest in capitals', { password: `${sign(username).toUpperCase()};hmacsha256` }, ['check.encoding']],
    ['the digest in Base64', { password: `${toBase64(hmac('sha256', key, utf8(username)))};hmacsha256` }, ['check.encoding']],
    ['a digest cut short', { password: `${sign(username).slice(0, 60)};hmacsha256` }, ['check.digest-length']],
    ['a plain hash', { password: `${toHex(hash('sha256', utf8(username)))};hmacsha256` }, ['check.no-hmac']],
    ['key and content turned round', { password: `${toHex(hmac('sha256', utf8(username), key))};hmacsha256` }, ['check.swapped-key']],
    ['only the client ID signed', { password: passwordOf('J5M4D6INI9pi_dht11') }, ['tencent.signed-client-id']],
    ['signed without expiry', { password: passwordOf('J5M4D6INI9pi_dht11;12010126;13GB9') }, ['tencent.signed-part']],
    ['signed in another order', { password: passwordOf('J5M4D6INI9pi_dht11;12010126;4294967295;13GB9') }, ['check.order']],
    ['signed with the other sdkappid', { password: passwordOf('J5M4D6INI9pi_dht11;21010406;13GB9;4294967295') }, ['tencent.signed-sdkappid']],
    ['signed with the expiry in milliseconds', { password: passwordOf(`${username}000`) }, ['check.timestamp-unit']],
    ['signed with a line end', { password: passwordOf(`${username}\n`) }, ['check.content-line-end']],
    ['another connid known than given', {}, ['check.value-differs', 'tencent.own-user-name'], { ...device, connId: 'ZZZZZ' }],
    ['another expiry known than given', {}, ['check.value-differs', 'tencent.own-user-name'], { ...device, expiry: '4294967000' }],
    ['another sdkappid known than given', {}, ['check.value-differs', 'tencent.signed-sdkappid'], { ...device, sdkAppId: '21010406' }],
    [
      'the known connid signed, another one given',
      { password: passwordOf('J5M4D6INI9pi_dht11;12010126;ZZZZZ;4294967295') },
      ['check.value-differs'],
      { ...device, connId: 'ZZZZZ' },
    ],
    ['a user name changed after signing', { username: 'J5M4D6INI9pi_dht11;12010126;13GB8;4294967295' }, ['check.no-match']],
    ['expiry and connid turned round', signed('J5M4D6INI9pi_dht11;12010126;4294967295;13GB9'), ['tencent.username-order', 'check.order']],
    ['the user name’s parts the other way', signed('12010126;J5M4D6INI9pi_dht11;13GB9;4294967295'), ['tencent.username-order', 'check.no-match']],
    ['no expiry', signed('J5M4D6INI9pi_dht11;12010126;13GB9'), ['tencent.username-parts', 'tencent.no-username']],
    ['commas for semicolons', signed('J5M4D6INI9pi_dht11,12010126,13GB9,4294967295'), ['tencent.username-parts', 'tencent.no-username']],
    ['sdkappid missing its value', signed('J5M4D6INI9pi_dht11;;13GB9;4294967295'), ['tencent.username-parts', 'tencent.no-username']],
    ['a name for sdkappid', signed('J5M4D6INI9pi_dht11;app;13GB9;4294967295'), ['tencent.sdkappid']],
    ['a date for expiry', signed('J5M4D6INI9pi_dht11;12010126;13GB9;2026-01-01'), ['tencent.expiry']],
    ['expiry in milliseconds', signed('J5M4D6INI9pi_dht11;12010126;13GB9;1800000000000'), ['check.time-unit']],
    ['a dot in the client ID', { clientId: 'J5M4D6INI9.pi_dht11' }, ['tencent.identity-separator']],
    ['an ampersand in the client ID', { clientId: 'J5M4D6INI9&pi_dht11' }, ['tencent.identity-separator']],
    ['client ID as at Alibaba Cloud', { clientId: 'pi_dht11&J5M4D6INI9' }, ['tencent.identity-separator']],
    [
      'a dot everywhere',
      { clientId: 'J5M4D6INI9.pi_dht11', ...signed('J5M4D6INI9.pi_dht11;12010126;13GB9;4294967295') },
      ['tencent.identity-separator', 'tencent.identity-separator', 'tencent.signed-separator'],
    ],
    ['the client ID turned round', { clientId: 'pi_dht11J5M4D6INI9' }, ['tencent.identity-order']],
    ['the device name alone', { clientId: 'pi_dht11' }, ['tencent.identity-short']],
    ['the product ID alone', { clientId: 'J5M4D6INI9' }, ['tencent.identity-short']],
    ['the product ID in lower case', { clientId: 'j5m4d6ini9pi_dht11' }, ['check.case']],
    ['another device’s client ID', { clientId: 'J5M4D6INI9pi_dht12' }, ['check.value-differs']],
    ['client ID and user name swapped', { clientId: username, username: 'J5M4D6INI9pi_dht11' }, ['check.swapped', 'check.swapped']],
    ['a space after the user name', { username: `${username} ` }, ['check.space']],
    ['a line end after the password', { password: `${right.password}\r\n` }, ['check.line-end']],
    ['full-width semicolons', { username: username.replaceAll(';', '；') }, ['check.lookalike']],
    [
      'the host without its dot, as the us-east page prints it',
      { host: 'J5M4D6INI9us-east.iotcloud.tencentdevices.com' },
      ['check.part-differs'],
      { ...device, region: 'us-east' },
    ],
    ['another product’s host', { host: 'XXXXXXXXXX.iotcloud.tencentdevices.com' }, ['check.part-differs']],
    ['the WebSocket port at the TCP host', { port: '80' }, ['check.part-differs']],
  ])('%s', (_, change, expected, known = device) => {
    expect(codes({ ...right, ...change }, known)).toStrictEqual(expected)
  })

  it('is found out for a key that was decoded twice', () => {
    // Base64 of 16 characters that are Base64 themselves.
    const inner = toBase64(utf8('twelve bytes'))
    const password = passwordOf(username, lenientBase64(inner) ?? key)
    expect(codes({ ...right, password }, { ...device, psk: toBase64(utf8(inner)) })).toStrictEqual(['check.secret-decoded-twice'])
    expect(fromLatin1(lenientBase64(toBase64(utf8(inner))) ?? key)).toBe(inner)
  })

  it('is marked where it stands', () => {
    const [separator] = check({ ...right, clientId: 'J5M4D6INI9.pi_dht11' }).marks
    expect(separator).toMatchObject({ part: 'clientId', span: [10, 11], expected: 'J5M4D6INI9pi_dht11' })
    const [suffix] = check({ ...right, password: `${sign(username)};HMACSHA256` }).marks
    expect(suffix).toMatchObject({ part: 'password', span: [64, 75], expected: 'hmacsha256' })
    const [order] = check({ ...right, ...signed('J5M4D6INI9pi_dht11;13GB9;12010126;4294967295') }).marks
    expect(order).toMatchObject({ part: 'username', expected: username })
  })

  it('is told without the secret in any text', () => {
    const known = { ...device, productSecret: '8XzjN8rfgFVGDTNTUGau4snA' }
    for (const by of [utf8('u/nAbSmZKbCW7lugludvLg=='), utf8('8XzjN8rfgFVGDTNTUGau4snA'), utf8('nothing')]) {
      const { marks } = check({ ...right, password: passwordOf(username, by) }, known)
      expect(marks).toHaveLength(1)
      expect(JSON.stringify(marks)).not.toMatch(/u\/nAb|8Xzj|bbf9c06d/)
    }
  })

  it('is only its form while the key is not known', () => {
    const { psk: _, ...known } = device
    expect(check(right, known)).toMatchObject({ marks: [], isRecomputed: false })
    expect(codes({ ...right, password: `${sign(username)};hmacsha1` }, known)).toStrictEqual(['check.algorithm'])
  })

  it('needs the user name to judge the password, and says so', () => {
    expect(codes({ password: right.password ?? '' })).toStrictEqual(['tencent.no-username'])
    expect(codes({ password: right.password ?? '' }, { ...device, connId: '13GB9', expiry: '4294967295' })).toStrictEqual([])
  })

  it('takes over what the login itself states', () => {
    const { inputs } = check({ ...right, host: 'J5M4D6INI9.europe.iothub.tencentdevices.com' }, {})
    expect(inputs).toMatchObject({
      productId: 'J5M4D6INI9',
      deviceName: 'pi_dht11',
      region: 'europe',
      transport: 'tcp',
      sdkAppId: '12010126',
      connId: '13GB9',
      expiry: '4294967295',
      method: 'hmacsha256',
    })
  })

  it('is told of any text, without a throw', () => {
    const part = fc.option(fc.oneof(fc.string(), fc.constantFrom(username, 'J5M4D6INI9.pi_dht11', ';;;', 'hmacsha256'), fc.stringMatching(/^[;.&0-9A-Za-z]{0,60}$/)), { nil: undefined })
    fc.assert(
      fc.property(fc.record({ host: part, port: part, clientId: part, username: part, password: part }), (parts) => {
        const given: Given = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
        for (const known of [{}, device]) expect(() => check(given, known)).not.toThrow()
      }),
      { numRuns: 60 },
    )
  })

  it('is nothing at a host of one’s own', () => {
    expect(codes({ ...right, host: 'localhost', port: '18830' })).toStrictEqual([])
    expect(codes({ ...right, host: 'iotcloud-mqtt.gz.tencentdevices.com' })).toStrictEqual([])
  })
})

describe('a login by certificate', () => {
  const given: Given = { ...right, port: '8883', password: 'anything at all' }

  it('is judged by its form, whatever the password is', () => {
    const { psk: _, ...known } = device
    expect(check(given, { ...known, auth: 'cert' })).toMatchObject({ marks: [], isRecomputed: false })
    expect(check({ ...given, password: '' }, { ...known, auth: 'cert' }).marks).toStrictEqual([])
    expect(codes({ ...given, clientId: 'J5M4D6INI9.pi_dht11' }, { ...known, auth: 'cert' })).toStrictEqual(['tencent.identity-separator'])
    expect(codes({ ...given, username: 'J5M4D6INI9pi_dht11;12010126;13GB9;1645079520' }, { ...known, auth: 'cert' })).toStrictEqual(['check.expired'])
  })

  it('is recognised by its port and a password that is no signature', () => {
    expect(check(given, { productId: 'J5M4D6INI9' })).toMatchObject({ marks: [], inputs: { auth: 'cert', transport: 'tls' } })
    expect(codes({ ...given, password: 'hmacsha256' }, { productId: 'J5M4D6INI9' })).toContain('tencent.no-digest')
  })
})
