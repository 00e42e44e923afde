import { hmac } from '../../signature/digest.ts'
import { assemblyStep, base64KeyStep, contentStep, digestStep, encodingStep, parametersStep, textKeyStep } from '../../signature/steps.ts'
import { fixed, name, separator, textOf, value, type Part, type WorkStep } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { lenientBase64, percentDecode, percentEncode, toBase64 } from '../../text/encodings.ts'
import { text, type Text } from '../../text/local-text.ts'

export type SasRequest = {
  /** URL-encoded resource. */
  readonly sr: readonly Part[]
  readonly key: Uint8Array
  /** How the key is read. */
  readonly keyStep: WorkStep
  /** Expiry, s. */
  readonly se: string
  /** Name of a policy; empty for a device's own key. */
  readonly skn: string
}

export type Sas = {
  readonly content: string
  /** URL-encoded, as it stands in the token. */
  readonly sig: string
  readonly token: string
  readonly work: readonly WorkStep[]
}

/** Azure, "Control access to IoT Hub by using shared access signatures": Base64(HMAC-SHA256(decoded key, `{sr}\n{se}`)), URL-encoded. */
export function signSas({ sr, key, keyStep, se, skn }: SasRequest): Sas {
  const contentParts = [...sr, separator('\n'), value(se, 'se')]
  const content = textOf(contentParts)
  const digest = hmac('sha256', key, utf8(content))
  const base64 = toBase64(digest)
  const sig = percentEncode(base64)
  const token: readonly Part[] = [
    fixed('SharedAccessSignature '),
    name('sr'),
    separator('='),
    ...sr,
    separator('&'),
    name('sig'),
    separator('='),
    fixed(sig),
    separator('&'),
    name('se'),
    separator('='),
    value(se, 'se'),
    ...(skn === '' ? [] : [separator('&'), name('skn'), separator('='), value(percentEncode(skn), 'skn')]),
  ]
  return {
    content,
    sig,
    token: textOf(token),
    work: [
      parametersStep(
        [name('sr'), value(textOf(sr), 'sr'), name('se'), value(se, 'se')],
        text('The resource is URL-encoded once; the policy’s name is not signed.', '资源只做一次 URL 编码；策略名不参与签名。'),
      ),
      contentStep(contentParts, text('The resource, a line feed, the expiry in seconds; nothing after it.', '资源、一个换行符（LF）、过期时间（秒），末尾没有别的字符。')),
      keyStep,
      digestStep('sha256', toHex(digest), text('32 bytes, here in hex.', '共 32 字节，这里以十六进制显示。')),
      encodingStep(text('Base64 of the digest', '摘要的 Base64'), base64, text('44 characters, with one = at the end.', '44 个字符，末尾一个等号。')),
      encodingStep(text('URL-encoded: sig', 'URL 编码后的 sig'), sig, text('+ becomes %2B, / becomes %2F, = becomes %3D.', '+ 变成 %2B，/ 变成 %2F，= 变成 %3D。')),
      assemblyStep('password', token, text('The order of the parts is free.', '各部分的顺序不限。')),
    ],
  }
}

/** The key as Azure reads it, and the step that shows it. What is not Base64 at all is used as text and reported at the field. */
export function readKey(label: Text, key: string, isBase64 = true): Pick<SasRequest, 'key' | 'keyStep'> {
  const bytes = isBase64 ? lenientBase64(key) : null
  return bytes ? { key: bytes, keyStep: base64KeyStep(label, toHex(bytes)) } : { key: utf8(key), keyStep: textKeyStep(label, key, 'key') }
}

/** A resource as somebody types it: with a %XX in it, it is taken as encoded already. */
export function encodeResource(resource: string): string {
  const isEncoded = /%[0-9a-fA-F]{2}/.test(resource) && percentDecode(resource) !== null
  return isEncoded ? resource : percentEncode(resource)
}
