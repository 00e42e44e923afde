import { createHash, createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstances, describeCheck, loginOf } from '../../../test/support/check-properties.ts'
import { checkLogin } from '../../signature/check.ts'
import type { Given } from '../../signature/given.ts'
import type { Inputs } from '../profile.ts'
import { signWith } from '../sign.ts'
import { baiduIotCore } from './profile.ts'

const id = fc.stringMatching(/^[a-z]{7}$/)
const name = fc.stringMatching(/^[A-Za-z0-9_-]{2,30}$/)
const secret = fc.stringMatching(/^[A-Za-z]{16}$/)
/** Seconds of the tests' clock, and what is within ten minutes of it. */
const noon = circumstances.now / 1000

describeCheck({
  cloud: baiduIotCore,
  inputs: {
    coreId: id,
    deviceKey: name,
    deviceSecret: secret,
    clientId: name,
    algorithm: fc.constantFrom('MD5', 'SHA256'),
    timestamp: fc.oneof(fc.constantFrom('', '0'), fc.integer({ min: noon - 600, max: noon + 600 }).map(String)),
    transport: fc.constantFrom('tls', 'tcp', 'wss'),
    region: fc.constantFrom('gz', 'bj'),
  },
  changes: {
    coreId: { to: id, named: ['coreId'] },
    deviceKey: { to: name, named: ['deviceKey'] },
    deviceSecret: { to: secret, named: ['password'] },
    clientId: { to: name, named: ['clientId'] },
    algorithm: { to: fc.constantFrom('MD5', 'SHA256'), named: ['algorithm'] },
    timestamp: { to: fc.integer({ min: noon - 600, max: noon + 600 }).map(String), named: ['timestamp'] },
    region: { to: fc.constantFrom('su'), named: ['region'] },
  },
})

/** The example of the platform's own page, “Connect and exchange messages over MQTT”. */
const device: Inputs = { coreId: 'abcd123', deviceKey: 'mydevice', deviceSecret: 'ImSeCrEt0I1M2jkl', clientId: 'mydevice', transport: 'tcp', region: 'gz' }
const right: Given = {
  host: 'abcd123.iot.gz.baidubce.com',
  port: '1883',
  clientId: 'mydevice',
  username: 'thingidp@abcd123|mydevice|0|MD5',
  password: '22bc75231495220c7a2202fe15f7d286',
}
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const marksOf = (given: Given, known: Inputs = device) => checkLogin(baiduIotCore, given, known, circumstances).marks
const codes = (given: Given, known: Inputs = device) => marksOf(given, known).map(({ code }) => code)

describe('what is wrong with a login of Baidu IoT Core', () => {
  it('is nothing in the published ones', () => {
    expect(codes(right)).toStrictEqual([])
    expect(codes({ ...right, username: 'thingidp@abcd123|mydevice|MD5' })).toStrictEqual([])
    expect(codes(right, { deviceSecret: 'ImSeCrEt0I1M2jkl' })).toStrictEqual([])
    // Left out, the algorithm is MD5: allowed, and said.
    expect(marksOf({ ...right, username: 'thingidp@abcd123|mydevice' })).toMatchObject([{ severity: 'warning', code: 'baidu.no-algorithm' }])
  })

  it.each<[string, Partial<Given>, string[], Inputs?]>([
    ['an HMAC', { password: createHmac('md5', 'ImSeCrEt0I1M2jkl').update('mydevice&0&MD5').digest('hex') }, ['check.hmac']],
    ['an HMAC of everything', { password: createHmac('md5', 'ImSeCrEt0I1M2jkl').update('mydevice&0&MD5ImSeCrEt0I1M2jkl').digest('hex') }, ['check.secret-in-content', 'check.hmac']],
    ['no secret at all', { password: md5('mydevice&0&MD5') }, ['check.no-secret']],
    ['another algorithm', { password: createHash('sha256').update('mydevice&0&MD5ImSeCrEt0I1M2jkl').digest('hex') }, ['check.algorithm']],
    ['SHA256 throughout, MD5 in the user name', { password: createHash('sha256').update('mydevice&0&SHA256ImSeCrEt0I1M2jkl').digest('hex') }, ['baidu.algorithm-hashed', 'check.algorithm']],
    ['the algorithm in small letters', { password: md5('mydevice&0&md5ImSeCrEt0I1M2jkl') }, ['baidu.algorithm-case']],
    ['the algorithm left out', { password: md5('mydevice&0ImSeCrEt0I1M2jkl') }, ['baidu.algorithm-left-out']],
    ['nothing where the time stamp stands', { password: md5('mydevice&&MD5ImSeCrEt0I1M2jkl') }, ['baidu.no-zero']],
    ['an & before the secret', { password: md5('mydevice&0&MD5&ImSeCrEt0I1M2jkl') }, ['check.separators']],
    ['bars between the parts', { password: md5('mydevice|0|MD5ImSeCrEt0I1M2jkl') }, ['check.separators']],
    ['the core ID in place of the device key', { password: md5('abcd123&0&MD5ImSeCrEt0I1M2jkl') }, ['baidu.core-id']],
    ['the secret in capitals', { password: md5('mydevice&0&MD5IMSECRET0I1M2JKL') }, ['check.secret-case']],
    ['the secret with a line end', { password: md5('mydevice&0&MD5ImSeCrEt0I1M2jkl\n') }, ['check.secret-line-end']],
    ['the product’s secret', { password: md5('mydevice&0&MD5other') }, ['check.wrong-secret'], { ...device, productSecret: 'other' }],
    ['another secret', { password: md5('mydevice&0&MD5anotherSecret000') }, ['check.no-match']],
    ['upper case', { password: right.password?.toUpperCase() ?? '' }, ['check.encoding']],
    ['the secret itself', { password: 'ImSeCrEt0I1M2jkl' }, ['check.secret-as-password']],
    ['a digest cut short', { password: right.password?.slice(0, 30) ?? '' }, ['check.digest-length']],
    ['a time stamp that was not hashed', { username: `thingidp@abcd123|mydevice|${noon}|MD5` }, ['check.timestamp-not-signed']],
    ['milliseconds hashed, seconds carried', { username: `thingidp@abcd123|mydevice|${noon}|MD5`, password: md5(`mydevice&${noon}000&MD5ImSeCrEt0I1M2jkl`) }, ['check.timestamp-unit']],
    ['milliseconds throughout', { username: `thingidp@abcd123|mydevice|${noon}000|MD5`, password: md5(`mydevice&${noon}000&MD5ImSeCrEt0I1M2jkl`) }, ['check.timestamp-unit']],
    ['no thingidp@', { username: 'abcd123|mydevice|0|MD5' }, ['baidu.prefix']],
    ['thingidp in capitals', { username: 'ThingIdp@abcd123|mydevice|0|MD5' }, ['check.case']],
    ['the device key missing', { username: 'thingidp@abcd123' }, ['baidu.username-parts', 'check.no-match'], { ...device, deviceKey: 'other' }],
    ['a part too many', { username: 'thingidp@abcd123|mydevice|0|MD5|x' }, ['baidu.username-parts']],
    ['time stamp and algorithm turned round', { username: 'thingidp@abcd123|mydevice|MD5|0' }, ['baidu.username-order']],
    ['the algorithm in small letters in the user name', { username: 'thingidp@abcd123|mydevice|0|md5' }, ['check.case']],
    ['the algorithm’s name misspelt', { username: 'thingidp@abcd123|mydevice|0|MD6' }, ['baidu.username-parts']],
    ['another device’s key', { username: 'thingidp@abcd123|yourdevice|0|MD5', clientId: 'mydevice' }, ['check.value-differs']],
    ['core ID and device key swapped', { username: 'thingidp@mydevice|abcd123|0|MD5' }, ['check.value-differs', 'check.value-differs']],
    ['client ID and user name swapped', { clientId: right.username ?? '', username: 'mydevice' }, ['check.swapped', 'check.swapped']],
    ['characters that a client ID may not have', { clientId: 'my.device' }, ['baidu.client-id'], { ...device, clientId: '' }],
    ['a line end after the user name', { username: `${right.username}\n` }, ['check.line-end']],
    ['the address of the old IoT Hub', { host: 'abcd123.mqtt.iot.gz.baidubce.com' }, ['baidu.old-hub']],
    ['the port of TLS', { port: '1884' }, ['check.part-differs']],
  ])('%s', (_, change, expected, known = device) => {
    expect(codes({ ...right, ...change }, known)).toStrictEqual(expected)
  })

  it.each<[number, string[], RegExp?]>([
    [noon - 599, []],
    [noon + 599, []],
    [noon - 661, ['baidu.skew'], /11 minutes old/],
    [noon + 8 * 3600, ['baidu.skew'], /8 hours in the future/],
    [1_583_826_857, ['baidu.skew'], /days old/],
  ])('checks the time stamp %i against the clock', (timestamp, expected, words) => {
    const marks = marksOf({ ...right, username: `thingidp@abcd123|mydevice|${timestamp}|MD5`, password: md5(`mydevice&${timestamp}&MD5ImSeCrEt0I1M2jkl`) })
    expect(marks.map(({ code, part, field }) => [code, part, field])).toStrictEqual(expected.map((code) => [code, 'username', 'timestamp']))
    if (words) expect(marks[0]?.what.en).toMatch(words)
  })

  it('is told without the secret in any text', () => {
    for (const password of [md5('mydevice&0&MD5ImSeCrEt0I1M2jkl\n'), 'ImSeCrEt0I1M2jkl']) {
      expect(JSON.stringify(marksOf({ ...right, password }))).not.toMatch(/ImSeCrEt/i)
    }
  })
})

describe('a login of Baidu IoT Core', () => {
  it('is that of the platform’s own example with a time stamp', () => {
    expect(loginOf(baiduIotCore, { ...device, algorithm: 'MD5', timestamp: '1583826857' })).toMatchObject({
      username: 'thingidp@abcd123|mydevice|1583826857|MD5',
      password: '7f0e63d2c6e122100edde19e34e7df5b',
    })
  })

  it('speaks WebSocket on the documented path, and takes the device key as client ID', () => {
    const { clientId: _, ...inputs } = device
    expect(loginOf(baiduIotCore, { ...inputs, transport: 'wss', region: 'bj' })).toMatchObject({ host: 'abcd123.iot.bj.baidubce.com', port: 443, path: '/mqtt', clientId: 'mydevice' })
  })

  const sign = (inputs: Inputs) => signWith(baiduIotCore, baiduIotCore.operations[0], { ...device, ...inputs }, circumstances)

  it('ends where its time stamp is checked', () => {
    expect(sign({ timestamp: String(noon) }).made?.expiresAt).toBe(circumstances.now + 600_000)
    expect(sign({ timestamp: '0' }).made).not.toHaveProperty('expiresAt')
  })

  it.each<[Inputs, string[]]>([
    [{ timestamp: '1583826857' }, ['baidu.skew']],
    [{ timestamp: '1583826857000' }, ['input.time-unit']],
    [{ timestamp: '0' }, []],
    [{ algorithm: 'md5' }, ['input.algorithm']],
    [{ deviceKey: 'a|b' }, ['input.form']],
    [{ clientId: 'my.device' }, ['input.form']],
    [{ deviceSecret: '' }, ['input.missing']],
  ])('finds in %j: %j', (inputs, expected) => {
    expect(sign(inputs).findings.map(({ code }) => code)).toStrictEqual(expected)
  })
})
