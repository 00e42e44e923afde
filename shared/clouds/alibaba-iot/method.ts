import type { Algorithm } from '../../signature/digest.ts'
import { text } from '../../text/local-text.ts'
import type { FieldCheck } from '../profile.ts'

export type Method = { readonly algorithm: Algorithm; /** As the MQTT client ID carries it. */ readonly name: string }

/** `hmacmd5`, `HmacMD5`, `hmac-sha256`: documents and tools spell it in many ways. Undefined for anything else. */
export function readMethod(value: string): Method | undefined {
  const match = /^hmac-?(md5|sha1|sha256)(?=$|[\s(（])/i.exec(value.trim())
  const algorithm = match?.[1]?.toLowerCase() as Algorithm | undefined
  return algorithm && { algorithm, name: `hmac${algorithm}` }
}

export const checkMethod: FieldCheck = (value) => {
  const method = readMethod(value)
  if (method && /^hmac(md5|sha1|sha256)$/i.test(value)) return []
  const next = text('Use hmacsha256, hmacsha1 or hmacmd5.', '可选 hmacsha256、hmacsha1、hmacmd5。')
  return method
    ? [{ severity: 'warning', code: 'input.method-read', what: text(`“${value}” was read as ${method.name}.`, `“${value}”按 ${method.name} 处理。`), next }]
    : [{ severity: 'error', code: 'input.method', what: text(`“${value}” is not a sign method of this cloud.`, `“${value}”不是该平台的签名算法。`), next }]
}
