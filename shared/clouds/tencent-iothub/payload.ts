import { cbc } from '@noble/ciphers/aes.js'
import { encodingStep } from '../../signature/steps.ts'
import { fixed, value, type WorkStep } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { lenientBase64 } from '../../text/encodings.ts'
import { jsonObject } from '../../text/json-object.ts'
import { text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import { str } from '../inputs.ts'
import type { Inputs, Made } from '../profile.ts'

/** bytes of an AES block, and of an AES-128 key */
const blockBytes = 16
const vector = '0'.repeat(blockBytes)

export type Opened =
  | { readonly kind: 'opened'; readonly plaintext: string; readonly device: Readonly<Record<string, unknown>> }
  /** `form`: not what a payload looks like; `secret`: what comes out is no device, so the key is another one. */
  | { readonly kind: 'form' | 'secret' }

const sealKey = (productSecret: string): Uint8Array => utf8(productSecret).subarray(0, blockBytes)

/**
 * What registration answers: AES-128-CBC, key the first 16 characters of the product secret, IV sixteen characters 0, filled up
 * with zero bytes, in Base64. tencentcloud.com 1105/41820; the padding from its example.
 */
export function openPayload(payload: string, productSecret: string): Opened {
  const sealed = lenientBase64(payload)
  if (!sealed || sealed.length === 0 || sealed.length % blockBytes !== 0) return { kind: 'form' }
  const key = sealKey(productSecret)
  if (key.length < blockBytes) return { kind: 'secret' }
  const padded = cbc(key, utf8(vector), { disablePadding: true }).decrypt(sealed)
  const plaintext = asText(padded.subarray(0, padded.findLastIndex((byte) => byte !== 0) + 1))
  const device = plaintext === null ? null : jsonObject(plaintext)
  return plaintext !== null && device ? { kind: 'opened', plaintext, device } : { kind: 'secret' }
}

function asText(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Opens a payload by hand: for an answer that a modem printed. */
export function makePayload(inputs: Inputs): Made {
  const [payload, productSecret] = [str(inputs, 'payload').trim(), str(inputs, 'productSecret')]
  const opened = openPayload(payload, productSecret)
  if (opened.kind !== 'opened') return { values: {}, work: [], findings: [opened.kind === 'form' ? notSealed : otherSecret] }
  return { values: { plaintext: opened.plaintext }, work: workOf(payload, productSecret, opened.plaintext), findings: [] }
}

const workOf = (payload: string, productSecret: string, plaintext: string): WorkStep[] => [
  encodingStep(
    text('Payload, decoded from Base64', 'payload 做 Base64 解码'),
    toHex(lenientBase64(payload) ?? new Uint8Array()),
    text('In hex; a multiple of 16 bytes.', '以十六进制显示，长度是 16 字节的整数倍。'),
  ),
  {
    kind: 'key',
    title: text('AES key: the first 16 characters of the product secret', 'AES 密钥：产品密钥的前 16 个字符'),
    note: text(`AES-128-CBC, IV ${vector} (characters, not zero bytes).`, `AES-128-CBC，IV 为字符串 ${vector}（是字符 0，不是零字节）。`),
    parts: [value(productSecret.slice(0, blockBytes), 'productSecret')],
    secret: true,
  },
  {
    kind: 'content',
    title: text('Plain text', '解密结果'),
    note: text('Zero bytes at the end are padding and dropped.', '末尾的零字节是填充，已去掉。'),
    parts: [fixed(plaintext)],
    secret: true,
  },
]

const notSealed: Finding = {
  severity: 'error',
  code: 'tencent.payload-form',
  stage: 'cloud',
  field: 'payload',
  what: text('This is not a payload: it must be Base64 of a multiple of 16 bytes.', '这不是 payload：应为 Base64，解码后长度是 16 字节的整数倍。'),
  next: text('Copy the whole text under “payload”, without the quotes.', '请完整复制 payload 字段的内容，不带引号。'),
}

const otherSecret: Finding = {
  severity: 'error',
  code: 'tencent.payload-secret',
  stage: 'cloud',
  field: 'productSecret',
  what: text('With this product secret the payload opens to nothing readable.', '用这个产品密钥解不出有效内容。'),
  next: text('Use the product secret that signed the request; copy it again from the console.', '请使用当时签名请求的产品密钥，并从控制台重新复制。'),
}
