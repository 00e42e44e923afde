import { utf8 } from '../../text/bytes.ts'
import { asWords, jsonObject } from '../../text/json-object.ts'
import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Answer, Inputs } from '../profile.ts'
import { openPayload } from './payload.ts'

type Failed = Extract<Answer, { kind: 'failed' }>

/** `/register/dev`: `{"code":0,"len":53,"payload":"…"}`. */
export const readOldAnswer =
  (inputs: Inputs) =>
  (status: number, body: string): Answer => {
    const answer = jsonObject(body)
    const code = asWords(answer?.['code'])
    if (!answer || code === '') return unreadable(status)
    return code === '0' ? deviceOf(inputs, answer['payload'], status) : refused(code, asWords(answer['message']), status)
  }

/** `/device/register`: `{"Response":{"Len":53,"Payload":"…","RequestId":"…"}}`, or an Error with Code and Message. */
export const readAnswer =
  (inputs: Inputs) =>
  (status: number, body: string): Answer => {
    const response = objectOf(jsonObject(body)?.['Response'])
    if (!response) return unreadable(status)
    const error = objectOf(response['Error'])
    return error ? refused(asWords(error['Code']), asWords(error['Message']), status) : deviceOf(inputs, response['Payload'], status)
  }

const objectOf = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined

/** encryptionType 1 is a certificate device, 2 a key device. */
function deviceOf(inputs: Inputs, payload: unknown, status: number): Answer {
  if (typeof payload !== 'string') return unreadable(status)
  const opened = openPayload(payload, str(inputs, 'productSecret'))
  if (opened.kind !== 'opened') return unopened(status)
  const [productId, deviceName] = [str(inputs, 'productId'), str(inputs, 'deviceName')]
  const { psk, clientCert, clientKey } = opened.device
  if (typeof psk === 'string' && psk !== '') {
    return { kind: 'done', inputs: { productId, deviceName, auth: 'key', psk }, remarks: [keep(text('device key', '设备密钥'))] }
  }
  if (typeof clientCert === 'string' && typeof clientKey === 'string') {
    const cert = { name: `${deviceName}_cert.crt`, bytes: utf8(clientCert) }
    const privateKey = { name: `${deviceName}_private.key`, bytes: utf8(clientKey) }
    return {
      kind: 'done',
      inputs: { productId, deviceName, auth: 'cert', cert, privateKey },
      remarks: [keep(text('certificate and the private key', '设备证书和私钥'))],
    }
  }
  return unreadable(status)
}

const keep = (what: Text): Text =>
  text(`Keep the ${what.en}: once the device has connected, registration is refused.`, `请保存${what.zh}：设备激活以后不能再注册。`)

/** Tencent Cloud 1081/138184 has the texts of the refusals; their numbers are not documented. */
const advice: readonly (readonly [RegExp, Text])[] = [
  [/sign/i, text('Check the product secret, and that body, host and time are the very ones that were signed.', '核对产品密钥，并确认正文、域名和时间戳与参与签名的完全一致。')],
  [
    /activated/i,
    text(
      'The device has connected before: use the key that it got then, or delete it in the console and create it again.',
      '设备已激活过：请使用当时得到的密钥，或在控制台删除后重新创建。',
    ),
  ],
  [/pre create|device not exist/i, text('Create the device in the console first, or switch on automatic creation.', '请先在控制台创建设备，或打开“自动创建设备”。')],
  [/not support dynamic/i, text('Switch dynamic registration on in the product’s settings.', '请在控制台产品详情页打开“动态注册”。')],
  [/timestamp|expire|time out/i, text('Check this PC’s clock.', '检查这台电脑的时钟。')],
]

const general = text(
  'Check product ID, device name and product secret, and that dynamic registration is switched on for the product.',
  '核对产品 ID、设备名称和产品密钥，并确认产品已打开“动态注册”。',
)

function refused(code: string, said: string, status: number): Failed {
  const words = said === '' ? text('', '') : text(`, “${said}”`, `，“${said}”`)
  return {
    kind: 'failed',
    failure: {
      code: `tencent.register.${code.slice(0, 40) || 'refused'}`,
      stage: 'cloud',
      what: text(`The cloud refused the registration: code ${code}${words.en}.`, `云端拒绝了注册请求：代码 ${code}${words.zh}。`),
      next: advice.find(([pattern]) => pattern.test(said))?.[1] ?? general,
      evidence: `HTTP ${status}`,
    },
  }
}

const failed = (code: string, status: number, what: Text, next: Text): Failed => ({
  kind: 'failed',
  failure: { code, stage: 'cloud', what, next, evidence: `HTTP ${status}` },
})

const unreadable = (status: number): Failed =>
  failed(
    'tencent.register.unreadable',
    status,
    text('The answer is not what this interface gives.', '应答不是该接口的格式。'),
    text('Check the address: another server, or a proxy, may have answered.', '检查地址：可能是别的服务器或代理在应答。'),
  )

const unopened = (status: number): Failed =>
  failed(
    'tencent.register.payload',
    status,
    text('The payload of the answer does not open with this product secret.', '用这个产品密钥解不开应答里的 payload。'),
    text('Check that the product secret belongs to this product.', '请确认产品密钥属于这个产品。'),
  )
