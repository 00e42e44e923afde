import { createHash, createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstances, describeCheck, givenOf, loginOf } from '../../../test/support/check-properties.ts'
import { checkLogin } from '../../signature/check.ts'
import type { Given } from '../../signature/given.ts'
import { utf8 } from '../../text/bytes.ts'
import { toBase64 } from '../../text/encodings.ts'
import type { Inputs } from '../profile.ts'
import { findOperation, signWith } from '../sign.ts'
import { huaweiIotda } from './profile.ts'

const id = fc.stringMatching(/^[a-f0-9]{24}_[A-Za-z0-9_-]{1,16}$/)
const secret = fc.stringMatching(/^[a-f0-9]{32}$/)

describeCheck({
  cloud: huaweiIotda,
  inputs: {
    deviceId: id,
    secret,
    signType: fc.constantFrom('0', '1'),
    // The clock of these tests stands at noon.
    timestamp: fc.constantFrom('2026061511', '2026061512', '2026061513'),
    transport: fc.constantFrom('tls', 'tcp', 'wss'),
    region: fc.constantFrom('cn-north-4', 'cn-east-3'),
    instance: fc.oneof(fc.constant(''), fc.stringMatching(/^[a-f0-9]{10}$/)),
  },
  changes: {
    deviceId: { to: id, named: ['deviceId'] },
    secret: { to: secret, named: ['password'] },
    signType: { to: fc.constantFrom('0', '1'), named: ['signType'] },
    timestamp: { to: fc.constantFrom('2026061511', '2026061512', '2018072417'), named: ['timestamp'] },
    region: { to: fc.constantFrom('ap-southeast-1', 'me-east-1'), named: ['region'] },
    instance: { to: fc.stringMatching(/^[a-f0-9]{10}$/), named: ['instance'] },
  },
})

const deviceId = '6203cc94c7fb24029b110408_88888888'
const device: Inputs = { deviceId, secret: '123456789', transport: 'tls', instance: '6e69a63a03', region: 'cn-north-4' }
const hmac = (key: string | Uint8Array, message: string | Uint8Array, algorithm = 'sha256') => createHmac(algorithm, key).update(message).digest('hex')
/** The login of the published LuatOS test, whose hour is far ahead and not checked. */
const right: Given = {
  host: '6e69a63a03.st1.iotda-device.cn-north-4.myhuaweicloud.com',
  port: '8883',
  clientId: `${deviceId}_0_0_2999010100`,
  username: deviceId,
  password: '5888ea6f4631ce76d621f452e8823507c36dd68a61f6e08518c8935e280c3c72',
}
const marksOf = (given: Given, known: Inputs = device) => checkLogin(huaweiIotda, given, known, circumstances).marks
const codes = (given: Given, known: Inputs = device) => marksOf(given, known).map(({ code }) => code)
/** A login with sign type 1 at an hour, rightly signed. */
const at = (hour: string, signType = '1'): Given => ({ ...right, clientId: `${deviceId}_0_${signType}_${hour}`, password: hmac(hour, '123456789') })

describe('what is wrong with a login of Huawei Cloud', () => {
  it('is nothing in the published one', () => {
    expect(codes(right)).toStrictEqual([])
    expect(codes(right, { secret: '123456789' })).toStrictEqual([])
    expect(codes({ ...right, host: '6e69a63a03.iot-mqtts.cn-north-4.myhuaweicloud.com' }, { deviceId, secret: '123456789' })).toStrictEqual([])
  })

  it.each<[string, Partial<Given>, string[], Inputs?]>([
    ['key and message swapped', { password: hmac('123456789', '2999010100') }, ['check.swapped-key']],
    ['no HMAC', { password: createHash('sha256').update('2999010100123456789').digest('hex') }, ['check.no-hmac']],
    ['another algorithm', { password: hmac('2999010100', '123456789', 'md5') }, ['check.algorithm']],
    ['upper case', { password: right.password?.toUpperCase() ?? '' }, ['check.encoding']],
    ['Base64 in place of hex', { password: createHmac('sha256', '2999010100').update('123456789').digest('base64') }, ['check.encoding']],
    ['the secret with a line end', { password: hmac('2999010100', '123456789\n') }, ['check.secret-line-end']],
    ['the secret with a space', { password: hmac('2999010100', '123456789 ') }, ['check.secret-space']],
    ['the group’s secret', { password: hmac('2999010100', 'Z3JvdXA=') }, ['check.wrong-secret'], { ...device, groupSecret: 'Z3JvdXA=' }],
    ['another secret', { password: hmac('2999010100', 'abcdefgh') }, ['check.no-match']],
    ['the hour of UTC+8 signed, the UTC hour carried', { password: hmac('2999010108', '123456789') }, ['huawei.other-hour']],
    ['the day signed without its hour', { password: hmac('29990101', '123456789') }, ['huawei.hour-cut']],
    ['the secret itself', { password: '123456789' }, ['check.secret-as-password']],
    ['a digest cut short', { password: right.password?.slice(0, 60) ?? '' }, ['check.digest-length']],
    ['the device ID alone', { clientId: deviceId }, ['huawei.client-id', 'check.no-match']],
    ['the sign type missing', { clientId: `${deviceId}_0_2999010100` }, ['huawei.client-id']],
    ['the node ID of the old platform', { clientId: `${deviceId}_2_0_2999010100` }, ['huawei.id-type']],
    ['a sign type for SM3', { clientId: `${deviceId}_0_2_2999010100` }, ['huawei.sign-type']],
    ['minutes after the hour', { clientId: `${deviceId}_0_0_299901010000`, password: hmac('299901010000', '123456789') }, ['huawei.hour-form']],
    ['a Unix time for the hour', { clientId: `${deviceId}_0_0_1700000000`, password: hmac('1700000000', '123456789') }, ['huawei.hour-form']],
    ['the client ID as user name', { username: `${deviceId}_0_0_2999010100` }, ['huawei.username']],
    ['client ID and user name swapped', { clientId: deviceId, username: `${deviceId}_0_0_2999010100` }, ['check.swapped', 'check.swapped']],
    ['another device’s ID', { username: '6203cc94c7fb24029b110408_99999999' }, ['check.value-differs']],
    ['the device ID in capitals', { username: deviceId.toUpperCase() }, ['check.case']],
    ['the client ID of another device', { clientId: '6203cc94c7fb24029b110408_99999999_0_0_2999010100' }, ['check.part-differs']],
    ['a line end after the password', { password: `${right.password}\n` }, ['check.line-end']],
    ['a misspelt address', { host: '6e69a63a03.st1.iotda-devices.cn-north-4.myhuaweicloud.com' }, ['huawei.host'], { deviceId, secret: '123456789' }],
    ['another instance', { host: '0000000000.st1.iotda-device.cn-north-4.myhuaweicloud.com' }, ['check.value-differs']],
    ['the port of another transport', { port: '1883' }, ['check.part-differs']],
  ])('%s', (_, change, expected, known = device) => {
    expect(codes({ ...right, ...change }, known)).toStrictEqual(expected)
  })

  it.each<[string, string, string[], RegExp?]>([
    ['the hour itself', '2026061512', []],
    ['an hour before', '2026061511', []],
    ['an hour after', '2026061513', []],
    ['local time of Shenzhen', '2026061520', ['huawei.local-hour'], /UTC\+8/],
    ['local time of Johannesburg', '2026061514', ['huawei.local-hour'], /UTC\+2/],
    ['five hours before', '2026061507', ['huawei.hour-old'], /5 hours.*UTC-5/],
    ['three days before', '2026061212', ['huawei.hour-old'], /3 days/],
    ['far ahead', '2999010100', ['huawei.hour-ahead'], /days in the future/],
  ])('checks the hour with sign type 1: %s', (_, hour, expected, words) => {
    const marks = marksOf(at(hour))
    expect(marks.map(({ code, part, field }) => [code, part, field])).toStrictEqual(expected.map((code) => [code, 'clientId', 'timestamp']))
    if (words) expect(marks[0]?.what.en).toMatch(words)
    expect(codes(at(hour, '0'))).toStrictEqual([])
  })

  it('is told without the secret in any text', () => {
    const known = { ...device, secret: 'fs12345678geheim' }
    for (const password of [hmac('fs12345678geheim', '2999010100'), 'fs12345678geheim', hmac('2999010100', 'fs12345678geheim\r\n')]) {
      expect(JSON.stringify(marksOf({ ...right, password }, known))).not.toMatch(/geheim/)
    }
  })

  it('is nothing about the password of a device with a certificate', () => {
    const known: Inputs = { deviceId, auth: 'cert', transport: 'tls', instance: '6e69a63a03' }
    const { password: _, ...certified } = right
    expect(codes(certified, known)).toStrictEqual([])
    expect(codes({ ...certified, clientId: deviceId }, known)).toStrictEqual(['huawei.short-client-id'])
  })
})

const sign = (operation: string, inputs: Inputs) => {
  const found = findOperation(huaweiIotda, operation)
  if (!found) throw new Error(`no operation ${operation}`)
  return signWith(huaweiIotda, found, inputs, circumstances)
}

describe('a login of Huawei Cloud', () => {
  it('is that of the platform’s own example', () => {
    // Device connection authentication, iot_06_v5_3009: secret 12345678, hour 2025041401.
    expect(loginOf(huaweiIotda, { deviceId, secret: '12345678', timestamp: '2025041401' }).password).toBe('c75150e6cb841417396819e4d2ee4358a416344a03a083e3a8567074ddec820a')
  })

  it('takes the UTC hour of now, and ends with it where it is checked', () => {
    const { made } = sign('login', { ...device, signType: '1' })
    expect(made?.login?.clientId).toBe(`${deviceId}_0_1_2026061512`)
    expect(made?.expiresAt).toBe(Date.UTC(2026, 5, 15, 14))
    expect(sign('login', device).made).not.toHaveProperty('expiresAt')
  })

  it('goes to the address of the instance, else of the basic edition, or where it is told', () => {
    const hostOf = (inputs: Inputs) => givenOf(loginOf(huaweiIotda, { deviceId, secret: '123456789', ...inputs })).host
    expect(hostOf({ instance: '6e69a63a03', region: 'cn-east-3' })).toBe('6e69a63a03.st1.iotda-device.cn-east-3.myhuaweicloud.com')
    expect(hostOf({})).toBe('iot-mqtts.cn-north-4.myhuaweicloud.com')
    expect(hostOf({ host: 'iot.example.com', instance: 'x' })).toBe('iot.example.com')
  })

  const pem = { name: 'a.pem', bytes: utf8('x') }
  it.each<[Inputs, string[]]>([
    [{}, []],
    [{ instance: '' }, ['huawei.basic-host']],
    [{ timestamp: '20260615' }, ['input.hour']],
    [{ timestamp: '1781524800' }, ['input.hour']],
    [{ timestamp: '2026023012' }, ['input.hour']],
    [{ signType: '1', timestamp: '2026061520' }, ['huawei.local-hour']],
    [{ signType: '0', timestamp: '2026061520' }, []],
    [{ deviceId: 'a&b' }, ['input.form']],
    [{ secret: '' }, ['input.missing']],
    [{ auth: 'cert', secret: '', cert: pem, privateKey: pem, signType: '1', timestamp: '2018072417' }, []],
    [{ auth: 'cert', secret: '', cert: pem, privateKey: pem, transport: 'tcp' }, ['huawei.certificate-needs-tls']],
    [{ auth: 'cert', secret: '' }, ['input.missing', 'input.missing']],
  ])('finds in %j: %j', (inputs, expected) => {
    expect(sign('login', { ...device, ...inputs }).findings.map(({ code }) => code)).toStrictEqual(expected)
  })
})

describe('device provisioning for a registration group', () => {
  const groupSecret = toBase64(utf8('an example of a group secret, 40 bytes!!'))
  const inputs: Inputs = { deviceId: '702b1038-a174', scopeId: 'f67f8df43c4a', groupSecret, timestamp: '2026061512' }
  const derived = hmac('702b1038-a174', 'an example of a group secret, 40 bytes!!')
  const down = '$oc/devices/702b1038-a174/sys/bootstrap/down'

  it('signs with the secret derived from the group’s', () => {
    expect(sign('bootstrap', inputs).made?.login).toMatchObject({
      host: 'iot-bs.cn-north-4.myhuaweicloud.com',
      port: 8883,
      transport: 'tls',
      clientId: '702b1038-a174_0_f67f8df43c4a_0_2026061512',
      username: '702b1038-a174',
      password: hmac('2026061512', derived),
    })
  })

  it('asks once subscribed, and reads the address and the secret', () => {
    const talk = sign('bootstrap', inputs).made?.talk
    expect(talk).toMatchObject({ subscribe: [down], first: { topic: '$oc/devices/702b1038-a174/sys/bootstrap/up', payload: '' } })
    expect(talk?.read('another', '{}')).toStrictEqual({ kind: 'wait' })
    expect(talk?.read(down, '{"address":"10.0.0.1:8883","initConfig":"{}"}')).toMatchObject({ kind: 'done', inputs: { deviceId: '702b1038-a174', host: '10.0.0.1', port: '8883', secret: derived } })
    expect(talk?.read(down, '{"address":"a.example","deviceSecret":"abc"}')).toMatchObject({ kind: 'done', inputs: { host: 'a.example', secret: 'abc' } })
  })

  it('says why it was refused', () => {
    const answer = sign('bootstrap', inputs).made?.talk?.read(down, '{"errorCode":"100414","errorMsg":"Failed to match the strategy"}')
    expect(answer).toMatchObject({ kind: 'failed', failure: { code: 'huawei.bootstrap.refused', what: { en: expect.stringContaining('100414') } } })
    expect(sign('bootstrap', inputs).made?.talk?.read(down, 'not JSON')).toMatchObject({ kind: 'failed' })
  })
})
