import { hash, hmac } from '../../signature/digest.ts'
import { contentStep, digestStep, encodingStep, parametersStep, textKeyStep } from '../../signature/steps.ts'
import { fixed, name, separator, textOf, value, type Part, type WorkStep } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { toBase64 } from '../../text/encodings.ts'
import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Finding } from '../../wizard/plan.ts'
import { str } from '../inputs.ts'
import type { HttpRequest, Inputs, Made } from '../profile.ts'
import { readAnswer, readOldAnswer } from './answer.ts'
import { gatewayOf } from './endpoint.ts'
import { algorithmOf, methodOf } from './method.ts'
import { identityOfBody } from './registration-fields.ts'

const secretLabel = text('product secret', '产品密钥')

/**
 * `/register/dev` of IoT Explorer and of IoT Hub before 2021. Its page says “Base64 of the result”; what the gateway takes is the Base64
 * of the digest's hex text, as the C SDK's published log has it (the Base64 of the digest is refused with 1010).
 */
export function makeOldRegistration(inputs: Inputs): Made {
  const keys = ['deviceName', 'nonce', 'productId', 'timestamp'] as const
  const [deviceName, nonce, productId, timestamp] = keys.map((key) => str(inputs, key)) as [string, string, string, string]
  const content = keys.flatMap((key, index): Part[] => [...(index > 0 ? [separator('&')] : []), name(key), separator('='), value(str(inputs, key), key)])
  const string = textOf(content)
  const hex = toHex(hmac('sha1', utf8(str(inputs, 'productSecret')), utf8(string)))
  const sign = toBase64(utf8(hex))
  // nonce and timestamp are int64 there: written as numbers, digit by digit.
  const body = `{"deviceName":${JSON.stringify(deviceName)},"nonce":${nonce},"productId":${JSON.stringify(productId)},"timestamp":${timestamp},"signature":"${sign}"}`
  const request: HttpRequest = {
    method: 'POST',
    url: `${gatewayOf(inputs).base}/register/dev`,
    headers: { 'Content-Type': 'application/json' },
    body,
    read: readOldAnswer(inputs),
  }
  return {
    request,
    values: { string, hex, sign, ...requestValues(request) },
    work: [
      parametersStep(content.filter(({ role }) => role !== 'separator'), text('Sorted by name.', '按参数名字典序排列。')),
      contentStep(content, text('Name=value, with & between them.', '按 参数名=参数值 用 & 拼接。')),
      textKeyStep(secretLabel, str(inputs, 'productSecret'), 'productSecret'),
      digestStep('sha1', hex, text('HMAC-SHA1, written as 40 lower-case hex digits.', 'HMAC-SHA1，写成 40 位小写十六进制。')),
      encodingStep(
        text('signature: Base64 of the hex text', 'signature：十六进制文本的 Base64'),
        sign,
        text('Of the 40 characters, not of the 20 bytes.', '对 40 个字符做 Base64，不是对 20 个字节。'),
      ),
      bodyStep([value(body)], true),
    ],
    findings: [],
  }
}

/** `/device/register`. tencentcloud.com 1105/41820, signature 1105/41501; Base64 of the digest, as in the Python SDK (the pages' sample prints hex). */
export function makeRegistration(inputs: Inputs): Made {
  const method = methodOf(inputs, 'algorithm')
  const [path, timestamp, nonce, body] = ['path', 'timestamp', 'nonce', 'body'].map((key) => str(inputs, key)) as [string, string, string, string]
  const { base, host } = gatewayOf(inputs)
  // The body is hashed by SHA-256 whatever signs it.
  const hashed = toHex(hash('sha256', utf8(body)))
  const lines: readonly Part[] = [
    fixed('POST'),
    value(host, 'host'),
    value(path, 'path'),
    fixed(''),
    value(method, 'algorithm'),
    value(timestamp, 'timestamp'),
    value(nonce, 'nonce'),
    value(hashed, 'body'),
  ]
  const content = lines.flatMap((line, index): Part[] => (index > 0 ? [separator('\n'), line] : [line]))
  const stringToSign = textOf(content)
  const digest = hmac(algorithmOf(method), utf8(str(inputs, 'productSecret')), utf8(stringToSign))
  const sign = toBase64(digest)
  const request: HttpRequest = {
    method: 'POST',
    url: `${base}${path}`,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'X-TC-Algorithm': method,
      'X-TC-Timestamp': timestamp,
      'X-TC-Nonce': nonce,
      'X-TC-Signature': sign,
    },
    body,
    read: readAnswer(inputs),
  }
  return {
    request,
    values: { stringToSign, sign, ...requestValues(request) },
    work: [
      bodyStep([value(body, 'body')], false),
      digestStep('sha256', hashed, text('Of the body, in lower-case hex; the last line of the string to sign.', '对请求正文做哈希，小写十六进制，作为待签名字符串的最后一行。'), 'hash'),
      contentStep(content, text('Eight lines, the fourth one empty (no query), without a line end after the last.', '共 8 行，第 4 行为空（没有查询参数），末尾不换行。')),
      textKeyStep(secretLabel, str(inputs, 'productSecret'), 'productSecret'),
      digestStep(algorithmOf(method), toHex(digest), text(`${method}; here in hex.`, `${method}，这里以十六进制显示。`)),
      encodingStep(
        text('X-TC-Signature: Base64 of the digest', 'X-TC-Signature：摘要的 Base64'),
        sign,
        text('Of the bytes, not of the hex text.', '对摘要字节做 Base64，不是对十六进制文本。'),
      ),
    ],
    findings: bodyFindings(inputs),
  }
}

const requestValues = ({ method, url, body }: HttpRequest) => ({ method, url, body, bodyLength: byteLength(body) })

const bodyStep = (parts: readonly Part[], secret: boolean): WorkStep => ({
  kind: 'assembly',
  title: text('Body of the request', '请求正文'),
  note: text('Its length in bytes goes into AT+HTTPDATA.', '它的字节数就是 AT+HTTPDATA 要填的长度。'),
  parts,
  secret,
})

/** A body that was entered goes out as it is; it must not speak of another device than the form does. */
function bodyFindings(inputs: Inputs): Finding[] {
  return (['ProductId', 'DeviceName'] as const).flatMap((key): Finding[] => {
    const [inBody, own] = [identityOfBody(inputs, key), str(inputs, key === 'ProductId' ? 'productId' : 'deviceName')]
    if (inBody === own) return []
    return [
      {
        severity: 'error',
        code: 'tencent.body-differs',
        stage: 'cloud',
        field: 'body',
        what: text(`The body’s ${key} is “${inBody}”, the form has “${own}”.`, `正文里的 ${key} 是“${inBody}”，表单里是“${own}”。`),
        next: text('Correct whichever is wrong, or leave the body empty.', '请改正错的那个，或把正文留空。'),
      },
    ]
  })
}
