import { text, type Text } from '../../text/local-text.ts'
import type { Mark } from '../profile.ts'
import { usernameOf } from './login.ts'

export type UserName = { readonly deviceId?: string; readonly timestamp?: string; readonly marks: readonly Mark[] }

const names = ['signMethod', 'timestamp', 'secureMode', 'accessType'] as const
const wanted: Readonly<Record<string, string>> = { signMethod: 'hmacSha256', secureMode: '1', accessType: '1' }

const example = usernameOf('6c95875d0f5ba69607nzfl', '1607635284')

const mark = (code: string, what: Text, more: Partial<Mark> = {}): Mark => ({
  severity: 'error',
  code,
  stage: 'cloud',
  field: 'username',
  part: 'username',
  what,
  next: text(`It looks like ${example}`, `应类似 ${example}`),
  ...more,
})

const sameLetters = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase()

/** `{deviceId}|signMethod=hmacSha256,timestamp={s},secureMode=1,accessType=1`. */
export function readUserName(username: string): UserName {
  const [deviceId = '', list, ...more] = username.split('|')
  if (list === undefined || deviceId === '') {
    return { ...(list === undefined && { deviceId }), marks: [mark('tuya.username-parts', text('The user name lacks the device ID before the | or the parameters behind it.', '用户名缺少 | 前面的设备 ID 或后面的参数。'))] }
  }
  const marks: Mark[] = []
  if (more.length > 0) marks.push(mark('tuya.username-parts', text('The user name has more than one |; none stands at its end.', '用户名里只能有一个 |，末尾不带 |。')))
  const values = new Map<string, string>()
  for (const pair of list.split(',')) {
    const at = pair.indexOf('=')
    const key = at < 0 ? pair : pair.slice(0, at)
    const right = names.find((known) => sameLetters(known, key.trim()))
    if (right === undefined || at < 0) marks.push(mark('tuya.username-parts', text(`“${pair}” in the user name is no parameter of this cloud.`, `用户名里的“${pair}”不是该平台的参数。`)))
    else values.set(right, pair.slice(at + 1))
    if (right !== undefined && right !== key) marks.push(mark('check.case', text(`“${key}” in the user name is written “${right}”.`, `用户名里的“${key}”应写成“${right}”。`)))
  }
  const missing = names.filter((key) => !values.has(key))
  if (missing.length > 0) marks.push(mark('tuya.username-parts', text(`The user name lacks ${missing.join(', ')}.`, `用户名缺少 ${missing.join('、')}。`)))
  else if ([...values.keys()].join() !== names.join()) marks.push(mark('tuya.username-order', text('The parameters of the user name stand in another order.', '用户名里参数的顺序不对。')))
  for (const [key, right] of Object.entries(wanted)) {
    const found = values.get(key)
    if (found === undefined || found === right) continue
    marks.push(mark(sameLetters(found, right) ? 'check.case' : 'tuya.username-value', text(`${key}=${found} in the user name; it is ${key}=${right}.`, `用户名里是 ${key}=${found}，应为 ${key}=${right}。`)))
  }
  return { deviceId, ...readTimestamp(values.get('timestamp'), marks), marks }
}

function readTimestamp(timestamp: string | undefined, marks: Mark[]): { timestamp?: string } {
  if (timestamp === undefined) return {}
  if (/^\d{13}$/.test(timestamp)) {
    marks.push(mark('check.timestamp-unit', text('The time stamp is in milliseconds; seconds are wanted.', '时间戳用的是毫秒，应为秒。'), { field: 'timestamp' }))
  } else if (!/^\d+$/.test(timestamp)) {
    marks.push(mark('tuya.username-value', text(`The time stamp “${timestamp}” is not a number.`, `时间戳“${timestamp}”不是数字。`), { field: 'timestamp' }))
  }
  return { timestamp }
}
