import { describe, expect, it } from 'vitest'
import { findCloud } from '../clouds/index.ts'
import type { Inputs } from '../clouds/profile.ts'
import { findModem } from '../modems/index.ts'
import { utf8 } from '../text/bytes.ts'
import { clockSetter, judgeClock } from './clock.ts'
import { composePlan } from './compose.ts'

const now = Date.parse('2026-11-27T04:00:00Z')
const pem = { name: 'ca.pem', bytes: utf8('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n') }
const tls: Inputs = { host: 'h.example', clientId: 'id', tls: 'server', ca: pem, ssid: 'net' }

function stepsOf(modemId: string, cloudId: string, inputs: Inputs) {
  const modem = findModem(modemId)
  const cloud = findCloud(cloudId)
  if (!modem || !cloud) throw new Error('profile missing')
  const { plan, findings } = composePlan(modem, cloud, inputs, { now, random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' })
  if (!plan) throw new Error(findings.map(({ code }) => code).join())
  return plan.steps
}

const around = (modemId: string, cloudId: string, inputs: Inputs) => {
  const steps = stepsOf(modemId, cloudId, inputs)
  const at = steps.findIndex(({ clock }) => clock)
  return at < 0 ? null : [steps[at - 1]?.send, steps[at]?.send, steps[at]?.stage, steps[at]?.clock]
}

// Base64 of "secret".
const tencent: Inputs = { productId: 'ABCDE12345', deviceName: 'dev01', psk: 'c2VjcmV0', auth: 'key', transport: 'tcp', expiry: String(now / 1000 + 3600), connId: 'abcde', sdkAppId: '12010126' }

describe('where a plan reads the modem’s clock', () => {
  it.each(['quectel-ec20', 'quectel-ec200', 'simcom-sim7600', 'luat-air780e'])('%s: before TLS where the module checks dates, and then alone', (modem) => {
    const dated = stepsOf(modem, 'mqtt', { ...tls, clock: 'dates' })
    const at = dated.findIndex(({ send }) => send === 'AT+CCLK?')
    expect([dated[at]?.stage, dated[at]?.clock, dated.slice(0, at).some(({ stage }) => stage === 'tls')]).toStrictEqual(['tls', { certificates: true }, false])
    expect(dated.some(({ send }) => /"ignorelocaltime",\d+,0$/.test(send))).toBe(true)
    expect(around(modem, 'mqtt', tls)).toBeNull()
    expect(around(modem, 'mqtt', { ...tls, clock: 'compare' })).toBeNull()
    expect(stepsOf(modem, 'mqtt', tls).some(({ send }) => /"ignorelocaltime",\d+,1$/.test(send))).toBe(true)
  })

  it.each(['quectel-ec200', 'simcom-sim7600'])('%s: before a login that expires, once data is up', (modem) => {
    expect(around(modem, 'tencent-iothub', tencent)).toStrictEqual(['AT+CGPADDR', 'AT+CCLK?', 'data', { login: { to: now + 3_600_000 } }])
  })

  it.each(['quectel-ec20', 'lierda-nt35e', 'luat-air780e'])('%s: not unless asked, for its published sessions are sent as they are', (modem) => {
    expect(around(modem, 'tencent-iothub', tencent)).toBeNull()
    expect(around(modem, 'tencent-iothub', { ...tencent, clock: 'compare' })?.slice(1, 3)).toStrictEqual(['AT+CCLK?', 'data'])
  })

  it('ESP-AT: where its own plan reads it', () => {
    expect(around('esp-at', 'mqtt', tls)).toStrictEqual(['AT+CIPSNTPCFG=1,8,"ntp1.aliyun.com"', 'AT+CIPSNTPTIME?', 'tls', { certificates: true }])
  })
})

describe('what is wrong with a clock', () => {
  const manner = findModem('simcom-sim7600')?.clock
  if (!manner) throw new Error('no clock')
  const hour = 3_600_000
  const judge = (rule: Parameters<typeof judgeClock>[1], value: string, dates?: { from: number; to: number }) => {
    const failure = judgeClock(manner, rule, value, now, dates)
    return failure && [failure.code, failure.stage, failure.evidence]
  }
  const validity = { from: Date.parse('2026-01-01T00:00:00Z'), to: Date.parse('2027-01-01T00:00:00Z') }

  it.each([
    ['right, local time with its zone', '26/11/27,12:00:30+32', undefined],
    ['right, GMT with a zone behind it', '26/11/27,04:00:30+32', undefined],
    ['never set', '80/01/06,00:00:41+32', 'clock.unset'],
    ['before the certificate', '25/11/27,04:00:00+00', 'clock.outside-dates'],
    ['within its dates, but two days off', '26/11/25,03:00:00+00', 'clock.off'],
  ])('for certificates: %s', (_, value, code) => {
    expect(judge({ certificates: true }, value, validity)).toStrictEqual(code && [code, 'tls', value])
  })

  it.each([
    ['before its end', { to: now + 2 * hour }, '26/11/27,05:00:00+00', undefined],
    ['after its end', { to: now + 2 * hour }, '26/11/27,06:00:00+00', 'clock.login'],
    // The zone may be meant or not: what lies nearest to this PC counts.
    ['within Huawei’s hours', { from: now - hour, to: now + 2 * hour }, '26/11/27,12:30:00+32', undefined],
    ['before Huawei’s hours', { from: now - hour, to: now + 2 * hour }, '26/11/27,02:59:59+00', 'clock.login'],
    ['without time: this PC has signed', { to: now + 2 * hour }, '80/01/06,00:00:00+32', undefined],
  ])('for a login: %s', (_, login, value, code) => {
    expect(judge({ login }, value)).toStrictEqual(code && [code, 'cloud', value])
  })

  it('holds nothing up over a form that no manual has', () => {
    expect(judge({ certificates: true }, 'n/a')).toBeUndefined()
  })

  it('sets it as GMT, where the family has a command for it', () => {
    expect([clockSetter(manner, now)?.send, clockSetter(findModem('esp-at')?.clock, now)]).toStrictEqual(['AT+CCLK="26/11/27,04:00:00+00"', undefined])
  })
})
