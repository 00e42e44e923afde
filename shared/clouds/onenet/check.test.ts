import { createHmac } from 'node:crypto'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { circumstances, describeCheck } from '../../../test/support/check-properties.ts'
import { checkLogin } from '../../signature/check.ts'
import type { Given } from '../../signature/given.ts'
import { toBase64 } from '../../text/encodings.ts'
import type { Inputs } from '../profile.ts'
import { findOperation, signWith } from '../sign.ts'
import { oneNet } from './profile.ts'

const key = fc.uint8Array({ minLength: 32, maxLength: 32 }).map(toBase64)
const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,24}$/)
const id = fc.stringMatching(/^[A-Za-z0-9]{6,12}$/)

describeCheck({
  cloud: oneNet,
  inputs: {
    service: fc.constantFrom('studio', 'suite'),
    productId: id,
    deviceName: name,
    key,
    et: fc.integer({ min: 1_800_000_000, max: 4_102_444_800 }).map(String),
    method: fc.constantFrom('md5', 'sha1', 'sha256'),
    transport: fc.constantFrom('tls', 'tcp'),
  },
  changes: {
    productId: { to: id, named: ['productId'] },
    deviceName: { to: name, named: ['deviceName'] },
    key: { to: key, named: ['password'] },
    et: { to: fc.constant('1999999999'), named: ['et'] },
    method: { to: fc.constantFrom('md5', 'sha1', 'sha256'), named: ['method'] },
    transport: { to: fc.constantFrom('tls', 'tcp'), named: ['host'] },
  },
})

/** The device of the published LuatOS test; its key as bytes. */
const device: Inputs = { productId: 'Ck2AF9QD2K', deviceName: 'test', key: 'KuF3NT/jUBJ62LNBB/A8XZA9CqS3Cu79B/ABmfA1UCw=', transport: 'tcp' }
const keyBytes = Uint8Array.from(atob('KuF3NT/jUBJ62LNBB/A8XZA9CqS3Cu79B/ABmfA1UCw='), (character) => character.charCodeAt(0))
const res = 'products/Ck2AF9QD2K/devices/test'
const et = '32472115200'
const content = `${et}\nsha1\n${res}\n2018-10-31`
const sha1 = (bytes: string | Uint8Array, text: string) => createHmac('sha1', bytes).update(text).digest('base64')
const token = (sign: string, { at = res, until = et, method = 'sha1' } = {}) => `version=2018-10-31&res=${encodeURIComponent(at)}&et=${until}&method=${method}&sign=${encodeURIComponent(sign)}`
const right: Given = { host: 'mqtts.heclouds.com', port: '1883', clientId: 'test', username: 'Ck2AF9QD2K', password: token('onzQlILHFFNqIY+dOXYM3lthLT8=') }

const marksOf = (given: Given, known: Inputs = device) => checkLogin(oneNet, given, known, circumstances).marks
const codes = (given: Given, known: Inputs = device) => marksOf(given, known).map(({ code }) => code)

describe('what is wrong with a login of OneNET', () => {
  it('is nothing in the published one', () => {
    expect(codes(right)).toStrictEqual([])
    expect(codes({ ...right, host: 'studio-mqtt.heclouds.com' })).toStrictEqual([])
    expect(codes(right, { key: device['key'] })).toStrictEqual([])
  })

  it.each<[string, Partial<Given>, string[], Inputs?]>([
    ['the key as text', { password: token(sha1(device['key'] as string, content)) }, ['check.secret-not-decoded']],
    ['another algorithm than the method', { password: token(createHmac('sha256', keyBytes).update(content).digest('base64')) }, ['check.algorithm']],
    ['hex in place of Base64', { password: token(createHmac('sha1', keyBytes).update(content).digest('hex')) }, ['check.encoding']],
    ['another key', { password: token(sha1(new Uint8Array(32).fill(7), content)) }, ['check.no-match']],
    ['the method signed in capitals', { password: token(sha1(keyBytes, content.replace('sha1', 'SHA1'))) }, ['onenet.method-case']],
    ['the method written in capitals, signed in small letters', { password: token(sha1(keyBytes, content), { method: 'SHA1' }) }, ['onenet.method-upper', 'onenet.method-case']],
    ['the encoded res signed', { password: token(sha1(keyBytes, content.replaceAll('/', '%2F'))) }, ['onenet.res-encoded']],
    ['the order of the token signed', { password: token(sha1(keyBytes, `2018-10-31\n${res}\n${et}\nsha1`)) }, ['check.order']],
    ['names signed with the values', { password: token(sha1(keyBytes, `et=${et}\nmethod=sha1\nres=${res}\nversion=2018-10-31`)) }, ['check.names-signed']],
    ['no line feeds', { password: token(sha1(keyBytes, content.replaceAll('\n', ''))) }, ['check.separators']],
    ['a backslash and an n for a line feed', { password: token(sha1(keyBytes, content.replaceAll('\n', '\\n'))) }, ['check.separators']],
    ['a line feed at the end', { password: token(sha1(keyBytes, `${content}\n`)) }, ['check.content-line-end']],
    ['milliseconds signed, seconds carried', { password: token(sha1(keyBytes, content.replace(et, `${et}000`))) }, ['check.timestamp-unit']],
    ['the product signed, the device carried', { password: token(sha1(keyBytes, content.replace('/devices/test', ''))) }, ['onenet.res-not-signed']],
    ['no URL encoding', { password: `version=2018-10-31&res=${res}&et=${et}&method=sha1&sign=onzQlILHFFNqIY+dOXYM3lthLT8=` }, ['onenet.not-encoded']],
    ['URL encoding twice', { password: token('onzQlILHFFNqIY+dOXYM3lthLT8=').replaceAll('%', '%25') }, ['onenet.double-encoded']],
    ['percent signs doubled for printf', { password: token('onzQlILHFFNqIY+dOXYM3lthLT8=').replaceAll('%', '%%') }, ['onenet.percent']],
    ['a percent sign alone', { password: token('onzQlILHFFNqIY+dOXYM3lthLT8=').replace('%3D', '%') }, ['onenet.escape', 'onenet.sign']],
    ['a + that became a space', { password: token('onzQlILHFFNqIY dOXYM3lthLT8=') }, ['onenet.plus-space']],
    ['the parameters in another order', { password: `res=${encodeURIComponent(res)}&version=2018-10-31&et=${et}&method=sha1&sign=onzQlILHFFNqIY%2BdOXYM3lthLT8%3D` }, ['onenet.token-order']],
    ['a parameter missing', { password: `version=2018-10-31&et=${et}&method=sha1&sign=onzQlILHFFNqIY%2BdOXYM3lthLT8%3D` }, ['onenet.token-parts']],
    ['a parameter’s name in capitals', { password: token('onzQlILHFFNqIY+dOXYM3lthLT8=').replace('sign', 'Sign') }, ['check.case']],
    ['et in milliseconds', { password: token(sha1(keyBytes, content.replace(et, '1893456000000')), { until: '1893456000000' }) }, ['onenet.et-ms']],
    ['a method that does not exist', { password: token('onzQlILHFFNqIY+dOXYM3lthLT8=', { method: 'sha512' }) }, ['onenet.method']],
    ['the token of another device', { password: token(sha1(keyBytes, content.replace('devices/test', 'devices/other')), { at: 'products/Ck2AF9QD2K/devices/other' }) }, ['onenet.res-other-device']],
    ['the token of another product', { password: token(sha1(keyBytes, content.replace('Ck2AF9QD2K', 'Ck2AF9QD2X')), { at: 'products/Ck2AF9QD2X/devices/test' }) }, ['onenet.res-other-device']],
    ['the token of the whole product', { password: token(sha1(keyBytes, content.replace('/devices/test', '')), { at: 'products/Ck2AF9QD2K' }) }, ['onenet.product-res']],
    ['the key itself', { password: device['key'] as string }, ['check.secret-as-password']],
    ['no token at all', { password: 'sha1' }, ['onenet.no-token']],
    ['the product ID before the device name', { clientId: 'Ck2AF9QD2K&test' }, ['onenet.client-id']],
    ['client ID and user name swapped', { clientId: 'Ck2AF9QD2K', username: 'test' }, ['check.swapped', 'check.swapped']],
    ['user name and password swapped', { username: right.password ?? '', password: right.username ?? '' }, ['check.swapped', 'check.swapped']],
    ['another device’s name', { clientId: 'test2' }, ['check.value-differs']],
    ['the product ID in small letters', { username: 'ck2af9qd2k' }, ['check.case']],
    ['a line end after the token', { password: `${right.password}\r\n` }, ['check.line-end']],
    ['the address for TLS with the port for TCP', { host: 'mqttstls.heclouds.com' }, ['check.part-differs']],
    ['the old service', { host: '183.230.40.39', port: '6002' }, ['onenet.old-mqtt', 'check.part-differs']],
  ])('%s', (_, change, expected, known = device) => {
    expect(codes({ ...right, ...change }, known)).toStrictEqual(expected)
  })

  it('is an expiry, counted in days', () => {
    const until = String(circumstances.now / 1000 - 3 * 86_400 - 60)
    const [mark, ...others] = marksOf({ ...right, password: token(sha1(keyBytes, content.replace(et, until)), { until }) })
    expect(others).toStrictEqual([])
    expect(mark).toMatchObject({ code: 'check.expired', part: 'password', field: 'et' })
    expect(mark?.what.en).toContain('3 days')
    expect(mark?.what.zh).toContain('3 天')
  })

  it('points at the damaged value', () => {
    const given = `version=2018-10-31&res=${res}&et=${et}&method=sha1&sign=onzQlILHFFNqIY%2BdOXYM3lthLT8%3D`
    const [mark] = marksOf({ ...right, password: given })
    expect(given.slice(...(mark?.span ?? []))).toBe(res)
  })

  it('is told without the key or the sign in any text', () => {
    for (const password of [token(sha1(device['key'] as string, content)), device['key'] as string, `sign=onzQlILHFFNqIY&et=5sign=onzQlILHFFNqIY`]) {
      expect(JSON.stringify(marksOf({ ...right, password }))).not.toMatch(/KuF3NT|onzQlIL|5sign/)
    }
  })

  it('is only its form while the key is not known', () => {
    const { key: _, ...known } = device
    const checked = checkLogin(oneNet, right, known, circumstances)
    expect(checked.marks).toStrictEqual([])
    expect(checked.isRecomputed).toBe(false)
  })
})

describe('a token of OneNET', () => {
  const sign = (operation: string, inputs: Inputs) => {
    const found = findOperation(oneNet, operation)
    if (!found) throw new Error(`no operation ${operation}`)
    return signWith(oneNet, found, inputs, circumstances)
  }
  const codesOf = (inputs: Inputs) => sign('login', { ...device, ...inputs }).findings.map(({ code }) => code)

  it('ends in 30 days when nothing else was asked for', () => {
    const { made } = sign('login', device)
    expect(made?.expiresAt).toBe(circumstances.now + 30 * 86_400_000)
  })

  it('names product and device for who knows only the resource', () => {
    expect(sign('login', { res, key: device['key'] }).made?.login).toMatchObject({ clientId: 'test', username: 'Ck2AF9QD2K' })
  })

  it('is made for any resource where no login is wanted', () => {
    const { made } = sign('token', { res: 'products/8q4Ad1z2jn', et: '1893456000', method: 'sha1', version: '2018-10-31', key: 's6W5Qf29VVc1gaUfA5VBt+XZbyPBC/Wpk7Ntf7vNE0E=' })
    expect(made?.values).toStrictEqual({ sign: 'vw2LFxZMrYawijQhxQRSJ3aC4CQ=', token: 'version=2018-10-31&res=products%2F8q4Ad1z2jn&et=1893456000&method=sha1&sign=vw2LFxZMrYawijQhxQRSJ3aC4CQ%3D' })
    expect(sign('token', { key: device['key'] }).findings).toMatchObject([{ code: 'input.missing', field: 'res' }])
  })

  it.each<[Inputs, string[]]>([
    [{ method: 'MD5' }, ['input.method-case']],
    [{ method: 'hmacsha1' }, ['input.method']],
    [{ key: 'not Base64!' }, ['input.base64']],
    [{ key: 'c2hvcnQ=' }, ['input.key-length']],
    [{ et: '1893456000000' }, ['input.time-unit']],
    [{ et: '1600000000' }, ['input.time-past']],
    [{ version: '2022-05-01' }, ['input.version']],
    [{ res: 'products/Ck2AF9QD2K' }, ['onenet.product-res']],
    [{ res: 'products/Ck2AF9QD2K/devices/other' }, ['onenet.res-other-device']],
    [{ res: 'products%2FCk2AF9QD2K%2Fdevices%2Ftest' }, ['input.form', 'onenet.res-other-device']],
    [{ deviceName: 'a&b' }, ['input.form']],
  ])('finds in %j: %j', (inputs, expected) => {
    expect(codesOf(inputs)).toStrictEqual(expected)
  })
})
