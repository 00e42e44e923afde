import type { Given } from '../../signature/given.ts'
import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs, Inspection, Mark, Statement } from '../profile.ts'
import { presetOf } from './presets.ts'

/** Nothing is computed here, so a login is compared with what is known, part by part. Tokens and passwords are never quoted. */
function read(given: Given, known: Inputs): { stated: Record<string, Statement>; marks: Mark[] } {
  const stated: Record<string, Statement> = {}
  const marks: Mark[] = []
  const { token } = presetOf(known)
  const { host, port, clientId, username, password } = given
  if (host !== undefined && host.toLowerCase() !== str(known, 'host').trim().toLowerCase()) stated['host'] = { value: host, part: 'host' }
  if (port !== undefined && /^\d+$/.test(port)) stated['port'] = { value: port, part: 'port' }
  if (clientId !== undefined) stated['clientId'] = { value: clientId, part: 'clientId' }
  if (username !== undefined && token === undefined) stated['username'] = { value: username, part: 'username' }
  const ownToken = str(known, 'accessToken') || str(known, 'username')
  if (token !== undefined) compare('username', username, ownToken, 'accessToken', marks)
  if (token !== undefined && username !== undefined && ownToken === '') stated['accessToken'] = { value: username, part: 'username' }
  if (token === undefined) compare('password', password, str(known, 'password'), 'password', marks)
  if (token === 'key') compare('password', password, str(known, 'projectKey') || str(known, 'password'), 'projectKey', marks)
  return { stated, marks }
}

const names = {
  accessToken: text('The access token in the user name', '用户名里的访问令牌'),
  projectKey: text('The ProjectKey in the password', '密码里的 ProjectKey'),
  password: text('The password', '密码'),
} as const

function compare(part: 'username' | 'password', value: string | undefined, known: string, field: keyof typeof names, marks: Mark[]): void {
  if (value === undefined || known === '' || value === known) return
  const { en, zh } = names[field]
  const isCase = value.toLowerCase() === known.toLowerCase()
  const lengths = text(`it has ${value.length} characters, the known one ${known.length}`, `给出的有 ${value.length} 个字符，已知的有 ${known.length} 个`)
  marks.push({
    severity: 'error',
    code: isCase ? 'check.case' : 'check.value-differs',
    stage: 'mqtt',
    part,
    field,
    what: isCase
      ? text(`${en} differs from the known one in upper and lower case.`, `${zh}与已知的大小写不一致。`)
      : text(`${en} is not the known one: ${lengths.en}.`, `${zh}与已知的不同：${lengths.zh}。`),
    next: text('Copy it again from where it was issued.', '请从签发处重新复制。'),
  })
}

export const mqttInspection: Inspection = {
  shapes: {},
  read,
  secret: (inputs) => {
    const { token } = presetOf(inputs)
    return token === 'alone' ? 'accessToken' : token === 'key' ? 'projectKey' : 'password'
  },
  // A password that is not made has no ways to be made wrongly.
  search: () => undefined,
}
