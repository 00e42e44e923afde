import { text } from '../text/local-text.ts'
import { algorithms, digestBytes, type Algorithm } from './digest.ts'
import type { Candidate, Encoding } from './search.ts'

/** The algorithm that the login states, then those it may have been made with in truth. `field`: the input that states it. */
export const algorithmCandidates = (stated: Algorithm, field: string): Candidate<Algorithm>[] => [
  { value: stated },
  ...algorithms
    .filter((algorithm) => algorithm !== stated)
    .map((algorithm) => ({
      value: algorithm,
      fault: {
        code: 'check.algorithm',
        field,
        what: text(`the login states ${stated.toUpperCase()} but was made with ${algorithm.toUpperCase()}`, `登录信息里写的是 ${stated.toUpperCase()}，实际却用 ${algorithm.toUpperCase()} 计算`),
        next: text(`Sign with ${stated.toUpperCase()}, or state ${algorithm.toUpperCase()}.`, `请改用 ${stated.toUpperCase()} 计算，或把方法改写成 ${algorithm.toUpperCase()}。`),
      },
    })),
]

const encodingWords: Readonly<Record<Encoding, ReturnType<typeof text>>> = {
  hex: text('lower-case hex', '小写十六进制'),
  HEX: text('upper-case hex', '大写十六进制'),
  base64: text('Base64 of the digest', '摘要的 Base64'),
  'base64-of-hex': text('Base64 of the hex text', '十六进制文本的 Base64'),
}

/** The encodings that the cloud takes, then the others. */
export const encodingCandidates = (right: readonly Encoding[]): Candidate<Encoding>[] => [
  ...right.map((value) => ({ value })),
  ...(['hex', 'HEX', 'base64', 'base64-of-hex'] as const)
    .filter((value) => !right.includes(value))
    .map((value) => ({
      value,
      fault: {
        code: 'check.encoding',
        field: 'password',
        what: text(`the digest is written as ${encodingWords[value].en}`, `摘要写成了${encodingWords[value].zh}`),
        next: text(`Write it as ${encodingWords[right[0] ?? 'hex'].en}.`, `请写成${encodingWords[right[0] ?? 'hex'].zh}。`),
      },
    })),
]

/** Which algorithm a hex digest of this many characters can come from. */
export const algorithmOfHexLength = (characters: number): Algorithm | undefined => algorithms.find((algorithm) => digestBytes[algorithm] * 2 === characters)
