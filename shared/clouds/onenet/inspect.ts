import { algorithmCandidates, encodingCandidates, hmacCandidates } from '../../signature/digest-candidates.ts'
import type { Given, GivenPart } from '../../signature/given.ts'
import type { Candidate, DigestSearch } from '../../signature/search.ts'
import { secretCandidates } from '../../signature/secret-candidates.ts'
import { percentEncode } from '../../text/encodings.ts'
import { text, type Text } from '../../text/local-text.ts'
import { spanWords } from '../field-checks.ts'
import { str } from '../inputs.ts'
import type { Inputs, Inspection, Mark, Statement } from '../profile.ts'
import { oneNetHosts, oneNetPorts } from './endpoint.ts'
import { readMethod } from './method.ts'
import { isSameToken, partOf, readToken } from './read-token.ts'
import { deviceResource, productResource, readResource } from './resource.ts'
import { signedNames, tokenContent, type TokenParameters } from './token.ts'
import { judgeToken } from './token-marks.ts'

const mark = (part: GivenPart, code: string, what: Text, next: Text, more: Partial<Mark> = {}): Mark => ({ severity: 'error', code, stage: 'cloud', field: part, part, what, next, ...more })

type Stated = Record<string, Statement>

function read(given: Given, known: Inputs): { stated: Stated; marks: Mark[] } {
  const stated: Stated = {}
  const marks: Mark[] = []
  readEndpoint(given, known, stated, marks)
  if (given.password !== undefined && given.password !== '') {
    const token = judgeToken(given.password, given.password === str(known, 'key'))
    Object.assign(stated, token.stated)
    marks.push(...token.marks)
  }
  readNames(given, known, stated, marks)
  readResourceOf(known, stated, marks)
  return { stated, marks }
}

/** Of the same length and nearly the same: a slip of the keyboard, not an address of one's own. */
const isNearly = (a: string, b: string): boolean => a.length === b.length && a.split('').filter((character, index) => character !== b[index]).length <= 2

function readEndpoint({ host, port }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  const lower = host?.toLowerCase()
  const own = str(known, 'transport')
  const transport = own === 'tcp' || own === 'tls' ? own : port === '1883' || (lower !== undefined && oneNetHosts.tcp.includes(lower)) ? 'tcp' : 'tls'
  if (own === '' && (host !== undefined || port !== undefined)) stated['transport'] = { value: transport, part: port === undefined ? 'host' : 'port' }
  if (port === '6002' || lower === '183.230.40.39' || lower === 'mqtt.heclouds.com') {
    marks.push(
      mark(
        host === undefined ? 'port' : 'host',
        'onenet.old-mqtt',
        text('This is the old MQTT service of OneNET, which logs in without a token.', '这是 OneNET 旧版 MQTT 的地址，登录方式不同，不用 token。'),
        text(`Use ${oneNetHosts[transport][0]}, port ${oneNetPorts[transport]}.`, `请用 ${oneNetHosts[transport][0]}，端口 ${oneNetPorts[transport]}。`),
      ),
    )
    return
  }
  if (host === undefined || lower === undefined || str(known, 'host') !== '') return
  const clouds = [...oneNetHosts.tcp, ...oneNetHosts.tls]
  const isOther = !lower.includes('heclouds') && !clouds.some((each) => isNearly(each, lower))
  if (isOther || oneNetHosts[transport].slice(1).includes(lower)) stated['host'] = { value: host, part: 'host' }
  if (isOther && port !== undefined && /^\d+$/.test(port)) stated['port'] = { value: port, part: 'port' }
}

function readNames({ clientId, username }: Given, known: Inputs, stated: Stated, marks: Mark[]): void {
  const ofToken = readResource(stated['res']?.value ?? '')
  const productId = str(known, 'productId') || ofToken.productId
  const deviceName = str(known, 'deviceName') || ofToken.deviceName
  if (clientId !== undefined && username !== undefined && clientId !== username && clientId === productId && username === deviceName) {
    const words = [text('The client ID and the user name have changed places.', 'Client ID 和用户名填反了。'), text('The client ID is the device name, the user name the product ID.', 'Client ID 填设备名称，用户名填产品 ID。')] as const
    marks.push(mark('clientId', 'check.swapped', ...words), mark('username', 'check.swapped', ...words))
    stated['productId'] = { value: clientId, part: 'clientId' }
    stated['deviceName'] = { value: username, part: 'username' }
    return
  }
  if (username !== undefined) stated['productId'] = { value: username, part: 'username' }
  if (clientId === undefined) return
  const joined = /^([A-Za-z0-9]+)[&.](.+)$/.exec(clientId)
  if (joined?.[1] !== undefined && joined[2] !== undefined && joined[1] === (username ?? productId)) {
    marks.push(
      mark('clientId', 'onenet.client-id', text('The client ID is the device name alone, without the product ID.', 'Client ID 只填设备名称，不要带产品 ID。'), text(`It should be: ${joined[2]}`, `应为：${joined[2]}`), {
        span: [0, joined[1].length + 1],
        expected: joined[2],
      }),
    )
    stated['deviceName'] = { value: joined[2], part: 'clientId' }
  } else stated['deviceName'] = { value: clientId, part: 'clientId' }
}

/** Whether the token is for this device: for those who know `res`, the comparison with it says so already. */
function readResourceOf(known: Inputs, stated: Stated, marks: Mark[]): void {
  const res = stated['res']?.value
  if (res === undefined || str(known, 'res') !== '') return
  const productId = str(known, 'productId') || (stated['productId']?.value ?? '')
  const deviceName = str(known, 'deviceName') || (stated['deviceName']?.value ?? '')
  const own = deviceResource(productId, deviceName)
  const about = { field: 'res', ...(productId !== '' && deviceName !== '' && { expected: own }) }
  const named = readResource(res)
  if (named.productId === '') {
    marks.push(mark('password', 'onenet.res', text('res in the token names neither a product nor a device.', 'token 里的 res 既不是产品也不是设备。'), text(`It should be: ${own}`, `应为：${own}`), about))
  } else if ((productId !== '' && named.productId !== productId) || (deviceName !== '' && named.deviceName !== '' && named.deviceName !== deviceName)) {
    marks.push(mark('password', 'onenet.res-other-device', text('The token is for another product or device.', 'token 是给别的产品或设备的。'), text(`res should be: ${own}`, `res 应为：${own}`), about))
  } else if (named.deviceName === '') {
    marks.push({
      ...mark('password', 'onenet.product-res', text('The token is for the whole product.', 'token 是产品级的。'), text('Then it must be signed with the product’s access_key, not with the device’s key.', '必须用产品的 access_key 签名，不能用设备密钥。'), about),
      severity: 'warning',
    })
  }
}

/** What the token itself carries, completed by what is known. */
function parametersOf(token: string, inputs: Inputs): TokenParameters {
  const parts = readToken(token)
  const of = (key: string) => partOf(parts, key) ?? str(inputs, key)
  return { et: of('et'), method: of('method'), res: of('res'), version: of('version') }
}

function search(given: string, inputs: Inputs, known: Inputs): DigestSearch | undefined {
  const sign = partOf(readToken(given), 'sign')
  if (sign === undefined || sign === '') return undefined
  const parameters = parametersOf(given, inputs)
  return {
    given: sign,
    keys: secretCandidates({ value: str(inputs, 'key'), field: 'key', label: text('the key', '密钥'), reading: 'base64' }),
    contents: contentCandidates(parameters, inputs, known),
    algorithms: algorithmCandidates(readMethod(parameters.method) ?? 'sha256', 'method'),
    encodings: encodingCandidates(['base64']),
    digestings: hmacCandidates,
  }
}

function contentCandidates(own: TokenParameters, inputs: Inputs, known: Inputs): Candidate<string>[] {
  const found: Candidate<string>[] = [{ value: tokenContent(own) }]
  const add = (value: string, code: string, field: string, what: Text, next: Text) => {
    if (!found.some((one) => one.value === value)) found.push({ value, fault: { code, field, what, next } })
  }
  const same = text('Sign the very values that the token carries.', '参与签名的值必须和 token 里的完全一致。')
  const otherwise = (key: keyof TokenParameters, values: readonly string[], code: string, what: Text) => {
    for (const value of values) if (value !== '' && value !== own[key]) add(tokenContent({ ...own, [key]: value }), code, key, what, same)
  }
  const { method } = own
  otherwise('method', [method.toLowerCase(), method.toUpperCase(), method.charAt(0).toUpperCase() + method.slice(1).toLowerCase()], 'onenet.method-case', text('the method was signed in another case than the token carries', '签名时方法名的大小写与 token 里的不一致'))
  otherwise('res', [percentEncode(own.res)], 'onenet.res-encoded', text('res was URL-encoded before signing', '签名前就对 res 做了 URL 编码'))
  const [productId, deviceName] = [str(inputs, 'productId'), str(inputs, 'deviceName')]
  otherwise('res', [str(known, 'res'), deviceResource(productId, deviceName), productResource(productId)], 'onenet.res-not-signed', text('another res was signed than the token carries', '参与签名的 res 与 token 里的不同'))
  const seconds = /^\d+$/.test(own.et) ? [`${own.et}000`, own.et.slice(0, -3)] : []
  otherwise('et', seconds, 'check.timestamp-unit', text('et was signed in another unit than the token carries', '参与签名的 et 与 token 里的单位不同（秒与毫秒）'))
  otherwise('et', [str(known, 'et')], 'check.timestamp-other', text('another et was signed than the token carries', '参与签名的 et 与 token 里的不同'))
  otherwise('version', ['2018-10-31', '2020-05-29', '2022-05-01'], 'onenet.version-not-signed', text('another version was signed than the token carries', '参与签名的 version 与 token 里的不同'))
  const values = signedNames.map((key) => own[key])
  const way = text('et, method, res, version: the values alone, a line feed between them, none at the end.', '按 et、method、res、version 的顺序，只取参数值，中间用换行连接，末尾没有换行。')
  for (const order of ordersOf(values)) add(order.join('\n'), 'check.order', 'password', text('the values were signed in another order', '参数值没有按字典序拼接'), way)
  for (const glue of ['', '\r\n', '\\n', '&', ' ', ',']) add(values.join(glue), 'check.separators', 'password', text('the values were not joined by line feeds', '参数值之间用的不是换行'), way)
  for (const glue of ['\n', '&']) add(signedNames.map((key) => `${key}=${own[key]}`).join(glue), 'check.names-signed', 'password', text('the names were signed with the values', '把参数名也拼进去了'), way)
  add(`${tokenContent(own)}\n`, 'check.content-line-end', 'password', text('a line feed was signed at the end', '待签名字符串末尾多了一个换行'), way)
  return found
}

/** Every order of a few values. */
function ordersOf(values: readonly string[]): string[][] {
  if (values.length < 2) return [[...values]]
  return values.flatMap((first, index) => ordersOf(values.toSpliced(index, 1)).map((rest) => [first, ...rest]))
}

/** `et` in s; one in ms is told by its form. */
function judge({ password }: Given, _: Inputs, now: number): Mark[] {
  const et = partOf(readToken(password ?? ''), 'et') ?? ''
  if (!/^\d{1,12}$/.test(et) || Number(et) * 1000 > now) return []
  const ago = spanWords(now - Number(et) * 1000)
  return [mark('password', 'check.expired', text(`The token expired ${ago.en} ago.`, `token 已过期 ${ago.zh}。`), text('Sign a new one; check the clock that gave et.', '请重新签名，并检查生成 et 时所用的时钟。'), { field: 'et' })]
}

/** OneNET documents, “Security, token algorithm” and “Device development manual”. */
export const oneNetInspection: Inspection = {
  shapes: { clientId: /^[A-Za-z0-9_.:@-]{1,64}$/, username: /^[A-Za-z0-9]{1,32}$/, password: /(^|&)sign=/ },
  read,
  secret: () => 'key',
  search,
  isSamePassword: isSameToken,
  judge,
}
