import { hmac } from '../../signature/digest.ts'
import { digestStep } from '../../signature/steps.ts'
import { separator, value, type Part, type WorkStep } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'

/** Lower-case hex of HMAC-SHA256: the hour is the key, the secret is the message. Huawei Cloud IoTDA, “Device connection authentication” (iot_06_v5_3009). */
export const passwordOf = (timestamp: string, secret: string): string => toHex(hmac('sha256', utf8(timestamp), utf8(secret)))

/** The work of `passwordOf`. `of`: the input that the secret comes from. */
export const passwordSteps = (timestamp: string, secret: string, of: string): readonly WorkStep[] => [
  {
    kind: 'content',
    title: text('Message: the secret', '消息：密钥'),
    note: text('The secret is what is signed, as text. It is not the key of the HMAC.', '被签名的内容是设备密钥原文，它不是 HMAC 的 key。'),
    parts: [value(secret, of)],
    secret: true,
  },
  {
    kind: 'key',
    title: text('Key: the time stamp', 'HMAC 的 key：时间戳'),
    note: text('The UTC hour as YYYYMMDDHH, the very one that the client ID carries.', 'UTC 时间 YYYYMMDDHH，与 Client ID 里的完全一致。'),
    parts: [value(timestamp, 'timestamp')],
    secret: false,
  },
  digestStep('sha256', passwordOf(timestamp, secret), text('Written as 64 lower-case hex digits.', '写成 64 位小写十六进制。')),
]

/** Device ID and what follows it, joined by underscores: identifier type 0, then the rest. */
export const clientIdParts = (deviceId: string, rest: readonly (readonly [content: string, of: string])[]): readonly Part[] => [
  value(deviceId, 'deviceId'),
  separator('_0'),
  ...rest.flatMap(([content, of]) => [separator('_'), value(content, of)]),
]
