import { hmacCandidates, encodingCandidates } from '../../signature/digest-candidates.ts'
import type { Algorithm } from '../../signature/digest.ts'
import type { Candidate, DigestSearch } from '../../signature/search.ts'
import { secretCandidates } from '../../signature/secret-candidates.ts'
import { percentDecode, percentEncode } from '../../text/encodings.ts'
import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'
import { hubOf } from './endpoint.ts'
import { encodeResource } from './sas.ts'
import { digestIn, parseToken, type Token } from './token.ts'

/** How the token's signature may have been made: the right way first, then the mistakes that the documents and support threads name. */
export function search(given: string, inputs: Inputs): DigestSearch | undefined {
  const token = parseToken(given)
  const sig = token?.parts.get('sig')?.value ?? ''
  if (!token || sig === '') return undefined
  return {
    given: digestIn(sig),
    keys: secretCandidates({ value: str(inputs, 'key'), field: 'key', label: text('the key', '密钥'), reading: 'base64' }),
    contents: contentCandidates(inputs, token),
    algorithms,
    encodings: encodingCandidates(['base64']),
    digestings: hmacCandidates,
  }
}

const algorithms: readonly Candidate<Algorithm>[] = [
  { value: 'sha256' },
  ...(['sha1', 'md5', 'sha512'] as const).map((value) => ({
    value,
    fault: {
      code: 'check.algorithm',
      field: 'password',
      what: text(`it was made with HMAC-${value.toUpperCase()}`, `用的是 HMAC-${value.toUpperCase()}`),
      next: text('Azure takes HMAC-SHA256 only.', 'Azure 只接受 HMAC-SHA256。'),
    },
  })),
]

/** What the token itself says counts as right too: where that is wrong, it is said of the part. */
function contentCandidates(inputs: Inputs, token: Token): Candidate<string>[] {
  const [hub, deviceId] = [hubOf(inputs), str(inputs, 'deviceId')]
  const own = percentEncode(`${hub}/devices/${deviceId}`)
  const wanted = str(inputs, 'sr') === '' ? own : encodeResource(str(inputs, 'sr'))
  const [sr, se] = [token.parts.get('sr')?.value ?? wanted, token.parts.get('se')?.value ?? str(inputs, 'se')]
  const plain = percentDecode(sr) ?? sr
  const found: Candidate<string>[] = [{ value: `${sr}\n${se}` }, { value: `${wanted}\n${str(inputs, 'se')}` }]
  const add = (content: string, code: string, field: string, what: Text, next: Text) => {
    if (!found.some((one) => one.value === content)) found.push({ value: content, fault: { code, field, what, next } })
  }
  const asItStands = text('Sign the resource exactly as it stands behind sr=: URL-encoded once.', '参与签名的资源必须和 sr= 后面的完全一样：只做一次 URL 编码。')
  const form = text('The resource, one line feed, the expiry: nothing before, between or after.', '依次为资源、一个换行符（LF）、过期时间，前后和中间没有别的字符。')
  add(`${plain}\n${se}`, 'azure.sr-signed-raw', 'sr', text('the resource was signed without URL encoding', '参与签名的资源没有做 URL 编码'), asItStands)
  add(`${percentEncode(sr)}\n${se}`, 'azure.sr-signed-twice', 'sr', text('the resource was signed with two URL encodings', '参与签名的资源做了两次 URL 编码'), asItStands)
  const spelled = text('the resource was signed in another spelling than it stands in the token', '参与签名的资源和令牌里的写法（大小写）不同')
  const [lower, upper] = [sr.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()), sr.replace(/%[0-9a-f]{2}/g, (code) => code.toUpperCase())]
  for (const spelling of [sr.toLowerCase(), lower, upper, plain.toLowerCase()]) {
    add(`${spelling}\n${se}`, 'azure.sr-signed-spelling', 'sr', spelled, asItStands)
  }
  const others = text('the token names another resource than was signed', '令牌里的资源和参与签名的不是同一个')
  const short = hub.split('.')[0] ?? ''
  const device = `/devices/${deviceId}`
  for (const other of [`${hub}${device}`, hub, `${hub}/devices`, `${short}${device}`, `${hub}${device}/messages/events`]) {
    add(`${percentEncode(other)}\n${se}`, 'azure.sr-signed-other', 'sr', others, asItStands)
  }
  add(`${sr}${se}`, 'azure.no-line-feed', 'password', text('the line feed between resource and expiry was not signed', '资源和过期时间之间没有换行符'), form)
  add(`${sr}\\n${se}`, 'azure.no-line-feed', 'password', text('a backslash and an n were signed in place of the line feed', '换行符写成了反斜杠加 n 两个字符'), form)
  add(`${sr}\r\n${se}`, 'azure.carriage-return', 'password', text('a carriage return was signed before the line feed', '换行用了 CR LF，多了回车'), form)
  const other = text('another character was signed in place of the line feed', '换行符换成了别的字符')
  for (const separator of [' ', '&', ',']) add(`${sr}${separator}${se}`, 'check.separators', 'password', other, form)
  add(`${se}\n${sr}`, 'check.order', 'password', text('expiry and resource changed places', '过期时间和资源的顺序反了'), form)
  add(`sr=${sr}&se=${se}`, 'check.separators', 'password', text('names, = and & were signed with the values', '把 sr=、& 和 se= 也拼进去了'), form)
  add(`${sr}\n${se}\n`, 'check.content-line-end', 'password', text('a line end was signed behind the expiry', '过期时间后面多了换行'), form)
  const skn = str(inputs, 'skn')
  if (skn !== '') add(`${sr}\n${se}\n${skn}`, 'azure.policy-signed', 'skn', text('the policy’s name was signed as well', '把策略名也拼进去了'), form)
  const sameTime = text('Sign the very expiry that stands in the token, in seconds.', '参与签名的过期时间必须和令牌里的完全一样，单位为秒。')
  add(`${sr}\n${se}000`, 'check.timestamp-unit', 'se', text('the expiry was signed in milliseconds, the token carries seconds', '签名用的是毫秒，令牌里是秒'), sameTime)
  const inSeconds = text('the expiry was signed in seconds, the token carries milliseconds', '签名用的是秒，令牌里是毫秒')
  if (se.length > 3) add(`${sr}\n${se.slice(0, -3)}`, 'check.timestamp-unit', 'se', inSeconds, sameTime)
  return found
}
