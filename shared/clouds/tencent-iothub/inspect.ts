import { algorithmCandidates, encodingCandidates, hmacCandidates } from '../../signature/digest-candidates.ts'
import { hmac } from '../../signature/digest.ts'
import type { Given } from '../../signature/given.ts'
import type { Candidate, DigestSearch } from '../../signature/search.ts'
import { secretCandidates } from '../../signature/secret-candidates.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { lenientBase64 } from '../../text/encodings.ts'
import { text } from '../../text/local-text.ts'
import { spanWords } from '../field-checks.ts'
import { str } from '../inputs.ts'
import type { Inputs, Inspection, Mark, Statement } from '../profile.ts'
import { contentCandidates } from './content-candidates.ts'
import { isSecure, ports, readHost } from './endpoint.ts'
import { algorithmOf, methodOf } from './method.ts'
import { mark, readIdentity, type Identity } from './read-identity.ts'
import { madeBy, readPassword, splitPassword } from './read-password.ts'
import { readUserName } from './read-user-name.ts'

type Stated = Record<string, Statement>

function read(given: Given, known: Inputs): { stated: Stated; marks: Mark[] } {
  const stated: Stated = {}
  const marks: Mark[] = []
  readEndpoint(given, known, stated)
  const sure: Identity = { productId: str(known, 'productId') || (stated['productId']?.value ?? ''), deviceName: str(known, 'deviceName') }
  const state = (identity: Identity | undefined, part: 'clientId' | 'username') => {
    if (!identity) return
    stated['productId'] = { value: identity.productId, part }
    stated['deviceName'] = { value: identity.deviceName, part }
  }
  const ofClientId = given.clientId === undefined ? undefined : readIdentity(given.clientId, 'clientId', sure, marks)
  const userName = readUserName(given, sure.productId, marks)
  const ofUserName = userName && readIdentity(userName.identity, 'username', { ...sure, ...ofClientId }, marks)
  state(ofClientId ?? ofUserName, ofClientId ? 'clientId' : 'username')
  for (const key of ['sdkAppId', 'connId', 'expiry'] as const) {
    if (userName && /^[!-~]+$/.test(userName[key])) stated[key] = { value: userName[key], part: 'username' }
  }
  readSecret(given, known, stated, marks, userName !== undefined)
  tellOwnUserName(given, known, stated, marks)
  return { stated, marks }
}

const transports = ['tcp', 'tls', 'ws', 'wss'] as const

function readEndpoint({ host, port }: Given, known: Inputs, stated: Stated): void {
  const isOwn = str(known, 'host') !== ''
  if (host !== undefined && !isOwn) {
    const own = readHost(host)
    if (own) {
      stated['productId'] = { value: own.productId, part: 'host' }
      stated['region'] = { value: own.region, part: 'host' }
      // An address of one's own, a bench or the platform's older names, is taken as it is; a misspelt one of the cloud is not.
    } else if (!/tencentdevices|iotcloud|iothub/i.test(host) || /^iotcloud-mqtt\./i.test(host)) stated['host'] = { value: host, part: 'host' }
  }
  if (port === undefined || !/^\d+$/.test(port)) return
  const transport = transports.find((one) => String(ports[one]) === port)
  if (transport === undefined) {
    if (isOwn || stated['host']) stated['port'] = { value: port, part: 'port' }
  } else if (str(known, 'transport') === '' && str(known, 'port') === '') stated['transport'] = { value: transport, part: 'port' }
}

/** A certificate device's password is free, so it is only read where it looks like a signature or the device is known to have a key. */
function readSecret({ password }: Given, known: Inputs, stated: Stated, marks: Mark[], isUserNameRead: boolean): void {
  if (password === undefined || str(known, 'auth') === 'cert') return
  const transport = stated['transport']?.value ?? str(known, 'transport')
  const looksSigned = /;|hmac/i.test(password) || /^[0-9a-f]{32,}$/i.test(password)
  if (str(known, 'auth') === '' && str(known, 'psk') === '' && !looksSigned && transports.some((one) => one === transport && isSecure(one))) {
    stated['auth'] = { value: 'cert', part: 'port' }
    return
  }
  const { method } = readPassword(password, marks)
  if (method) stated['method'] = { value: method, part: 'password' }
  const isComplete = isUserNameRead || (str(known, 'connId') !== '' && str(known, 'expiry') !== '')
  if (str(known, 'psk') !== '' && !isComplete) {
    marks.push(
      mark(
        'password',
        'tencent.no-username',
        text(
          'The password cannot be checked without the user name that it signs: connid and expiry stand there.',
          '缺少完整的用户名，无法核对密码：connid 和 expiry 都在用户名里。',
        ),
        text('Give the user name as well.', '请把用户名一起填上。'),
      ),
    )
  }
}

/** connid and expiry are the login's own: a password that is right for the user name beside it is not to be called wrong for what else is known. */
function tellOwnUserName({ username, password }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  const differ = (['connId', 'expiry'] as const).filter((key) => str(known, key) !== '' && stated[key] && stated[key].value !== str(known, key))
  const [key, method] = [lenientBase64(str(known, 'psk')), stated['method']?.value]
  if (differ.length === 0 || username === undefined || password === undefined || !key || (method !== 'hmacsha256' && method !== 'hmacsha1')) return
  if (password !== `${toHex(hmac(algorithmOf(method), key, utf8(username)))};${method}`) return
  marks.push(
    mark(
      'password',
      'tencent.own-user-name',
      text(
        `The password is right for the user name given with it, not for the ${differ.join(' and ')} known here.`,
        `密码与一起给出的用户名是匹配的，只是和已知的 ${differ.join('、')} 不一致。`,
      ),
      text('Keep the login as it is, or sign again with the known values.', '可以保留这组登录参数，或按已知的值重新签名。'),
    ),
  )
}

function search(given: string, inputs: Inputs, known: Inputs): DigestSearch | undefined {
  const { digest } = splitPassword(given)
  if (digest === '' || str(inputs, 'auth') === 'cert') return undefined
  // The length of a hex digest tells its algorithm; whether that is the stated one was judged with the password's form.
  const made = madeBy(digest)
  return {
    given: digest,
    keys: keyCandidates(str(inputs, 'psk'), str(known, 'productSecret')),
    contents: contentCandidates(inputs),
    algorithms: made ? [{ value: made }] : algorithmCandidates(algorithmOf(methodOf(inputs)), 'method'),
    encodings: encodingCandidates(['hex']),
    digestings: hmacCandidates,
  }
}

function keyCandidates(psk: string, productSecret: string): Candidate<Uint8Array>[] {
  const label = text('the device key', '设备密钥')
  const product = text('the product secret', '产品密钥')
  const found = secretCandidates({ value: psk, field: 'psk', label, reading: 'base64', mistaken: [{ value: productSecret, label: product }] })
  const decoded = lenientBase64(psk)
  if (decoded) {
    found.push({
      value: utf8(toHex(decoded)),
      fault: {
        code: 'check.secret-hex-text',
        field: 'psk',
        what: text('the hex text of the decoded device key was used in place of its bytes', '用了设备密钥解码后的十六进制文本，而不是字节本身'),
        next: text('Give the HMAC the 16 bytes (“key as hex”).', '请把 16 字节作为密钥（计算工具里选“密钥为十六进制”）。'),
      },
    })
  }
  if (productSecret !== '') {
    found.push({
      value: utf8(productSecret),
      fault: {
        code: 'check.wrong-secret',
        field: 'psk',
        what: text('it was signed with the product secret in place of the device key', '用产品密钥代替设备密钥做了签名'),
        next: text('Sign with the device key; the product secret is for dynamic registration.', '请用设备密钥签名；产品密钥只用于动态注册。'),
      },
    })
  }
  return found
}

/** The platform compares expiry with its own clock. */
function judge({ username }: Given, _inputs: Inputs, now: number): readonly Mark[] {
  const expiry = readUserName({ ...(username !== undefined && { username }) }, '', [])?.expiry ?? ''
  if (!/^\d+$/.test(expiry)) return []
  const [end, asMilliseconds] = [Number(expiry) * 1000, Number(expiry)]
  const at = (username ?? '').lastIndexOf(expiry)
  const more: Partial<Mark> = { field: 'expiry', span: [at, at + expiry.length] }
  if (end <= now) {
    const span = spanWords(now - end)
    return [
      mark(
        'username',
        'check.expired',
        text(`The login expired ${span.en} ago.`, `登录参数已过期 ${span.zh}。`),
        text('Sign again with a later expiry; without a clock on the device take 4294967295.', '请用更晚的 expiry 重新签名；没有时钟的设备可填 4294967295。'),
        more,
      ),
    ]
  }
  // Thirteen digits that are a time near today in ms.
  if (Math.abs(asMilliseconds - now) > 10 * 365 * 86_400_000) return []
  return [
    {
      ...mark(
        'username',
        'check.time-unit',
        text('expiry is in milliseconds; read as seconds it lies tens of thousands of years ahead.', 'expiry 用了毫秒；按秒理解就是几万年以后，等于永不过期。'),
        text('The platform wants seconds: ten digits.', '平台要求单位为秒，应为 10 位数字。'),
        more,
      ),
      severity: 'warning',
    },
  ]
}

/** cloud.tencent.com 634/46346. */
export const tencentInspection: Inspection = {
  shapes: {
    clientId: /^[A-Za-z0-9]{10}[A-Za-z0-9:_-]{1,48}$/,
    username: /^[^;]+;[^;]+;[^;]+;[^;]+$/,
    password: /;hmacsha(1|256)$/i,
  },
  read,
  secret: (inputs) => (str(inputs, 'auth') === 'cert' ? undefined : 'psk'),
  search,
  judge,
}
