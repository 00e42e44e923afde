import { givenParts, type Given, type GivenPart } from '../../signature/given.ts'
import { partLabels } from '../../signature/part-labels.ts'
import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import { spanWords } from '../field-checks.ts'
import { str } from '../inputs.ts'
import type { Inputs, Inspection, Mark } from '../profile.ts'
import { endpointProblem, isAmazonHost, regionOf } from './endpoint.ts'
import { certificateAlpn } from './login.ts'
import { mark, type Stated } from './marks.ts'
import { endOfUrl, isPresigned, presignedMarks } from './presigned-form.ts'
import { readUserName } from './read-username.ts'

function read(pasted: Given, known: Inputs): { stated: Stated; marks: Mark[] } {
  const stated: Stated = {}
  const marks: Mark[] = []
  const given = withoutSecrets(pasted, known, marks)
  if (givenParts.some((part) => isPresigned(pasted[part] ?? '')) && str(known, 'auth') === '') stated['auth'] = { value: 'sigv4', part: 'host' }
  readHost(given, known, stated, marks)
  for (const part of givenParts) marks.push(...presignedMarks(part, pasted[part] ?? '', str(known, 'region') || (stated['region']?.value ?? '')))
  readUserName(given, known, stated, marks)
  readPort(given, known, stated, marks)
  readClientId(given, stated, marks)
  readPassword(given, known, stated, marks)
  return { stated, marks }
}

const secrets = ['secretKey', 'sessionToken', 'token', 'tokenSignature'] as const

/** A part that is a secret of another kind, or a presigned URL, is reported and read no further: nothing of it may come back in a text. */
function withoutSecrets(given: Given, known: Inputs, marks: Mark[]): Given {
  const clean: { [P in GivenPart]?: string } = {}
  for (const part of givenParts) {
    const value = given[part]
    if (value === undefined) continue
    const secret = secrets.find((key) => value !== '' && value === str(known, key))
    if (secret !== undefined) {
      const { en, zh } = partLabels[part]
      const next = text('Secrets sign the request, or stand in the query; they are no part of the login.', '密钥只用来签名，令牌放在查询串里，都不是登录参数本身。')
      marks.push(mark(part, 'aws.secret-itself', text(`A secret stands in the ${en} as it is.`, `${zh}里直接填了密钥或令牌。`), next))
    } else if (part === 'host' || !isPresigned(value)) clean[part] = value
  }
  return clean
}

function readHost({ host }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  if (host === undefined) return
  const bare = host.replace(/^[a-z]+:\/\//i, '').replace(/[/:?].*$/, '')
  if (bare !== host) {
    const alone = text('The name alone, without https:// or wss://, port and path.', '只填域名，不带 https://、wss://、端口和路径。')
    marks.push(mark('host', 'aws.host-form', text('More than the host name stands in the host.', '服务器地址里除了域名还有别的内容。'), alone))
  }
  const own = str(known, 'host').trim()
  stated['host'] = { value: own.toLowerCase() === bare.toLowerCase() ? str(known, 'host') : bare, part: 'host' }
  const region = regionOf(bare)
  if (region !== '') stated['region'] = { value: region, part: 'host' }
  const problem = endpointProblem(bare)
  if (problem) marks.push({ ...mark('host', problem.code, problem.what, problem.next), severity: problem.severity })
}

function readPort({ port }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  if (port === undefined) return
  const auth = str(known, 'auth') || (stated['auth']?.value ?? 'cert')
  const isOwn = !isAmazonHost(str(known, 'host') || (stated['host']?.value ?? ''))
  if (isOwn) {
    if (/^\d+$/.test(port) && str(known, 'port') === '') stated['port'] = { value: port, part: 'port' }
    return
  }
  if (port === '1883') {
    const ports = text('8883 with a certificate; 443 by ALPN or over WebSocket.', '证书用 8883；443 需要 ALPN 或 WebSocket。')
    marks.push(mark('port', 'aws.no-tls', text('AWS IoT takes no plain TCP.', 'AWS IoT 不支持 TCP 明文。'), ports))
  } else if (auth === 'custom' && port === '8883') {
    const shared = text('Use 443, with ALPN “mqtt” or over WebSocket.', '请用 443，并设置 ALPN“mqtt”，或改走 WebSocket。')
    marks.push(mark('port', 'aws.authorizer-port', text('A custom authorizer is asked on port 443 only.', '自定义授权方只能走 443 端口。'), shared))
  } else if (auth === 'cert' && str(known, 'alpn') === '' && (port === '443' || port === '8883')) {
    stated['alpn'] = { value: port === '443' ? certificateAlpn : 'none', part: 'port' }
  }
}

function readClientId({ clientId }: Given, stated: Stated, marks: Mark[]): void {
  if (clientId === undefined || clientId === '') return
  stated['clientId'] = { value: clientId, part: 'clientId' }
  const bytes = byteLength(clientId)
  if (bytes > 128) {
    const what = text(`The client ID has ${bytes} bytes; AWS IoT takes 128.`, `Client ID 有 ${bytes} 字节，AWS IoT 最多 128 字节。`)
    marks.push(mark('clientId', 'aws.client-id-length', what, text('Shorten it.', '请缩短。')))
  }
  const at = clientId.search(/[#+]/)
  if (at >= 0) {
    const next = text('Such a client sends no lifecycle events and fits few policies.', '这样的客户端不产生生命周期事件，也很难写进策略。')
    marks.push(
      { ...mark('clientId', 'aws.client-id-wildcard', text('The client ID holds # or +.', 'Client ID 里有 # 或 +。'), next), severity: 'warning', span: [at, at + 1] },
    )
  }
}

function readPassword({ password }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  const auth = str(known, 'auth') || (stated['auth']?.value ?? 'cert')
  if (password === undefined || password === '' || auth === 'custom') return
  const next = text('Leave it empty, or choose the custom authorizer.', '请留空；如果用自定义授权方，请选择对应的认证方式。')
  const what = text('This way of logging in has no password; AWS does not read it.', '这种认证方式没有密码，AWS 不会读取。')
  marks.push({ ...mark('password', 'aws.password-unused', what, next), severity: 'warning' })
}

function judge(given: Given, _: Inputs, now: number): readonly Mark[] {
  return givenParts.flatMap((part): Mark[] => {
    const end = endOfUrl(given[part] ?? '')
    if (end === undefined || end > now) return []
    const ago = spanWords(now - end)
    const anew = text('Sign it anew; check the clock of whoever signs as well.', '请重新签名，并检查签名方的时钟。')
    return [{ ...mark(part, 'check.expired', text(`The presigned URL expired ${ago.en} ago.`, `预签名地址已过期 ${ago.zh}。`), anew), field: 'amzDate' }]
  })
}

/** AWS IoT Core signs no password: certificates and URLs prove who it is, so that only forms and names can be judged. */
export const awsInspection: Inspection = {
  shapes: { username: /^[^?]*\?.*x-amz-customauthorizer-/i },
  read,
  judge,
}
