import { percentEncode } from '../../text/encodings.ts'
import { byteLength } from '../../text/suspicious.ts'
import { fixed, name, separator, value, type Part, type WorkStep } from '../../signature/working.ts'
import { text } from '../../text/local-text.ts'
import { asWords, jsonObject } from '../../text/json-object.ts'
import { str } from '../inputs.ts'
import type { Answer, Inputs, Made } from '../profile.ts'
import { signParameters } from './content.ts'
import { authUrl } from './endpoint.ts'
import { methodOf, ownClientId } from './login.ts'
import { readMethod } from './method.ts'

const form = { 'Content-Type': 'application/x-www-form-urlencoded' }

/** A form body; the documents' examples need no escaping, values that do get it (RFC 3986). */
const bodyParts = (pairs: readonly (readonly [string, string])[]): readonly Part[] =>
  pairs.flatMap(([key, content], index) => [...(index > 0 ? [separator('&')] : []), name(key), separator('='), value(percentEncode(content), key)])

const bodyStep = (parts: readonly Part[]): WorkStep => ({
  kind: 'assembly',
  title: text('Body of the request', '请求正文'),
  note: text('Its length in bytes goes into AT+HTTPDATA.', '它的字节数就是 AT+HTTPDATA 要填的长度。'),
  parts,
  secret: true,
})

/** One device, one secret over HTTP: `/auth/devicename` answers iotId and iotToken, which are user name and password of MQTT. help.aliyun.com 73740. */
export function makeHttpAuth(inputs: Inputs): Made {
  const method = methodOf(inputs)
  const [productKey, deviceName, clientId, timestamp] = [str(inputs, 'productKey'), str(inputs, 'deviceName'), ownClientId(inputs), str(inputs, 'timestamp')]
  const { content, hex, work } = signParameters({ clientId, deviceName, productKey, timestamp }, str(inputs, 'deviceSecret'), 'deviceSecret', text('DeviceSecret', 'DeviceSecret'), method)
  const parts = bodyParts([
    ['productKey', productKey],
    ['sign', hex],
    ['clientId', clientId],
    ['deviceName', deviceName],
    ...(timestamp === '' ? [] : [['timestamp', timestamp] as const]),
    // hmacmd5 is the interface's default, and the shortest body is the easiest to send by AT commands.
    ...(method.algorithm === 'md5' ? [] : [['signmethod', method.name] as const]),
  ])
  return request(inputs, '/auth/devicename', parts, { content, sign: hex }, [...work, bodyStep(parts)], readAuth(inputs))
}

/** One type, one secret over HTTP: `/auth/register/device` answers the DeviceSecret. help.aliyun.com 89298. */
export function makeHttpRegister(inputs: Inputs): Made {
  const entered = str(inputs, 'signMethod')
  const method = readMethod(entered) ?? { algorithm: 'md5', name: 'hmacmd5' }
  const [productKey, deviceName, random] = [str(inputs, 'productKey'), str(inputs, 'deviceName'), str(inputs, 'random')]
  const { content, hex, work } = signParameters({ deviceName, productKey, random }, str(inputs, 'productSecret'), 'productSecret', text('ProductSecret', 'ProductSecret'), method)
  const parts = bodyParts([
    ['productKey', productKey],
    ['deviceName', deviceName],
    ['random', random],
    ['sign', hex],
    ['signMethod', entered],
  ])
  return request(inputs, '/auth/register/device', parts, { content, sign: hex }, [...work, bodyStep(parts)], readRegister(inputs))
}

function request(
  inputs: Inputs,
  path: string,
  parts: readonly Part[],
  values: Made['values'],
  work: readonly WorkStep[],
  read: (status: number, body: string) => Answer,
): Made {
  const body = parts.map((part) => part.text).join('')
  const url = authUrl(inputs, path)
  return {
    request: { method: 'POST', url, headers: form, body, read },
    values: { method: 'POST', url, ...values, body, bodyLength: byteLength(body) },
    work: [...work, { kind: 'assembly', title: text('Address of the request', '请求地址'), parts: [fixed('POST '), value(url)], secret: false }],
    findings: [],
  }
}

const readAuth =
  (inputs: Inputs) =>
  (status: number, body: string): Answer => {
    const data = dataOf(status, body)
    if (data.kind === 'failed') return data
    const { iotId, iotToken } = data.data
    if (typeof iotId !== 'string' || typeof iotToken !== 'string') return unreadable(status)
    return {
      kind: 'done',
      inputs: {},
      login: { clientId: ownClientId(inputs), username: iotId, password: iotToken },
      remarks: [
        text('iotId is the MQTT user name, iotToken the password; the client ID is the plain one, without the | | part.', 'iotId 作为 MQTT 用户名，iotToken 作为密码；Client ID 用不带 | | 的原值。'),
      ],
    }
  }

const readRegister =
  ({ productKey, deviceName }: Inputs) =>
  (status: number, body: string): Answer => {
    const data = dataOf(status, body)
    if (data.kind === 'failed') return data
    const { deviceSecret } = data.data
    if (typeof deviceSecret !== 'string') return unreadable(status)
    return {
      kind: 'done',
      inputs: { productKey, deviceName, deviceSecret },
      remarks: [text('Keep the DeviceSecret: the interface gives it until the device is activated, not afterwards.', '请保存 DeviceSecret：设备激活以后，接口不会再返回它。')],
    }
  }

type Data = { readonly kind: 'data'; readonly data: Readonly<Record<string, unknown>> }

function dataOf(status: number, body: string): Data | Extract<Answer, { kind: 'failed' }> {
  const answer = jsonObject(body)
  const code = asWords(answer?.['code'])
  if (!answer || code === '') return unreadable(status)
  const { data } = answer
  if (code === '200' && typeof data === 'object' && data !== null) return { kind: 'data', data: data as Record<string, unknown> }
  const said = asWords(answer['message'])
  return {
    kind: 'failed',
    failure: {
      code: `alibaba.http.${code.slice(0, 12)}`,
      stage: 'cloud',
      what: text(`The cloud refused the request: code ${code}${said === '' ? '' : `, “${said}”`}.`, `云端拒绝了请求：代码 ${code}${said === '' ? '' : `，“${said}”`}。`),
      next: /active|regist/i.test(said)
        ? text('The device was activated already: reset it in the console, or use its DeviceSecret.', '设备已激活过：请在控制台重置，或直接使用它的 DeviceSecret。')
        : text('Check ProductKey, DeviceName, the secret and the sign method; for registration, that the product’s switch is on.', '核对 ProductKey、DeviceName、密钥和签名算法；注册时确认产品已打开“动态注册”。'),
      evidence: `HTTP ${status}`,
    },
  }
}

const unreadable = (status: number) => ({
  kind: 'failed' as const,
  failure: {
    code: 'alibaba.http.unreadable',
    stage: 'cloud' as const,
    what: text('The answer is not what this interface gives.', '应答不是该接口的格式。'),
    next: text('Check the address: another server, or a proxy, may have answered.', '检查地址：可能是别的服务器或代理在应答。'),
    evidence: `HTTP ${status}`,
  },
})
