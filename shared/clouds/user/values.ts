import { fillTemplate, namesIn, type Filled, type Scope, type Value } from '../../profiles/template.ts'
import { digestBytes, hash, hmac } from '../../signature/digest.ts'
import { base64KeyStep, contentStep, digestStep, encodingStep, textKeyStep } from '../../signature/steps.ts'
import { fixed, type WorkStep } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { fromHex, lenientBase64, toBase64 } from '../../text/encodings.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import type { UserCloudValue } from './schema.ts'

export type Worked = { readonly value: Value; readonly work: readonly WorkStep[]; readonly findings: readonly Finding[] }

const labelOf = ({ name, label }: UserCloudValue): Text => label ?? text(name, name)

/** One of a cloud's values, with the work shown as for every other cloud. */
export function workValue(rule: UserCloudValue, scope: Scope): Worked {
  if (rule.text !== undefined) {
    const made = fillTemplate(rule.text, scope)
    const isSecret = made.secrets.length > 0
    const step: WorkStep = { kind: 'content', title: labelOf(rule), parts: made.parts, secret: isSecret }
    return { value: { text: made.text, isSecret }, work: [step], findings: [] }
  }
  const algorithm = rule.hmac ?? rule.hash ?? 'sha256'
  const content = fillTemplate(rule.over ?? '', scope)
  const contentWork = { ...contentStep(content.parts, labelOf(rule)), secret: content.secrets.length > 0 }
  if (rule.hmac === undefined) return encoded(rule, hash(algorithm, utf8(content.text)), { before: [contentWork], isSecret: content.secrets.length > 0 })
  const key = fillTemplate(rule.key ?? '', scope)
  const bytes = keyBytes(key.text, rule.keyAs)
  if (bytes === null) {
    return { value: { text: '0'.repeat(digestBytes[algorithm] * 2), isSecret: true }, work: [], findings: [badKey(rule, key)] }
  }
  const keyWork = rule.keyAs === undefined || rule.keyAs === 'text' ? textKeyStep(labelOf(rule), key.text, namesIn(rule.key ?? '')[0] ?? '') : base64KeyStep(labelOf(rule), toHex(bytes))
  const keyTitled = rule.keyAs === 'hex' ? { ...keyWork, title: text(`Key: ${labelOf(rule).en}, decoded from hex`, `密钥：${labelOf(rule).zh}，先做十六进制解码`) } : keyWork
  return encoded(rule, hmac(algorithm, bytes, utf8(content.text)), { before: [contentWork, keyTitled], isSecret: true })
}

function keyBytes(key: string, as: UserCloudValue['keyAs']): Uint8Array | null {
  if (as === 'base64') return lenientBase64(key)
  return as === 'hex' ? fromHex(key) : utf8(key)
}

/** `isSecret`: a digest of secrets is as good as the password that it becomes. */
function encoded(rule: UserCloudValue, digest: Uint8Array, { before, isSecret }: { readonly before: readonly WorkStep[]; readonly isSecret: boolean }): Worked {
  const hex = toHex(digest)
  const encode = rule.encode ?? 'hex'
  const made = { hex, HEX: hex.toUpperCase(), base64: toBase64(digest), base64url: toBase64(digest).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '') }[encode]
  const algorithm = rule.hmac ?? rule.hash ?? 'sha256'
  const digestWork = digestStep(algorithm, encode === 'HEX' ? made : hex, text(`${digest.length} bytes in hex.`, `${digest.length} 字节，十六进制。`), rule.hmac === undefined ? 'hash' : 'HMAC')
  const encodingWork = made === hex || encode === 'HEX' ? [] : [{ ...encodingStep(text('Base64', 'Base64 编码'), made, labelOf(rule)), parts: [fixed(made)] }]
  return { value: { text: made, isSecret }, work: [...before, digestWork, ...encodingWork], findings: [] }
}

const badKey = (rule: UserCloudValue, { parts }: Filled): Finding => {
  const field = parts.find(({ of }) => of !== undefined)?.of
  const form = rule.keyAs === 'hex' ? text('hex', '十六进制') : text('Base64', 'Base64')
  return {
    severity: 'error',
    code: 'user.key-form',
    stage: 'mqtt',
    ...(field !== undefined && { field }),
    what: text(`The key of “${rule.name}” is not ${form.en}.`, `“${rule.name}”的密钥不是有效的${form.zh}。`),
    next: text('Copy the whole key again.', '请重新完整复制密钥。'),
  }
}
