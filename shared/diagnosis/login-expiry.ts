import type { Failure } from '../contract/failure.ts'
import type { Given } from '../signature/given.ts'
import { text } from '../text/local-text.ts'

/** Seconds since 1970 as a login states them, in ms; milliseconds by mistake are not taken for seconds. */
const moment = (seconds: string | undefined): number | undefined => (seconds !== undefined && /^\d{9,11}$/.test(seconds) ? Number(seconds) * 1000 : undefined)

/**
 * Until when a login is valid, ms since 1970, where it says so itself: OneNET's `et`, Azure's `se` (both in the token), Tencent's fourth part of
 * the user name. Alibaba's time stamp, Huawei's hour and Baidu's are no expiries.
 */
export function loginExpiry({ username = '', password = '' }: Given): number | undefined {
  if (/(?:^|&)version=20\d\d-/.test(password)) return moment(/(?:^|&)et=(\d+)/.exec(password)?.[1])
  if (password.startsWith('SharedAccessSignature ')) return moment(/[ &]se=(\d+)/.exec(password)?.[1])
  return moment(/^[^;]+;\d{6,10};[^;]*;(\d+)$/.exec(username)?.[1])
}

const day = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC`

/** A refused login whose own expiry lies before `now`: by the modem's clock, the log's stamps, or this PC's clock. */
export function expiredLogin(given: Given, now: number, evidence: string): Failure | undefined {
  const expiry = loginExpiry(given)
  if (expiry === undefined || expiry >= now) return undefined
  return {
    code: 'cloud.token-expired',
    stage: 'cloud',
    what: text(`The login was no longer valid: it expired ${day(expiry)}, and it was ${day(now)}.`, `登录参数已过期：有效期到 ${day(expiry)}，当时是 ${day(now)}。`),
    next: text('Make a new login with a later expiry (the signature calculator does), and check the clock that gave the old one.', '重新生成登录参数，把过期时间设晚一些（可用签名计算器），并检查生成时用的时钟。'),
    evidence,
  }
}
