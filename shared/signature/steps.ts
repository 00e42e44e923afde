import { utf8 } from '../text/bytes.ts'
import { text, type Text } from '../text/local-text.ts'
import type { Algorithm } from './digest.ts'
import { fixed, value, type Part, type WorkStep } from './working.ts'

/** The steps that the work of most clouds is made of, so that all of them read alike. */

export const parametersStep = (parts: readonly Part[], note: Text): WorkStep => ({
  kind: 'parameters',
  title: text('Parameters, in the order signed', '参与签名的参数（按顺序）'),
  note,
  parts,
  secret: false,
})

export const contentStep = (parts: readonly Part[], note: Text): WorkStep => ({ kind: 'content', title: text('String to sign', '待签名字符串'), note, parts, secret: false })

/** A key that is used as it is typed. */
export const textKeyStep = (label: Text, key: string, of: string): WorkStep => ({
  kind: 'key',
  title: text(`Key: ${label.en}`, `密钥：${label.zh}`),
  note: text(`Used as text: ${utf8(key).length} bytes, not decoded.`, `按原文使用：${utf8(key).length} 字节，不解码。`),
  parts: [value(key, of)],
  secret: true,
})

/** A key that is decoded from Base64 first; `hex` shows the bytes. */
export const base64KeyStep = (label: Text, hex: string): WorkStep => ({
  kind: 'key',
  title: text(`Key: ${label.en}, decoded from Base64`, `密钥：${label.zh}，先做 Base64 解码`),
  note: text(`${hex.length / 2} bytes, here in hex.`, `共 ${hex.length / 2} 字节，这里以十六进制显示。`),
  parts: [fixed(hex)],
  secret: true,
})

/** `way`: HMAC or a plain hash. */
export const digestStep = (algorithm: Algorithm, hex: string, note: Text, way: 'HMAC' | 'hash' = 'HMAC'): WorkStep => ({
  kind: 'digest',
  title: way === 'HMAC' ? text(`Digest: HMAC-${algorithm.toUpperCase()}`, `摘要：HMAC-${algorithm.toUpperCase()}`) : text(`Digest: ${algorithm.toUpperCase()}`, `摘要：${algorithm.toUpperCase()}`),
  note,
  parts: [fixed(hex)],
  secret: true,
})

export const encodingStep = (title: Text, encoded: string, note: Text): WorkStep => ({ kind: 'encoding', title, note, parts: [fixed(encoded)], secret: true })

const assembled = {
  clientId: text('MQTT client ID', 'MQTT Client ID'),
  username: text('MQTT user name', 'MQTT 用户名'),
  password: text('MQTT password', 'MQTT 密码'),
} as const

/** A part of the login, put together. Only the password is a secret. */
export const assemblyStep = (part: keyof typeof assembled, parts: readonly Part[], note?: Text): WorkStep => ({
  kind: 'assembly',
  title: assembled[part],
  ...(note && { note }),
  parts,
  secret: part === 'password',
})
