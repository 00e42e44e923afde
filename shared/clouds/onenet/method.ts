import type { Algorithm } from '../../signature/digest.ts'
import { text } from '../../text/local-text.ts'
import type { FieldCheck } from '../profile.ts'

/** `md5`, `sha1`, `sha256` in any case; undefined for anything else. The text itself is signed as it stands: MD5 and md5 give different tokens. */
export function readMethod(value: string): Algorithm | undefined {
  const lower = value.toLowerCase()
  return lower === 'md5' || lower === 'sha1' || lower === 'sha256' ? lower : undefined
}

export const checkMethod: FieldCheck = (value) => {
  const method = readMethod(value)
  const next = text('Use md5, sha1 or sha256, in lower case.', '请用小写的 md5、sha1 或 sha256。')
  if (method === undefined) return [{ severity: 'error', code: 'input.method', what: text(`“${value}” is not a method of this cloud.`, `“${value}”不是该平台支持的签名方法。`), next }]
  if (method === value) return []
  return [
    {
      severity: 'warning',
      code: 'input.method-case',
      what: text(`“${value}” is signed as it is written and gives another token than “${method}”.`, `“${value}”会按原样参与签名，得到的 token 与“${method}”不同。`),
      next,
    },
  ]
}
