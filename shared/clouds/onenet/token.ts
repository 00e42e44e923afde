import { hmac } from '../../signature/digest.ts'
import { base64KeyStep, contentStep, digestStep, encodingStep, parametersStep } from '../../signature/steps.ts'
import { name, separator, textOf, value, type Part, type WorkStep } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { lenientBase64, percentEncode, toBase64 } from '../../text/encodings.ts'
import { text } from '../../text/local-text.ts'
import { readMethod } from './method.ts'

/** What is signed besides the key. Values as they are, not URL-encoded. */
export type TokenParameters = { readonly et: string; readonly method: string; readonly res: string; readonly version: string }

/** Alphabetical: the order in which the values are signed. */
export const signedNames = ['et', 'method', 'res', 'version'] as const
/** The order in which the token carries them. */
export const tokenNames = ['version', 'res', 'et', 'method', 'sign'] as const

export type Token = { readonly sign: string; readonly token: string; readonly parts: readonly Part[]; readonly work: readonly WorkStep[] }

/** Values in the order of their names, a line feed between them. OneNET documents, “Security, token algorithm”. */
export const tokenContent = (parameters: TokenParameters): string => signedNames.map((key) => parameters[key]).join('\n')

/** An unknown method is signed as sha256, a key that is not Base64 as an empty one: the form reports both. */
export function signToken(parameters: TokenParameters, key: string): Token {
  const algorithm = readMethod(parameters.method) ?? 'sha256'
  const keyBytes = lenientBase64(key) ?? new Uint8Array()
  const digest = hmac(algorithm, keyBytes, utf8(tokenContent(parameters)))
  const sign = toBase64(digest)
  const values = { ...parameters, sign }
  const parts = tokenNames.flatMap((key_, index) => [...(index > 0 ? [separator('&')] : []), name(key_), separator('='), value(percentEncode(values[key_]), key_)])
  return {
    sign,
    token: textOf(parts),
    parts,
    work: [
      parametersStep(signedNames.flatMap((key_) => [name(key_), value(parameters[key_], key_)]), text('Sorted by name; only the values are signed.', '按参数名字典序排列，只取参数值。')),
      contentStep(
        signedNames.flatMap((key_, index) => [...(index > 0 ? [separator('\n')] : []), value(parameters[key_], key_)]),
        text('A line feed between the values, none at the end; res is not URL-encoded here.', '参数值之间用换行 \\n 连接，末尾没有换行；这里的 res 不做 URL 编码。'),
      ),
      base64KeyStep(text('device key or access_key', '设备密钥或产品 access_key'), toHex(keyBytes)),
      digestStep(algorithm, toHex(digest), text(`The method is ${parameters.method}, and this very text was signed.`, `签名方法为 ${parameters.method}，这段文字本身也参与签名。`)),
      encodingStep(text('sign: Base64 of the digest', 'sign：对摘要做 Base64'), sign, text('In the token + / = become %2B %2F %3D.', '放进 token 时，+ / = 要编码成 %2B %2F %3D。')),
    ],
  }
}
