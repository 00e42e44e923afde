import { hash, type Algorithm } from '../../signature/digest.ts'
import type { Login } from '../../signature/login.ts'
import { assemblyStep, digestStep } from '../../signature/steps.ts'
import { fixed, separator, textOf, value, type Part } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import { file, str } from '../inputs.ts'
import type { Circumstances, Inputs, Made } from '../profile.ts'
import { clockRemark, skewMs } from './clock.ts'
import { endpointOf, transportOf } from './endpoint.ts'

export type BaiduAlgorithm = 'MD5' | 'SHA256'

export const algorithmOf = (inputs: Inputs): BaiduAlgorithm => (str(inputs, 'algorithm') === 'MD5' ? 'MD5' : 'SHA256')
export const digestOf = (algorithm: BaiduAlgorithm): Algorithm => (algorithm === 'MD5' ? 'md5' : 'sha256')

/** A time stamp that is left out is signed as 0. */
const contentParts = (deviceKey: string, timestamp: string, algorithm: BaiduAlgorithm): readonly Part[] => [
  value(deviceKey, 'deviceKey'),
  separator('&'),
  timestamp === '' ? fixed('0') : value(timestamp, 'timestamp'),
  separator('&'),
  value(algorithm, 'algorithm'),
]

/** What stands before the secret. Baidu IoT Core documents, “Connect over MQTT” (Akck4811r). */
export const contentOf = (deviceKey: string, timestamp: string, algorithm: BaiduAlgorithm): string => textOf(contentParts(deviceKey, timestamp, algorithm))

/** A plain hash with the secret at the end of what is hashed: no HMAC. */
export function makeLogin(inputs: Inputs, { now }: Circumstances): Made {
  const [coreId, deviceKey, deviceSecret, timestamp] = [str(inputs, 'coreId'), str(inputs, 'deviceKey'), str(inputs, 'deviceSecret'), str(inputs, 'timestamp')]
  const algorithm = algorithmOf(inputs)
  const content = [...contentParts(deviceKey, timestamp, algorithm), value(deviceSecret, 'deviceSecret')]
  const password = toHex(hash(digestOf(algorithm), utf8(textOf(content))))
  const username = [
    fixed('thingidp@'),
    value(coreId, 'coreId'),
    separator('|'),
    value(deviceKey, 'deviceKey'),
    ...(timestamp === '' ? [] : [separator('|'), value(timestamp, 'timestamp')]),
    separator('|'),
    value(algorithm, 'algorithm'),
  ]
  const clientId = str(inputs, 'clientId')
  const transport = transportOf(inputs)
  const ca = file(inputs, 'ca')
  const login: Login = {
    ...endpointOf(inputs),
    transport,
    ...(transport === 'wss' && { path: '/mqtt' }),
    ...(transport !== 'tcp' && ca && { ca }),
    clientId,
    username: textOf(username),
    password,
  }
  const remark = clockRemark(timestamp, now)
  return {
    login,
    values: {},
    ...(/^\d{1,12}$/.test(timestamp) && Number(timestamp) > 0 && { startsAt: Number(timestamp) * 1000 - skewMs, expiresAt: Number(timestamp) * 1000 + skewMs }),
    work: [
      {
        kind: 'content',
        title: text('Text to hash', '待计算字符串'),
        note: text('Device key, time stamp (0 without one) and algorithm, then the secret with nothing between.', '设备标识、时间戳（没有则为 0）和算法用 & 连接，后面直接接上密钥。'),
        parts: content,
        secret: true,
      },
      digestStep(digestOf(algorithm), password, text('A plain hash, not an HMAC; lower-case hex.', '普通哈希，不是 HMAC；结果用小写十六进制。'), 'hash'),
      assemblyStep('clientId', [value(clientId, 'clientId')], text('Free; it is not signed.', '可自定义，不参与计算。')),
      assemblyStep('username', username),
      assemblyStep('password', [fixed(password)]),
    ],
    findings: remark ? [{ severity: 'warning', stage: 'cloud', field: 'timestamp', ...remark }] : [],
  }
}
