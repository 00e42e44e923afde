import { text, type Text } from '../../text/local-text.ts'
import type { Mark } from '../profile.ts'

export type UserName = { readonly coreId?: string; readonly deviceKey?: string; readonly timestamp?: string; readonly algorithm?: 'MD5' | 'SHA256'; readonly marks: readonly Mark[] }

const mark = (code: string, what: Text, more: Partial<Mark> = {}): Mark => ({
  severity: 'error',
  code,
  stage: 'cloud',
  field: 'username',
  part: 'username',
  what,
  next: text('It looks like thingidp@abcd123|mydevice|MD5, or with a time stamp thingidp@abcd123|mydevice|1583826857|MD5.', '应类似 thingidp@abcd123|mydevice|MD5，带时间戳时为 thingidp@abcd123|mydevice|1583826857|MD5。'),
  ...more,
})

/** Time stamp and algorithm may both be left out: they are 0 and MD5 then. “Connect over MQTT” (Akck4811r). */
export function readUserName(username: string): UserName {
  const at = username.indexOf('@')
  const [kind, rest] = at < 0 ? ['', username] : [username.slice(0, at), username.slice(at + 1)]
  const marks: Mark[] = []
  if (kind !== 'thingidp') {
    marks.push(
      kind.toLowerCase() === 'thingidp'
        ? mark('check.case', text('“thingidp” at the beginning is written in lower case.', '开头的“thingidp”应为小写。'))
        : mark('baidu.prefix', text('The user name must begin with thingidp@.', '用户名必须以 thingidp@ 开头。')),
    )
  }
  const [coreId = '', deviceKey, ...others] = rest.split('|')
  if (deviceKey === undefined || deviceKey === '' || coreId === '') {
    return { marks: [...marks, mark('baidu.username-parts', text('The user name lacks core ID or device key.', '用户名缺少 IoTCoreId 或 DeviceKey。'))] }
  }
  if (others.length > 2) marks.push(mark('baidu.username-parts', text('The user name has too many parts.', '用户名的段数太多。')))
  const timestamp = others.find((part) => /^\d+$/.test(part))
  const named = others.find((part) => /^(md5|sha-?256)$/i.test(part))
  const algorithm = named === undefined ? undefined : /^md5$/i.test(named) ? 'MD5' : 'SHA256'
  if (algorithm !== undefined && named !== algorithm) marks.push(mark('check.case', text(`“${named}” in the user name is written “${algorithm}”.`, `用户名里的“${named}”应写成“${algorithm}”。`)))
  if (others.length === 2 && named !== undefined && others[0] === named) marks.push(mark('baidu.username-order', text('The time stamp stands before the algorithm.', '时间戳应在算法之前。')))
  const isKnown = (part: string) => part === timestamp || part === named
  if (others.length <= 2 && !others.every(isKnown)) marks.push(mark('baidu.username-parts', text('After the device key come a time stamp in seconds and MD5 or SHA256, nothing else.', 'DeviceKey 之后只能是秒级时间戳和 MD5 / SHA256。')))
  if (timestamp !== undefined && /^\d{13}$/.test(timestamp)) marks.push(mark('check.timestamp-unit', text('The time stamp is in milliseconds; seconds are wanted.', '时间戳用的是毫秒，应为秒。'), { field: 'timestamp' }))
  if (named === undefined && others.every(isKnown)) {
    marks.push(mark('baidu.no-algorithm', text('The user name names no algorithm; MD5 is taken.', '用户名里没有算法，平台按 MD5 处理。'), { severity: 'warning' }))
  }
  return { coreId, deviceKey, ...(timestamp !== undefined && { timestamp }), algorithm: algorithm ?? 'MD5', marks }
}
