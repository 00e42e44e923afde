import { createHash, createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstances, describeCheck, loginOf } from '../../../test/support/check-properties.ts'
import { checkLogin } from '../../signature/check.ts'
import type { Given } from '../../signature/given.ts'
import type { Inputs } from '../profile.ts'
import { signWith } from '../sign.ts'
import { tuyaLink } from './profile.ts'

const id = fc.stringMatching(/^[a-z0-9]{20,22}$/)
const secret = fc.stringMatching(/^[A-Za-z]{16}$/)
const timestamp = fc.integer({ min: 1_500_000_000, max: 1_900_000_000 }).map(String)
const regions = fc.constantFrom('cn', 'eu', 'weaz', 'us', 'ueaz', 'in')

describeCheck({
  cloud: tuyaLink,
  inputs: { deviceId: id, deviceSecret: secret, timestamp, transport: fc.constant('tls'), region: regions },
  changes: {
    deviceId: { to: id, named: ['deviceId'] },
    deviceSecret: { to: secret, named: ['password'] },
    timestamp: { to: timestamp, named: ['timestamp'] },
    region: { to: regions, named: ['region'] },
  },
})

/** A login published with LuatOS, openLuat/LuatOS iotauth_tests.lua. */
const deviceId = '6c95875d0f5ba69607nzfl'
const device: Inputs = { deviceId, deviceSecret: 'fb803786602df760', transport: 'tls', region: 'cn' }
const right: Given = {
  host: 'm1.tuyacn.com',
  port: '8883',
  clientId: 'tuyalink_6c95875d0f5ba69607nzfl',
  username: '6c95875d0f5ba69607nzfl|signMethod=hmacSha256,timestamp=1700000000,secureMode=1,accessType=1',
  password: '1560ae9a5d22067b47f6e98347c6e408fd9e9b63cd6c1f354fedbe452b0375db',
}
const content = `deviceId=${deviceId},timestamp=1700000000,secureMode=1,accessType=1`
const signed = (text: string, key = 'fb803786602df760', algorithm = 'sha256') => createHmac(algorithm, key).update(text).digest('hex')
const user = (parameters: string, device_ = deviceId) => ({ username: `${device_}|${parameters}` })
const marksOf = (given: Given, known: Inputs = device) => checkLogin(tuyaLink, given, known, circumstances).marks
const codes = (given: Given, known: Inputs = device) => marksOf(given, known).map(({ code }) => code)

describe('what is wrong with a login of Tuya Link', () => {
  it('is nothing in the published one', () => {
    expect(codes(right)).toStrictEqual([])
    expect(codes(right, { deviceSecret: 'fb803786602df760' })).toStrictEqual([])
    expect(codes({ ...right, host: 'M1.TuyaCN.com' })).toStrictEqual([])
    // Not on the platform's page, though in use.
    expect(codes({ ...right, host: 'm1-sg.iotbing.com' }, { ...device, region: '' })).toStrictEqual([])
    expect(codes({ ...right, host: '192.168.1.5', port: '2883' })).toStrictEqual([])
  })

  it.each<[string, Partial<Given>, string[], Inputs?]>([
    ['the device ID alone as client ID', { clientId: deviceId }, ['tuya.client-id']],
    ['the client ID’s beginning in capitals', { clientId: `TuyaLink_${deviceId}` }, ['check.case']],
    ['another device in the client ID', { clientId: 'tuyalink_other' }, ['check.part-differs']],
    ['the device ID alone as user name', { username: deviceId }, ['tuya.username-parts'], { ...device, timestamp: '1700000000' }],
    ['no device ID in the user name', { username: '|signMethod=hmacSha256,timestamp=1700000000,secureMode=1,accessType=1' }, ['tuya.username-parts'], { ...device, timestamp: '1700000000' }],
    ['a bar at the end', { username: `${right.username}|` }, ['tuya.username-parts']],
    ['a parameter missing', user('signMethod=hmacSha256,timestamp=1700000000,secureMode=1'), ['tuya.username-parts']],
    ['a parameter too many', user('signMethod=hmacSha256,timestamp=1700000000,secureMode=1,accessType=1,x=1'), ['tuya.username-parts']],
    ['a parameter without value', user('signMethod,timestamp=1700000000,secureMode=1,accessType=1'), ['tuya.username-parts', 'tuya.username-parts']],
    ['a name in other letters', user('signmethod=hmacSha256,timestamp=1700000000,secureMode=1,accessType=1'), ['check.case']],
    ['a space before a name', user('signMethod=hmacSha256, timestamp=1700000000,secureMode=1,accessType=1'), ['check.case']],
    ['the method in other letters', user('signMethod=hmacsha256,timestamp=1700000000,secureMode=1,accessType=1'), ['check.case']],
    ['another method', user('signMethod=hmacMd5,timestamp=1700000000,secureMode=1,accessType=1'), ['tuya.username-value']],
    ['another mode', user('signMethod=hmacSha256,timestamp=1700000000,secureMode=2,accessType=1'), ['tuya.username-value']],
    ['another order', user('timestamp=1700000000,signMethod=hmacSha256,secureMode=1,accessType=1'), ['tuya.username-order']],
    ['a time stamp that is none', user('signMethod=hmacSha256,timestamp=now,secureMode=1,accessType=1'), ['tuya.username-value', 'check.no-match']],
    [
      'milliseconds throughout',
      { ...user('signMethod=hmacSha256,timestamp=1700000000123,secureMode=1,accessType=1'), password: signed(`deviceId=${deviceId},timestamp=1700000000123,secureMode=1,accessType=1`) },
      ['check.timestamp-unit'],
    ],
    ['milliseconds in the user name alone', user('signMethod=hmacSha256,timestamp=1700000000123,secureMode=1,accessType=1'), ['check.timestamp-unit', 'check.timestamp-unit']],
    ['milliseconds signed alone', { password: signed(content.replace('1700000000', '1700000000000')) }, ['check.timestamp-unit']],
    ['signMethod signed', { password: signed(`deviceId=${deviceId},signMethod=hmacSha256,timestamp=1700000000,secureMode=1,accessType=1`) }, ['tuya.method-signed']],
    ['the user name signed', { password: signed(right.username ?? '') }, ['tuya.username-signed']],
    ['no device ID signed', { password: signed('timestamp=1700000000,secureMode=1,accessType=1') }, ['tuya.device-id-left-out']],
    ['the device ID signed without its name', { password: signed(content.slice('deviceId='.length)) }, ['check.names-left-out']],
    ['the client ID signed', { password: signed(content.replace(deviceId, `tuyalink_${deviceId}`)) }, ['check.other-client-id']],
    ['ampersands between the parts', { password: signed(content.replaceAll(',', '&')) }, ['check.separators']],
    ['spaces behind the commas', { password: signed(content.replaceAll(',', ', ')) }, ['check.separators']],
    ['the parts in order of their names', { password: signed(content.split(',').toSorted().join(',')) }, ['check.order']],
    ['all in small letters', { password: signed(content.toLowerCase()) }, ['check.content-case']],
    ['a line end signed', { password: signed(`${content}\n`) }, ['check.content-line-end']],
    ['the secret with a line end', { password: signed(content, 'fb803786602df760\n') }, ['check.secret-line-end']],
    ['the secret in capitals', { password: signed(content, 'FB803786602DF760') }, ['check.secret-case']],
    ['the secret read as hex', { password: createHmac('sha256', Uint8Array.of(0xfb, 0x80, 0x37, 0x86, 0x60, 0x2d, 0xf7, 0x60)).update(content).digest('hex') }, ['check.secret-hex']],
    ['the device ID as secret', { password: signed(content, deviceId) }, ['check.wrong-secret']],
    ['key and content swapped', { password: signed('fb803786602df760', content) }, ['check.swapped-key']],
    ['a plain hash', { password: createHash('sha256').update(content).digest('hex') }, ['check.no-hmac']],
    ['SHA1', { password: signed(content, 'fb803786602df760', 'sha1') }, ['check.algorithm']],
    ['upper case', { password: right.password?.toUpperCase() ?? '' }, ['check.encoding']],
    ['Base64', { password: createHmac('sha256', 'fb803786602df760').update(content).digest('base64') }, ['check.encoding']],
    ['the secret itself', { password: 'fb803786602df760' }, ['check.secret-as-password']],
    ['a digest cut short', { password: right.password?.slice(0, 60) ?? '' }, ['check.digest-length']],
    ['another secret', { password: signed(content, 'fb803786602df761') }, ['check.no-match']],
    ['another device in the user name', user('signMethod=hmacSha256,timestamp=1700000000,secureMode=1,accessType=1', '6c828cba434ff40c074wF2'), ['check.value-differs']],
    ['client ID and user name swapped', { clientId: right.username ?? '', username: right.clientId ?? '' }, ['check.swapped', 'check.swapped']],
    ['a line end after the user name', { username: `${right.username}\n` }, ['check.line-end']],
    ['another data centre', { host: 'm1.tuyaeu.com' }, ['check.value-differs']],
    ['a misspelt host', { host: 'm1.tuyacn.co' }, ['check.part-differs']],
    ['the port without TLS', { port: '1883' }, ['check.part-differs']],
  ])('%s', (_, change, expected, known = device) => {
    expect(codes({ ...right, ...change }, known)).toStrictEqual(expected)
  })

  it('is told without the secret in any text', () => {
    for (const password of [signed(content, 'fb803786602df760\n'), signed('fb803786602df760', content), 'fb803786602df760']) {
      expect(JSON.stringify(marksOf({ ...right, password }))).not.toMatch(/fb803786602df760/i)
    }
  })
})

describe('a login of Tuya Link', () => {
  it('is that of the platform’s own example', () => {
    expect(loginOf(tuyaLink, { deviceId: '6c828cba434ff40c074wF2', deviceSecret: 'ffad8eb66ae8c717', timestamp: '1607635284' })).toMatchObject({
      host: 'm1.tuyacn.com',
      port: 8883,
      transport: 'tls',
      clientId: 'tuyalink_6c828cba434ff40c074wF2',
      username: '6c828cba434ff40c074wF2|signMethod=hmacSha256,timestamp=1607635284,secureMode=1,accessType=1',
      password: '9088f1608df4744e2a933ff905ffdde58dc7213510f25ad786a89896a5ea1104',
    })
  })

  it.each([
    ['eu', 'm1.tuyaeu.com'],
    ['weaz', 'm1-weaz.tuyaeu.com'],
    ['us', 'm1.tuyaus.com'],
    ['ueaz', 'm1-ueaz.tuyaus.com'],
    ['in', 'm1.tuyain.com'],
  ])('goes to the data centre %s', (region, host) => {
    expect(loginOf(tuyaLink, { ...device, region })).toMatchObject({ host, port: 8883 })
  })

  const sign = (inputs: Inputs) => signWith(tuyaLink, tuyaLink.operations[0], { ...device, ...inputs }, circumstances)

  it('takes the time of now, and does not end', () => {
    const { made } = sign({})
    expect(made?.login?.username).toContain(`timestamp=${circumstances.now / 1000},`)
    expect(made).not.toHaveProperty('expiresAt')
  })

  it.each<[Inputs, string[]]>([
    [{}, []],
    [{ timestamp: '7258089600' }, []],
    [{ timestamp: `${circumstances.now}` }, ['input.time-unit']],
    [{ region: 'sg' }, ['input.region']],
    [{ transport: 'tcp' }, ['input.transport']],
    [{ deviceId: `tuyalink_${deviceId}` }, ['input.form']],
    [{ deviceSecret: 'fb803786' }, ['input.form']],
    [{ deviceSecret: '' }, ['input.missing']],
  ])('finds in %j: %j', (inputs, expected) => {
    expect(sign(inputs).findings.map(({ code }) => code)).toStrictEqual(expected)
  })
})
