import type { Given } from '../../signature/given.ts'
import { textOf } from '../../signature/working.ts'
import { percentDecode } from '../../text/encodings.ts'
import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs, Mark } from '../profile.ts'
import { authorizerName, authorizerSignature, userNameParts } from './authorizer.ts'
import { mark, type Stated } from './marks.ts'

/** What device SDKs add to say who they are. */
const ofSdks = ['SDK', 'Version', 'Platform', 'MetricsVersion']

const form = text(`user?${authorizerName}=…&${authorizerSignature}=…&{token key}={token}`, `user?${authorizerName}=…&${authorizerSignature}=…&{令牌键名}={令牌}`)

type Pair = { readonly name: string; readonly raw: string; readonly at: number }

type About = { readonly username: string; readonly known: Inputs; readonly stated: Stated; readonly marks: Mark[]; readonly tell: Tell }
type Tell = (code: string, what: Text, next: Text, span?: readonly [number, number]) => void

/**
 * User name and query for a custom authorizer. Token and signature are secrets: where they differ from the known ones it is said without showing either,
 * and whatever else differs is said here, so that nothing falls to the comparison that quotes what is right.
 */
export function readUserName({ username }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  if (username === undefined) return
  if (/customauthorizer/i.test(username) && str(known, 'auth') === '') stated['auth'] = { value: 'custom', part: 'username' }
  if ((str(known, 'auth') || (stated['auth']?.value ?? 'cert')) !== 'custom') {
    const next = text('Leave it empty; an SDK may put its own name there.', '请留空；SDK 可能会在这里写自己的名字。')
    const what = text('This way of logging in has no user name; AWS does not read it.', '这种认证方式没有用户名，AWS 不会读取。')
    if (username !== '') marks.push({ ...mark('username', 'aws.username-unused', what, next), severity: 'warning' })
    return
  }
  const found: Mark[] = []
  const tell: Tell = (code, what, next, span) => found.push({ ...mark('username', code, what, next), ...(span && { span }) })
  const about = { username, known, stated, marks: found, tell }
  const [user = '', ...queries] = username.split('?')
  const isUrlQuery = str(known, 'transport') === 'wss' && queries.length === 0 && !/customauthorizer/i.test(username)
  const wantsQuery = ['authorizerName', 'tokenKey', 'token', 'tokenSignature'].some((key) => str(known, key) !== '')
  if (queries.length === 0) {
    if (/customauthorizer/i.test(username)) tell('aws.no-question-mark', text('The “?” between user name and query is missing.', '用户名和查询串之间缺少“?”。'), form)
    else if (wantsQuery && !isUrlQuery) tell('aws.no-authorizer', text('The user name does not say which authorizer to ask.', '用户名里没有指明授权方。'), form)
    else stateUser(user, about)
  } else {
    stateUser(user, about)
    if (queries.length > 1) {
      const at = username.indexOf('?', user.length + 1)
      const next = text('Join what follows by “&”; some SDKs add their own name wrongly.', '后面的内容要用“&”连接；有的 SDK 附加自身信息时会写错。')
      tell('aws.two-question-marks', text('There are two “?” in the user name; AWS cannot read it.', '用户名里有两个“?”，AWS 无法解析。'), next, [at, at + 1])
    } else readPairs(pairsOf(queries[0] ?? '', user.length + 1), about)
    if (found.length === 0) compareWhole(about)
  }
  marks.push(...found)
}

function stateUser(user: string, { stated }: About): void {
  if (user !== '') stated['username'] = { value: user, part: 'username' }
}

function pairsOf(query: string, start: number): readonly Pair[] {
  let at = start
  return query.split('&').map((pair) => {
    const equals = pair.indexOf('=')
    const name = equals < 0 ? pair : pair.slice(0, equals)
    const read = { name, raw: equals < 0 ? '' : pair.slice(equals + 1), at: at + name.length + 1 }
    at += pair.length + 1
    return read
  })
}

const spanOf = ({ raw, at }: Pair): readonly [number, number] => [at, at + raw.length]
const nameSpan = ({ name, at }: Pair): readonly [number, number] => [at - name.length - 1, at - 1]
const plainOf = ({ raw }: Pair): string => percentDecode(raw) ?? raw

function readPairs(pairs: readonly Pair[], about: About): void {
  const { known, stated, tell } = about
  const named = (name: string) => pairs.find((pair) => pair.name === name)
  const others: Pair[] = []
  for (const pair of pairs) {
    const right = [authorizerName, authorizerSignature].find((name) => name === pair.name.trim().toLowerCase())
    if (right !== undefined && right !== pair.name) tell('check.case', text(`“${right}” is written in lower case.`, `“${right}”应全部小写。`), form, nameSpan(pair))
    else if (right === undefined && !ofSdks.includes(pair.name)) others.push(pair)
  }
  const chosen = named(authorizerName)
  if (chosen) stated['authorizerName'] = { value: plainOf(chosen), part: 'username' }
  else if (str(known, 'authorizerName') !== '') tell('aws.no-authorizer', text('The user name does not say which authorizer to ask.', '用户名里没有指明授权方。'), form)
  readSignature(named(authorizerSignature), about)
  readToken(others, about)
}

function readSignature(pair: Pair | undefined, { known, stated, tell }: About): void {
  const own = str(known, 'tokenSignature')
  if (!pair || pair.raw === '') {
    if (own !== '') tell('aws.no-signature', text('The token’s signature is missing.', '缺少令牌签名。'), form)
    return
  }
  const once = text('Encode the Base64 once: + becomes %2B, / becomes %2F, = becomes %3D.', '对 Base64 做一次 URL 编码：+ 变成 %2B，/ 变成 %2F，= 变成 %3D。')
  const plain = plainOf(pair)
  if (/[+/=\s]/.test(pair.raw)) {
    const what = text('The signature is not URL-encoded: a + in it is read as a space.', '令牌签名没有做 URL 编码，其中的 + 会被当成空格。')
    tell('aws.signature-not-encoded', what, once, spanOf(pair))
  } else if (/%[0-9a-fA-F]{2}/.test(plain)) {
    tell('aws.signature-encoded-twice', text('The signature is URL-encoded twice.', '令牌签名做了两次 URL 编码。'), once, spanOf(pair))
  } else if (own === '') stated['tokenSignature'] = { value: plain, part: 'username' }
  else if (plain !== (percentDecode(own) ?? own)) {
    const next = text('Each token has its own signature: sign the token again.', '每个令牌都有自己的签名，请重新签名。')
    tell('aws.signature-differs', text('The signature is not the one you know.', '令牌签名和已知的不同。'), next, spanOf(pair))
  }
}

function readToken(others: readonly Pair[], { known, stated, tell }: About): void {
  const [ownKey, ownToken] = [str(known, 'tokenKey'), str(known, 'token')]
  const pair = others.find(({ name }) => name === ownKey) ?? others[0]
  const extra = others.find((other) => other !== pair)
  if (extra) {
    const what = text('The query has more parts than name, signature and token.', '查询串里除了名称、签名和令牌还有别的内容。')
    tell('aws.extra-pair', what, text('A “&” inside of the token must be written %26.', '令牌里的“&”要写成 %26。'), [nameSpan(extra)[0], extra.at + extra.raw.length])
  }
  if (!pair) {
    if (ownKey !== '') tell('aws.no-token', text('The token is missing.', '缺少令牌。'), form)
    return
  }
  if (ownKey === '') stated['tokenKey'] = { value: percentDecode(pair.name) ?? pair.name, part: 'username' }
  else if (pair.name !== ownKey) tell('aws.token-key', text(`The token does not stand under the name “${ownKey}”.`, `令牌不在“${ownKey}”这个键名下。`), form, nameSpan(pair))
  if (/[+=\s]/.test(pair.raw)) {
    const next = text('Write + as %2B and = as %3D.', '+ 写成 %2B，= 写成 %3D。')
    tell('aws.token-not-encoded', text('The token is not URL-encoded.', '令牌没有做 URL 编码。'), next, spanOf(pair))
  } else if (ownToken === '') stated['token'] = { value: plainOf(pair), part: 'username' }
  else if (plainOf(pair) !== ownToken) {
    const next = text('Correct whichever is wrong; its signature changes with it.', '请改正错的那个，签名也要随之更新。')
    tell('aws.token-differs', text('The token is not the one you know.', '令牌和已知的不同。'), next, spanOf(pair))
  }
}

/** Over WebSocket the URL carries the query; in the user name it counts too, but then ALPN must be sent as well. */
function compareWhole({ username, known, stated, marks }: About): void {
  const own = Object.entries(stated).filter(([, { part }]) => part === 'username')
  if (own.some(([key, { value }]) => str(known, key) !== '' && str(known, key) !== value)) return
  const note = (code: string, what: Text, next: Text) => marks.push({ ...mark('username', code, what, next), severity: 'warning' })
  if (str(known, 'transport') === 'wss') {
    note(
      'aws.username-query',
      text('Over WebSocket the authorizer’s query belongs into the URL.', '走 WebSocket 时，授权方的查询串应放在 URL 里。'),
      text('In the user name it is read only when ALPN is sent as well.', '放在用户名里时，还必须发送 ALPN 才会生效。'),
    )
    return
  }
  const inputs = { ...Object.fromEntries(own.map(([key, { value }]) => [key, value])), ...known }
  if (username === textOf(userNameParts(inputs))) return
  note(
    'aws.username-spelling',
    text('The user name has another order or encoding than here.', '用户名的顺序或编码与这里生成的不同。'),
    text('It means the same; nothing has to be changed.', '含义相同，可以不改。'),
  )
}
