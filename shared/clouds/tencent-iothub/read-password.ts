import { algorithmOfHexLength } from '../../signature/digest-candidates.ts'
import type { Algorithm } from '../../signature/digest.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Mark } from '../profile.ts'
import { algorithmOf, methods, type Method } from './method.ts'
import { mark } from './read-identity.ts'

/** What stands in a key device's password: the digest, and the method that its end states, as far as they can be told. */
export type Password = { readonly digest: string; readonly method?: Method }

const form = text('It is the digest, a semicolon, and hmacsha256 or hmacsha1.', '格式为：摘要;hmacsha256 或 摘要;hmacsha1。')

const asMethod = (value: string): Method | undefined => methods.find((method) => method === value)
const methodOfDigest = (digest: string): Method | undefined => methods.find((method) => algorithmOf(method) === madeBy(digest))

/** The algorithm that a hex digest of this length comes from. */
export const madeBy = (digest: string): Algorithm | undefined => (/^[0-9a-fA-F]+$/.test(digest) ? algorithmOfHexLength(digest.length) : undefined)

/** Takes a password apart without judging it. */
export function splitPassword(password: string): Password & { readonly suffix?: string } {
  const at = password.indexOf(';')
  // Other marks than a semicolon, or none, before the method's name.
  const loose = at < 0 ? /^([0-9a-fA-F]*|[A-Za-z0-9+/]+=*)[^A-Za-z0-9+/=]*(hmac[-_]?(?:sha1|sha256|md5))$/i.exec(password) : null
  const [digest, suffix] = at >= 0 ? [password.slice(0, at), password.slice(at + 1)] : [loose?.[1] ?? password, undefined]
  const method = asMethod((suffix ?? loose?.[2] ?? '').toLowerCase().replace(/[-_]/g, '')) ?? methodOfDigest(digest)
  return { digest, ...(method && { method }), ...(suffix !== undefined && { suffix }) }
}

export function readPassword(password: string, marks: Mark[]): Password {
  const { digest, method, suffix } = splitPassword(password)
  const add = (code: string, what: Text, next: Text = form, more: Partial<Mark> = {}) => marks.push(mark('password', code, what, next, more))
  const end: Partial<Mark> = digest.length < password.length ? { span: [digest.length, password.length] } : {}
  if (suffix === undefined) {
    add('tencent.no-method', text('The password does not end with a semicolon and the sign method.', '密码末尾缺少“;签名算法”。'), form, end)
  } else if (asMethod(suffix) === undefined) judgeSuffix(suffix, end, add)
  if (digest === '') {
    const what = text('The password holds the method only: the digest in front of the semicolon is missing.', '密码里只有签名算法，缺少分号前面的摘要。')
    add('tencent.no-digest', what)
  } else if (/^[0-9a-fA-F]+$/.test(digest)) judgeDigest(digest, suffix === undefined ? undefined : method, add)
  return { digest, ...(method && { method }) }
}

type Add = (code: string, what: Text, next?: Text, more?: Partial<Mark>) => void

function judgeSuffix(suffix: string, end: Partial<Mark>, add: Add): void {
  const right = asMethod(suffix.toLowerCase())
  if (right) {
    const what = text(`“${suffix}” at the end of the password is written “${right}”.`, `密码末尾的“${suffix}”应写成“${right}”。`)
    add('check.case', what, text('Upper and lower case count.', '区分大小写。'), { ...end, expected: right })
    return
  }
  add(
    'tencent.method',
    text('What stands after the semicolon of the password is no sign method of this cloud.', '密码分号后面不是该平台的签名算法。'),
    text('Use hmacsha256 or hmacsha1.', '可选 hmacsha256、hmacsha1。'),
    end,
  )
}

function judgeDigest(digest: string, stated: Method | undefined, add: Add): void {
  const algorithm = madeBy(digest)
  if (algorithm === undefined) {
    add(
      'check.digest-length',
      text(
        `The digest in the password has ${digest.length} hex digits; 64 (SHA-256) or 40 (SHA-1) are right.`,
        `密码里的摘要有 ${digest.length} 位十六进制，应为 64 位（SHA-256）或 40 位（SHA-1）。`,
      ),
      text('It was cut off or has something added: copy it again.', '可能被截断或多了字符，请重新复制。'),
    )
  } else if (stated && algorithm !== algorithmOf(stated)) {
    const name = algorithm.toUpperCase()
    add(
      'check.algorithm',
      text(
        `The password ends with ${stated}, but its digest of ${digest.length} hex digits is one of ${name}.`,
        `密码末尾写的是 ${stated}，但 ${digest.length} 位的摘要是 ${name} 算出来的。`,
      ),
      text(
        `Sign with ${algorithmOf(stated).toUpperCase()}, or state the method that was used (hmacsha256 or hmacsha1).`,
        `请改用 ${algorithmOf(stated).toUpperCase()} 计算，或把末尾改成实际使用的算法（hmacsha256 或 hmacsha1）。`,
      ),
    )
  }
}
