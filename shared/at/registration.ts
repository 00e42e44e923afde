import { text, type Text } from '../text/local-text.ts'

/** `<stat>` of +CREG, +CGREG, +CEREG (3GPP 27.007, 7.2 and 10.1.22). 1 and 5 can carry data. */
const stats: ReadonlyMap<number, Text> = new Map([
  [0, text('not registered, not searching', '未注册，也没有在搜网')],
  [1, text('registered, home network', '已注册，归属网络')],
  [2, text('not registered, searching', '未注册，正在搜网')],
  [3, text('registration denied', '注册被网络拒绝')],
  [4, text('unknown, out of coverage', '状态未知，可能不在覆盖范围')],
  [5, text('registered, roaming', '已注册，漫游')],
  [6, text('registered for SMS only, home', '仅短信注册（归属）')],
  [7, text('registered for SMS only, roaming', '仅短信注册（漫游）')],
  [8, text('emergency calls only', '仅紧急呼叫')],
])

export const describeRegistration = (value: string): Text | undefined => stats.get(Number(value))

/**
 * Registration read responses and URCs share their prefix. A read answer is `<n>,<stat>[,"<lac>"…]`, a URC `<stat>[,"<lac>"…]`:
 * two leading bare integers mean a read answer.
 */
export const isRegistrationUrc = (line: string): boolean =>
  /^\+C(?:G|E|5G)?REG: \d+(?:,(?:"|$)|$)/.test(line)
