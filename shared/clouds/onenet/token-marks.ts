import { text, type Text } from '../../text/local-text.ts'
import type { Mark, Statement } from '../profile.ts'
import { readMethod } from './method.ts'
import { readToken, type Damage, type TokenPart } from './read-token.ts'
import { tokenNames } from './token.ts'

type Judged = { readonly stated: Readonly<Record<string, Statement>>; readonly marks: readonly Mark[] }

const mark = (code: string, what: Text, next: Text, more: Partial<Mark> = {}): Mark => ({ severity: 'error', code, stage: 'cloud', field: 'password', part: 'password', what, next, ...more })

const form = text('version=2018-10-31&res=products%2F…%2Fdevices%2F…&et=…&method=…&sign=…', '格式：version=2018-10-31&res=products%2F…%2Fdevices%2F…&et=…&method=…&sign=…')

/** What a token says of et, method, res and version, and what is wrong with its form. The sign is never repeated. */
export function judgeToken(token: string, isKey: boolean): Judged {
  if (isKey || /^[A-Za-z0-9+/]{43}=$/.test(token)) return { stated: {}, marks: [keyAsPassword] }
  const parts = readToken(token)
  if (!parts.some(({ name }) => (tokenNames as readonly string[]).includes(name))) return { stated: {}, marks: [noToken] }
  return { stated: statedBy(parts), marks: [...nameMarks(parts), ...damageMarks(parts), ...valueMarks(parts)] }
}

const keyAsPassword = mark(
  'check.secret-as-password',
  text('The password is a key itself.', '密码直接填成了密钥。'),
  text('The password is a token that is signed with the key; take the one computed here.', '密码应为用密钥签名得到的 token，请使用这里算出的 token。'),
)

const noToken = mark('onenet.no-token', text('The password is not a token.', '密码不是 token。'), form)

/** Only values of the right form are taken: one that ran into its neighbour, for want of an &, could carry the sign. */
const forms: Readonly<Record<string, (value: string) => boolean>> = {
  version: (value) => /^[\d-]+$/.test(value),
  res: (value) => /^[^&=]+$/.test(value),
  et: (value) => /^\d+$/.test(value),
  method: (value) => readMethod(value) !== undefined,
}

function statedBy(parts: readonly TokenPart[]): Record<string, Statement> {
  const stated: Record<string, Statement> = {}
  for (const { name, value } of parts) if (Object.hasOwn(forms, name) && forms[name]?.(value)) stated[name] ??= { value, part: 'password' }
  return stated
}

function nameMarks(parts: readonly TokenPart[]): Mark[] {
  const found: Mark[] = []
  const names = parts.map(({ name }) => name)
  for (const [index, name] of names.entries()) {
    const right = tokenNames.find((known) => known === name.trim().toLowerCase())
    if (right === name && names.indexOf(name) === index) continue
    found.push(
      right === name
        ? mark('onenet.token-parts', text(`The token carries ${name} twice.`, `token 里重复出现了 ${name}。`), form)
        : right !== undefined
          ? mark('check.case', text(`“${name}” in the token is written “${right}”.`, `token 里的“${name}”应写成“${right}”。`), form)
          : mark('onenet.token-parts', text('The token carries something that is no parameter of it.', 'token 里有多余的内容，不是它的参数。'), form),
    )
  }
  const missing = tokenNames.filter((name) => !names.some((given) => given.trim().toLowerCase() === name))
  if (missing.length > 0) found.push(mark('onenet.token-parts', text(`The token lacks ${missing.join(', ')}.`, `token 缺少 ${missing.join('、')}。`), form))
  if (found.length === 0 && names.join() !== tokenNames.join()) {
    found.push(mark('onenet.token-order', text('The parameters of the token stand in another order than documented.', 'token 里参数的顺序和文档不一致。'), form))
  }
  return found
}

const damages: Readonly<Record<Damage, readonly [what: Text, next: Text]>> = {
  percent: [
    text('has doubled percent signs, as C source writes them for printf', '里的百分号重复了（C 源码里给 printf 用的 %% 写法）'),
    text('Send each % once.', '实际发送时每个 % 只写一个。'),
  ],
  escape: [text('has a % that is not followed by two hex digits', '里的 % 后面不是两位十六进制数'), text('Encode it anew: / is %2F, + is %2B, = is %3D.', '请重新编码：/ 为 %2F，+ 为 %2B，= 为 %3D。')],
  'double-encoded': [text('was URL-encoded twice', '被做了两次 URL 编码'), text('Encode once: %2F, not %252F.', '只编码一次：应为 %2F，而不是 %252F。')],
  'plus-space': [text('has a space where Base64 has a +', '里的 + 变成了空格'), text('Encode + as %2B, or it is read as a space.', '+ 要编码成 %2B，否则会被当成空格。')],
  'not-encoded': [text('is not URL-encoded', '没有做 URL 编码'), text('Encode / as %2F, + as %2B and = as %3D.', '/ 编码成 %2F，+ 编码成 %2B，= 编码成 %3D。')],
}

/** One remark for each kind of damage, at the first value that has it. */
function damageMarks(parts: readonly TokenPart[]): Mark[] {
  const seen = new Set<Damage>()
  return parts.flatMap(({ name, damage, start, end }) => {
    if (damage === undefined || seen.has(damage)) return []
    seen.add(damage)
    const [what, next] = damages[damage]
    return [mark(`onenet.${damage}`, text(`${name} in the token ${what.en}.`, `token 中的 ${name} ${what.zh}。`), next, { span: [start, end] })]
  })
}

function valueMarks(parts: readonly TokenPart[]): Mark[] {
  return parts.flatMap(({ name, value, start, end }): Mark[] => {
    const at = { span: [start, end] as const, field: name }
    if (name === 'et' && /^\d{13}$/.test(value)) {
      return [mark('onenet.et-ms', text('et is in milliseconds; seconds are wanted.', 'et 用的是毫秒，应为秒。'), text('Ten digits, such as 1893456000.', '应为 10 位数字，例如 1893456000。'), at)]
    }
    if (name === 'et' && !/^\d{1,12}$/.test(value)) return [mark('onenet.et', text('et is not a Unix time in seconds.', 'et 不是以秒为单位的 Unix 时间戳。'), text('Digits only, such as 1893456000.', '只能是数字，例如 1893456000。'), at)]
    if (name === 'method' && readMethod(value) === undefined) {
      return [mark('onenet.method', text('The method in the token does not exist.', 'token 里的签名方法不存在。'), text('Use md5, sha1 or sha256.', '可选 md5、sha1、sha256。'), at)]
    }
    if (name === 'method' && value !== value.toLowerCase()) {
      return [{ ...mark('onenet.method-upper', text(`The method is written “${value}”.`, `签名方法写成了“${value}”。`), text('The documents write it in lower case; whatever is written is what must be signed.', '文档中为小写；写成什么，就必须用什么参与签名。'), at), severity: 'warning' }]
    }
    if (name === 'version' && value !== '2018-10-31') {
      return [{ ...mark('onenet.version', text('The version is not 2018-10-31.', 'version 不是 2018-10-31。'), text('Devices log in with 2018-10-31; other versions belong to the HTTP interface.', '设备登录用 2018-10-31；其他版本用于平台 API。'), at), severity: 'warning' }]
    }
    if (name === 'sign' && !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) {
      return [mark('onenet.sign', text('The sign is not Base64.', 'sign 不是有效的 Base64。'), text('It is the Base64 of the digest, then URL-encoded.', '应为摘要的 Base64，再做 URL 编码。'), at)]
    }
    return []
  })
}
