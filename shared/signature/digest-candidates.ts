import { text } from '../text/local-text.ts'
import { algorithms, digestBytes, type Algorithm } from './digest.ts'
import type { Candidate, Digesting, Encoding } from './search.ts'

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

/** HMAC of the content under the secret, then what is done instead of it. */
export const hmacCandidates: readonly Candidate<Digesting>[] = [
  { value: 'hmac' },
  {
    value: 'hmac-swapped',
    fault: {
      code: 'check.swapped-key',
      field: 'password',
      what: text('key and content changed places in the HMAC', 'HMAC 的密钥和内容填反了'),
      next: text('The secret is the key, the string to sign is the message.', '密钥作为 HMAC 的 key，待签名字符串作为消息。'),
    },
  },
  {
    value: 'hash',
    fault: {
      code: 'check.no-hmac',
      field: 'password',
      what: text('it is a plain hash, not an HMAC', '用的是普通哈希，不是 HMAC'),
      next: text('Use HMAC, with the secret as its key.', '请改用 HMAC，并以密钥作为 key。'),
    },
  },
  {
    value: 'hash-with-key',
    fault: {
      code: 'check.no-hmac',
      field: 'password',
      what: text('it is a plain hash of content and secret, not an HMAC', '把内容和密钥拼在一起做了普通哈希，不是 HMAC'),
      next: text('Use HMAC, with the secret as its key.', '请改用 HMAC，并以密钥作为 key。'),
    },
  },
]
