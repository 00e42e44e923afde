import { value } from '../../signature/working.ts'
import { fromBase64, lenientBase64 } from '../../text/encodings.ts'
import { text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import { str } from '../inputs.ts'
import type { Inputs, Made } from '../profile.ts'
import { isConnectionString } from './field-checks.ts'
import { expiryOf } from './login.ts'
import { encodeResource, readKey, signSas } from './sas.ts'

/** A token by itself, for any resource that takes one: hub, DPS, and with the key as text Event Hubs and Service Bus. */
export function makeSas(inputs: Inputs): Made {
  const [se, key] = [str(inputs, 'se'), str(inputs, 'key')]
  const isBase64 = str(inputs, 'keyIsBase64') !== 'false'
  const sas = signSas({ sr: [value(encodeResource(str(inputs, 'sr')), 'sr')], ...readKey(text('key', '密钥'), key, isBase64), se, skn: str(inputs, 'skn') })
  return { values: { sig: sas.sig, token: sas.token }, ...expiryOf(se), work: sas.work, findings: isBase64 ? keyFindings(key) : [] }
}

/** Whether a key is Base64 is asked only where it is read so. Its length is free here: published examples sign with a few bytes. */
function keyFindings(key: string): Finding[] {
  if (key === '' || fromBase64(key) !== null || isConnectionString(key)) return []
  const at = { stage: 'mqtt', field: 'key' } as const
  if (lenientBase64(key) === null) {
    const next = text('Copy the whole key, with its = signs at the end; or have it read as text.', '请完整复制密钥，包括末尾的等号；或改为按原文使用。')
    return [{ ...at, severity: 'error', code: 'input.base64', what: text('The key is not Base64.', '密钥不是有效的 Base64。'), next }]
  }
  const next = text('It was read leniently. Compare it with the portal.', '已按宽松规则解码，请和门户核对。')
  return [
    {
      ...at,
      severity: 'warning',
      code: 'input.base64-loose',
      what: text('The key is Base64 with something missing or added.', '密钥的 Base64 不规范（缺补位等号或多了字符）。'),
      next,
    },
  ]
}
