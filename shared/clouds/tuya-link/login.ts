import { hmac } from '../../signature/digest.ts'
import type { Login } from '../../signature/login.ts'
import { assemblyStep, digestStep } from '../../signature/steps.ts'
import { fixed, name, separator, textOf, value, type Part } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import { file, str } from '../inputs.ts'
import type { Inputs, Made } from '../profile.ts'
import { endpointOf } from './endpoint.ts'

export const clientIdPrefix = 'tuyalink_'

const rest = (timestamp: string): readonly Part[] => [
  name('timestamp'),
  separator('='),
  value(timestamp, 'timestamp'),
  separator(','),
  name('secureMode'),
  separator('='),
  fixed('1'),
  separator(','),
  name('accessType'),
  separator('='),
  fixed('1'),
]

const contentParts = (deviceId: string, timestamp: string): readonly Part[] => [name('deviceId'), separator('='), value(deviceId, 'deviceId'), separator(','), ...rest(timestamp)]

const usernameParts = (deviceId: string, timestamp: string): readonly Part[] => [
  value(deviceId, 'deviceId'),
  separator('|'),
  name('signMethod'),
  separator('='),
  fixed('hmacSha256'),
  separator(','),
  ...rest(timestamp),
]

/** Tuya documents, “MQTT Standard Protocol” (Kb65nphxrj8f1). */
export const contentOf = (deviceId: string, timestamp: string): string => textOf(contentParts(deviceId, timestamp))
export const usernameOf = (deviceId: string, timestamp: string): string => textOf(usernameParts(deviceId, timestamp))

export function makeLogin(inputs: Inputs): Made {
  const [deviceId, timestamp] = [str(inputs, 'deviceId'), str(inputs, 'timestamp')]
  const content = contentOf(deviceId, timestamp)
  const password = toHex(hmac('sha256', utf8(str(inputs, 'deviceSecret')), utf8(content)))
  const clientId = [fixed(clientIdPrefix), value(deviceId, 'deviceId')]
  const username = usernameParts(deviceId, timestamp)
  const ca = file(inputs, 'ca')
  const login: Login = { ...endpointOf(inputs), transport: 'tls', ...(ca && { ca }), clientId: textOf(clientId), username: textOf(username), password }
  return {
    login,
    values: { content },
    work: [
      {
        kind: 'content',
        title: text('String to sign', '待签名字符串'),
        note: text('Names and values in this very order, joined by commas. signMethod is not part of it.', '名称和值按这个固定顺序用逗号连接，不包含 signMethod。'),
        parts: contentParts(deviceId, timestamp),
        secret: false,
      },
      digestStep('sha256', password, text('The DeviceSecret is the key, as text; lower-case hex.', '以 DeviceSecret 的原文为 key，结果用小写十六进制。')),
      assemblyStep('clientId', clientId),
      assemblyStep('username', username, text('The same time stamp as in the string that was signed.', '时间戳必须和待签名字符串里的相同。')),
      assemblyStep('password', [fixed(password)]),
    ],
    findings: [],
  }
}
