import { hmac } from '../../signature/digest.ts'
import { contentStep, digestStep, parametersStep, textKeyStep } from '../../signature/steps.ts'
import { name, textOf, value, type Part, type WorkStep } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Method } from './method.ts'

/** What is signed: parameters by name. Empty ones are left out. */
export type SignedParameters = Readonly<Record<string, string>>

/** Names in alphabetical order, each followed by its value, with nothing between them. help.aliyun.com 73742, “sign”. */
export const contentParts = (parameters: SignedParameters): readonly Part[] =>
  Object.entries(parameters)
    .filter(([, content]) => content !== '')
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([key, content]) => [name(key), value(content, key)])

export type Signature = { readonly content: string; readonly hex: string; readonly work: readonly WorkStep[] }

/** Lower-case hex; the cloud takes either case. */
export function signParameters(parameters: SignedParameters, secret: string, secretKey: string, secretLabel: Text, { algorithm, name: method }: Method): Signature {
  const parts = contentParts(parameters)
  const content = textOf(parts)
  const hex = toHex(hmac(algorithm, utf8(secret), utf8(content)))
  return {
    content,
    hex,
    work: [
      parametersStep(parts, text('Sorted by name. What stands only in the client ID’s | | part is not signed.', '按参数名字典序排列；只出现在 clientId 的 | | 里的参数不参与签名。')),
      contentStep(parts, text('Name and value, one after the other, without separators.', '参数名和参数值依次拼接，中间没有分隔符。')),
      textKeyStep(secretLabel, secret, secretKey),
      digestStep(algorithm, hex, text(`${method}, written as ${hex.length} hex digits; upper case is taken as well.`, `${method}，写成 ${hex.length} 位十六进制，大小写均可。`)),
    ],
  }
}
