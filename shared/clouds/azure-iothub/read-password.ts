import type { Given } from '../../signature/given.ts'
import { fromBase64, lenientBase64, percentDecode } from '../../text/encodings.ts'
import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs, Mark } from '../profile.ts'
import { isShortName } from './field-checks.ts'
import { isKeyLike, mark, type Stated } from './marks.ts'
import { parseToken, plainSignature, rightPrefix, tokenNames, type Token, type TokenPart } from './token.ts'

const example = text(
  'SharedAccessSignature sr={hub}%2Fdevices%2F{deviceId}&sig={signature}&se={seconds}',
  'SharedAccessSignature sr={hub}%2Fdevices%2F{deviceId}&sig={签名}&se={秒}',
)

/** The token in the password: its form, and what it says about hub, device, policy and expiry. Whether it is still valid is judged apart. */
export function readPassword({ password }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  if (password === undefined) return
  if (str(known, 'auth') === 'cert') {
    const needless = mark(
      'password',
      'azure.password-with-certificate',
      text('A device with a certificate sends no password.', '证书认证的设备不需要密码。'),
      text('Leave it empty.', '请留空。'),
    )
    if (password !== '') marks.push({ ...needless, severity: 'warning' })
    return
  }
  const token = parseToken(password)
  if (!token) {
    marks.push(notToken(password))
    return
  }
  readNames(token, marks)
  readResource(token.parts.get('sr'), { known, stated, marks, hasPolicy: (token.parts.get('skn')?.value ?? '') !== '' })
  readExpiry(token.parts.get('se'), stated, marks)
  readSignature(token.parts.get('sig'), marks)
  const policy = token.parts.get('skn')?.value ?? ''
  if (policy !== '') stated['skn'] = { value: percentDecode(policy) ?? policy, part: 'password' }
  else if (str(known, 'skn') !== '') {
    const skn = str(known, 'skn')
    const next = text('A policy’s key needs skn; a device’s own key goes without.', '用策略的密钥签名必须带 skn；用设备自己的密钥则不带。')
    marks.push({ ...mark('password', 'azure.no-policy', text(`The token does not name the policy “${skn}” (skn).`, `令牌里没有策略名“${skn}”（skn）。`), next), field: 'skn' })
  }
}

function notToken(password: string): Mark {
  const needed = text('It is a SAS token; only a certificate goes without.', '密码是 SAS 令牌；只有证书认证才不需要。')
  if (password === '') return mark('password', 'azure.no-token', text('There is no password.', '没有密码。'), needed)
  const sign = text('The key is never sent: sign a SAS token with it.', '密钥不能直接发送：要用它签发 SAS 令牌作为密码。')
  if (isKeyLike(password)) return mark('password', 'azure.key-itself', text('The password is a key, not a token.', '密码填的是密钥，不是令牌。'), sign)
  return mark('password', 'azure.not-a-token', text('The password is not a SAS token.', '密码不是 SAS 令牌。'), text(`It begins: ${example.en}`, `格式为：${example.zh}`))
}

/** From and to in the password. */
const spanOf = ({ value, at }: TokenPart): readonly [number, number] => [at, at + value.length]

function readNames({ prefix, parts }: Token, marks: Mark[]): void {
  const form = text(`Form: ${example.en}`, `格式：${example.zh}`)
  if (prefix !== rightPrefix) {
    const what = text('The token must begin with “SharedAccessSignature” and one space.', '令牌必须以“SharedAccessSignature”加一个空格开头。')
    marks.push({ ...mark('password', 'azure.token-prefix', what, form), span: [0, prefix.length] })
  }
  for (const [name, part] of parts) {
    if ((tokenNames as readonly string[]).includes(name)) continue
    const right = tokenNames.find((known) => known === name.trim().toLowerCase())
    const span = [part.at - name.length - 1, part.at - 1] as const
    if (right === undefined) {
      const names = text('It has sr, sig, se and, for a policy, skn; “&” stands between them.', '应为 sr、sig、se，用策略时加 skn，之间用“&”分隔。')
      marks.push({ ...mark('password', 'azure.token-name', text('The token has a part that Azure does not know.', '令牌里有 Azure 不认识的部分。'), names), span })
    } else {
      const what = text(`“${name}” in the token is written “${right}”.`, `令牌里的“${name}”应写成“${right}”。`)
      marks.push({ ...mark('password', 'check.case', what, text('Upper and lower case count.', '区分大小写。')), span })
    }
  }
  for (const name of ['sr', 'sig', 'se']) {
    if ((parts.get(name)?.value ?? '') === '') marks.push(mark('password', 'azure.token-part', text(`The token lacks “${name}”.`, `令牌缺少“${name}”。`), form))
  }
}

type About = { readonly known: Inputs; readonly stated: Stated; readonly marks: Mark[]; readonly hasPolicy: boolean }

function readResource(sr: TokenPart | undefined, { known, stated, marks, hasPolicy }: About): void {
  if (!sr || sr.value === '') return
  const earlier = marks.length
  const at = (code: string, what: Text, next: Text) => marks.push({ ...mark('password', code, what, next), field: 'sr', span: spanOf(sr) })
  const once = text('Encode {hub}/devices/{deviceId} once: each / becomes %2F.', '对 {hub}/devices/{deviceId} 做一次 URL 编码：/ 变成 %2F。')
  const isRaw = sr.value.includes('/')
  const decoded = percentDecode(sr.value)
  const isTwice = !isRaw && decoded !== null && /%2f/i.test(decoded)
  if (isRaw) at('azure.sr-not-encoded', text('The resource (sr) is not URL-encoded.', '资源 sr 没有做 URL 编码。'), once)
  if (isTwice) at('azure.sr-encoded-twice', text('The resource (sr) is URL-encoded twice.', '资源 sr 做了两次 URL 编码。'), once)
  judgeResource((isTwice ? percentDecode(decoded) : decoded) ?? sr.value, once, { known, stated, marks, hasPolicy }, at)
  // Another spelling of the right resource, or a policy's wider one, is signed as it stands; a wrong one must not come back as what is right.
  if (marks.length === earlier) stated['sr'] = { value: sr.value, part: 'password' }
}

type Tell = (code: string, what: Text, next: Text) => void

function judgeResource(decoded: string, once: Text, { known, stated, hasPolicy }: About, at: Tell): void {
  let resource = decoded
  if (/^[a-z]+:\/\//i.test(resource)) {
    at(
      'azure.sr-scheme',
      text('The resource (sr) carries a scheme such as https://.', '资源 sr 里带了 https:// 之类的前缀。'),
      text('It begins with the hub’s host name.', '应从 IoT 中心主机名开始。'),
    )
    resource = resource.replace(/^[a-z]+:\/\//i, '')
  }
  const [host = '', kind, device, ...rest] = resource.split('/')
  if (kind === 'registrations') {
    at('azure.dps-login', text('The token is for the provisioning service (DPS), not for a hub.', '这是用于预配服务（DPS）的令牌，不是 IoT 中心的。'), once)
    return
  }
  const hub = str(known, 'hub') || (stated['hub']?.value ?? '')
  const forHub = text(`Sign for ${hub}.`, `请为 ${hub} 签发。`)
  if (isShortName(host) && hub.toLowerCase().startsWith(`${host.toLowerCase()}.`)) {
    at('azure.hub-short', text('The resource (sr) begins with the hub’s short name.', '资源 sr 里用了 IoT 中心的短名称。'), forHub)
  } else if (hub !== '' && host.toLowerCase() !== hub.toLowerCase()) {
    at('azure.sr-other-hub', text('The token is for another hub.', '令牌是给另一个 IoT 中心签发的。'), forHub)
  }
  if (kind === undefined || (kind === 'devices' && device === undefined)) {
    const what = text('The resource (sr) names no device, and a device’s key signs for its device alone.', '资源 sr 里没有设备，而设备密钥只能为自己的设备签名。')
    if (!hasPolicy) at('azure.sr-scope', what, once)
    return
  }
  if (kind !== 'devices' || device === '' || (rest.length > 0 && rest[0]?.startsWith('api-version=') !== true)) {
    at('azure.sr-form', text('The resource (sr) is not {hub}/devices/{deviceId}.', '资源 sr 不是 {hub}/devices/{deviceId}。'), once)
    return
  }
  const deviceId = str(known, 'deviceId') || (stated['deviceId']?.value ?? '')
  if (deviceId !== '' && device !== undefined && device.toLowerCase() !== deviceId.toLowerCase()) {
    at('azure.sr-other-device', text('The token is for another device.', '令牌是给另一台设备签发的。'), text(`Sign for the device ${deviceId}.`, `请为设备 ${deviceId} 签发。`))
  }
}

function readExpiry(se: TokenPart | undefined, stated: Stated, marks: Mark[]): void {
  if (!se || se.value === '') return
  const seconds = text('Seconds since 1970, UTC: ten digits.', '1970 年以来的秒数（UTC），10 位数字。')
  const at = (code: string, what: Text) => marks.push({ ...mark('password', code, what, seconds), field: 'se', span: spanOf(se) })
  if (!/^\d+$/.test(se.value)) at('azure.se-form', text('The expiry (se) is not a whole number.', '过期时间 se 不是整数。'))
  else if (se.value.length > 12) at('check.timestamp-unit', text('The expiry (se) is in milliseconds.', '过期时间 se 用了毫秒。'))
  else stated['se'] = { value: se.value, part: 'password' }
}

function readSignature(sig: TokenPart | undefined, marks: Mark[]): void {
  if (!sig || sig.value === '') return
  const at = (code: string, what: Text, next: Text) => marks.push({ ...mark('password', code, what, next), span: spanOf(sig) })
  const once = text('Encode the Base64 once: + becomes %2B, / becomes %2F, = becomes %3D.', '对 Base64 做一次 URL 编码：+ 变成 %2B，/ 变成 %2F，= 变成 %3D。')
  if (/[+/=\s]/.test(sig.value)) {
    at('azure.sig-not-encoded', text('The signature (sig) is not URL-encoded: a + in it is read as a space.', '签名 sig 没有做 URL 编码，其中的 + 会被当成空格。'), once)
  } else if (/%25/.test(sig.value)) at('azure.sig-encoded-twice', text('The signature (sig) is URL-encoded twice.', '签名 sig 做了两次 URL 编码。'), once)
  const base64 = text('Base64 of the 32 bytes has 44 characters, the last one is =. Copy it again.', '32 字节的 Base64 是 44 个字符，末尾是 =。请重新复制。')
  const plain = plainSignature(sig.value)
  const bytes = lenientBase64(plain)
  // Hex, other algorithms' lengths, and Base64 of hex, are told by the search.
  const isHex = /^[0-9a-fA-F]{64}$/.test(plain)
  if (/[-_]/.test(plain)) {
    const alphabet = text('Use the plain alphabet, with + and /, and URL-encode it.', '请用标准 Base64（+ 和 /），再做 URL 编码。')
    at('azure.sig-alphabet', text('The signature (sig) is in the URL alphabet of Base64, with - and _.', '签名 sig 用了 URL 版 Base64（含 - 和 _）。'), alphabet)
  } else if (!isHex && (!bytes || ![16, 20, 32, 64].includes(bytes.length))) {
    at('check.digest-length', text('The signature (sig) is not the Base64 of 32 bytes.', '签名 sig 不是 32 字节的 Base64。'), base64)
  } else if (!isHex && fromBase64(plain) === null) {
    at('azure.sig-form', text('The signature (sig) is not clean Base64: its end was changed or lost.', '签名 sig 的 Base64 不规范，末尾被改动或丢失。'), base64)
  }
}
