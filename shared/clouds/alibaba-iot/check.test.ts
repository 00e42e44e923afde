import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstances, describeCheck, givenOf, loginOf } from '../../../test/support/check-properties.ts'
import { hash, hmac } from '../../signature/digest.ts'
import { checkLogin } from '../../signature/check.ts'
import type { Given } from '../../signature/given.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { lenientBase64, toBase64 } from '../../text/encodings.ts'
import type { Inputs } from '../profile.ts'
import { alibabaIot } from './profile.ts'

const name = fc.stringMatching(/^[A-Za-z0-9_.:@-]{4,32}$/)
const secret = fc.stringMatching(/^[a-f0-9]{32}$/)

describeCheck({
  cloud: alibabaIot,
  inputs: {
    productKey: fc.stringMatching(/^[A-Za-z0-9]{8,12}$/),
    deviceName: name,
    deviceSecret: secret,
    clientId: name,
    signmethod: fc.constantFrom('hmacmd5', 'hmacsha1', 'hmacsha256'),
    timestamp: fc.oneof(fc.constant(''), fc.stringMatching(/^1[0-9]{12}$/)),
    transport: fc.constantFrom('tls', 'tcp', 'ws', 'wss'),
    region: fc.constantFrom('cn-shanghai', 'us-west-1'),
  },
  changes: {
    productKey: { to: fc.stringMatching(/^[A-Za-z0-9]{8,12}$/), named: ['productKey'] },
    deviceName: { to: name, named: ['deviceName'] },
    deviceSecret: { to: secret, named: ['password'] },
    clientId: { to: name, named: ['clientId'] },
    signmethod: { to: fc.constantFrom('hmacmd5', 'hmacsha1', 'hmacsha256'), named: ['signmethod'] },
    timestamp: { to: fc.stringMatching(/^1[0-9]{12}$/), named: ['timestamp', 'clientId'] },
    region: { to: fc.constantFrom('cn-beijing', 'eu-central-1'), named: ['region'] },
  },
})

/** The device of the published Air780EP guide, by hmacmd5. */
const device: Inputs = { productKey: 'k1hipglLdjU', deviceName: '868488076506128', deviceSecret: 'fef32adf6dad46c2c7cbf335d3a7b021', clientId: '868488076506128', signmethod: 'hmacmd5', transport: 'tls', securemode: '3' }
const right: Given = {
  host: 'k1hipglLdjU.iot-as-mqtt.cn-shanghai.aliyuncs.com',
  port: '1883',
  clientId: '868488076506128|securemode=3,signmethod=hmacmd5|',
  username: '868488076506128&k1hipglLdjU',
  password: '0f655b12adf519b9a7a2b0a990f398b6',
}
const content = 'clientId868488076506128deviceName868488076506128productKeyk1hipglLdjU'
const key = utf8('fef32adf6dad46c2c7cbf335d3a7b021')
const md5 = (k: Uint8Array, text: string) => toHex(hmac('md5', k, utf8(text)))
const codes = (given: Given, known: Inputs = device) => checkLogin(alibabaIot, given, known, circumstances).marks.map(({ code }) => code)

describe('what is wrong with a login of Alibaba Cloud', () => {
  it('is nothing in the published one', () => {
    expect(codes(right)).toStrictEqual([])
    expect(codes({ ...right, password: right.password?.toUpperCase() ?? '' })).toStrictEqual([])
  })

  it('is a secure mode of another transport, where nobody has settled on it', () => {
    const { securemode: _, ...known } = device
    expect(checkLogin(alibabaIot, right, known, circumstances).marks.map(({ code, part }) => [code, part])).toStrictEqual([['alibaba.securemode', 'clientId']])
    expect(codes({ ...right, clientId: right.clientId?.replace('securemode=3', 'securemode=2') ?? '' }, known)).toStrictEqual([])
  })

  it.each<[string, Partial<Given>, string[], Inputs?]>([
    ['another algorithm than stated', { password: toHex(hmac('sha1', key, utf8(content))) }, ['check.algorithm']],
    ['a plain hash', { password: toHex(hash('md5', utf8(content))) }, ['check.no-hmac']],
    ['the secret decoded from Base64', { password: md5(lenientBase64('fef32adf6dad46c2c7cbf335d3a7b021') ?? key, content) }, ['check.secret-decoded']],
    ['the secret with a line end', { password: md5(utf8('fef32adf6dad46c2c7cbf335d3a7b021\n'), content) }, ['check.secret-line-end']],
    ['the product’s secret', { password: md5(utf8('8LQwOYSZMwp3DFBd'), content) }, ['check.wrong-secret'], { ...device, productSecret: '8LQwOYSZMwp3DFBd' }],
    ['Base64 in place of hex', { password: toBase64(hmac('md5', key, utf8(content))) }, ['check.encoding']],
    ['values without names', { password: md5(key, '868488076506128868488076506128k1hipglLdjU') }, ['check.values-only']],
    ['the whole client ID signed', { password: md5(key, `clientId${right.clientId}deviceName868488076506128productKeyk1hipglLdjU`) }, ['check.whole-client-id']],
    ['a timestamp that was not signed', { clientId: '868488076506128|securemode=3,signmethod=hmacmd5,timestamp=789|' }, ['check.timestamp-not-signed']],
    [
      'seconds signed, milliseconds stated',
      { clientId: '868488076506128|securemode=3,signmethod=hmacmd5,timestamp=1689833956124|', password: md5(key, `${content}timestamp1689833956`) },
      ['check.timestamp-unit'],
    ],
    ['another secret altogether', { password: md5(utf8('00000000000000000000000000000000'), content) }, ['check.no-match']],
    ['a digest cut short', { password: '0f655b12adf519b9a7a2b0a990f398' }, ['check.digest-length']],
    ['no | | part', { clientId: '868488076506128' }, ['alibaba.no-extension']],
    ['the second | missing', { clientId: '868488076506128|securemode=3,signmethod=hmacmd5' }, ['alibaba.bars']],
    ['the user name turned round', { username: 'k1hipglLdjU&868488076506128' }, ['alibaba.username-order']],
    ['signMethod spelt as over HTTP', { clientId: '868488076506128|securemode=3,signMethod=hmacmd5|' }, ['check.case']],
    ['a space after the user name', { username: '868488076506128&k1hipglLdjU ' }, ['check.space']],
    ['a line end after the password', { password: '0f655b12adf519b9a7a2b0a990f398b6\r\n' }, ['check.line-end']],
    ['client ID and user name swapped', { clientId: right.username ?? '', username: right.clientId ?? '' }, ['check.swapped', 'check.swapped']],
    ['another device’s name', { username: '868488076506129&k1hipglLdjU' }, ['check.value-differs']],
    ['ProductKey in lower case', { username: '868488076506128&k1hipglldju' }, ['check.case']],
  ])('%s', (_, change, expected, known = device) => {
    expect(codes({ ...right, ...change }, known)).toStrictEqual(expected)
  })

  it('is told without the secret in any text', () => {
    const broken = { ...right, password: md5(utf8('fef32adf6dad46c2c7cbf335d3a7b021\n'), content) }
    expect(JSON.stringify(checkLogin(alibabaIot, broken, device, circumstances).marks)).not.toMatch(/fef32adf|0f655b12/)
  })

  it('is only its form while the secret is not known', () => {
    const { deviceSecret: _, ...known } = device
    const checked = checkLogin(alibabaIot, right, known, circumstances)
    expect(checked.marks).toStrictEqual([])
    expect(checked.isRecomputed).toBe(false)
  })
})

it('signs for WebSocket as the documented example does', () => {
  const documented = { clientId: '12345', deviceName: 'device', productKey: 'pk', timestamp: '789', signmethod: 'hmacsha1', deviceSecret: 'secret' }
  for (const [transport, mode] of [['ws', 3], ['wss', 2]] as const) {
    expect(givenOf(loginOf(alibabaIot, { ...documented, transport }))).toStrictEqual({
      host: 'pk.iot-as-mqtt.cn-shanghai.aliyuncs.com',
      port: '443',
      clientId: `12345|securemode=${mode},signmethod=hmacsha1,timestamp=789|`,
      username: 'device&pk',
      password: 'fafd82a3d602b37fb0fa8b7892f24a477f851a14',
    })
  }
})
