import { createCipheriv, createHash, randomUUID } from 'node:crypto'
import type { WebAnswer, WebRequest } from '../doors.ts'
import type { TencentRegistry } from './tencent-registry.ts'
import { hashNamed, hmac, isSame } from './verify.ts'

/*
 * Tencent's dynamic registration. Sources: Tencent Cloud, IoT Hub, "Dynamic Registration API Description" (1105/41820) and "Signature Algorithm"
 * (1105/41501) for /device/register; the run-time log in the C SDK's document on dynamic registration for /register/dev, whose signature is the
 * Base64 of the digest's hex text. The numbers of its errors are not documented; the texts are those of Tencent Cloud, "Linux and RTOS devices"
 * (1081/138184).
 */

/** Hosts of the regions: SDKs sign these whatever address they really dial. */
const gateways = ['ap-guangzhou', 'us-east', 'europe', 'ap-bangkok'].map((region) => `${region}.gateway.tencentdevices.com`)

/** AES-128-CBC, key the first 16 characters of the product secret, IV sixteen characters `0`, filled up with zero bytes. */
function seal(plain: string, productSecret: string): string {
  const bytes = Buffer.from(plain, 'utf8')
  const padded = Buffer.concat([bytes, Buffer.alloc((16 - (bytes.length % 16)) % 16)])
  const cipher = createCipheriv('aes-128-cbc', productSecret.slice(0, 16), '0'.repeat(16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

type Asked = Readonly<Record<string, unknown>>

function parse(body: string): Asked | null {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Asked) : null
  } catch {
    return null
  }
}

const word = (asked: Asked, key: string): string => {
  const value = asked[key]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

type Outcome = { readonly payload: string; readonly length: number } | { readonly refusal: string }

function hand(registry: TencentRegistry, productId: string, name: string): Outcome {
  const product = registry.product(productId)
  const device = registry.device(productId, name)
  if (!product || !device) return { refusal: 'Pre create mode: device not exists' }
  const psk = product.auth === 'key' ? registry.register(device) : null
  if (psk === null) return { refusal: 'Device has been activated' }
  const plain = JSON.stringify({ encryptionType: 2, psk })
  return { payload: seal(plain, product.secret), length: plain.length }
}

function registerOld(registry: TencentRegistry, asked: Asked): WebAnswer {
  const keys = ['productId', 'deviceName', 'nonce', 'timestamp', 'signature'] as const
  const [productId, deviceName, nonce, timestamp, signature] = keys.map((key) => word(asked, key))
  const says = (code: number, message: string, more: object = {}): WebAnswer => ({ status: 200, body: JSON.stringify({ code, message, ...more }) })
  if (!productId || !deviceName || !nonce || !timestamp || !signature) return says(400, 'parameter missing')
  const product = registry.product(productId)
  if (!product) return says(404, 'product not exists')
  const digest = hmac('sha1', product.secret, `deviceName=${deviceName}&nonce=${nonce}&productId=${productId}&timestamp=${timestamp}`).toString('hex')
  if (!isSame(signature, Buffer.from(digest).toString('base64'))) return says(401, 'signature check failed')
  const outcome = hand(registry, productId, deviceName)
  return 'refusal' in outcome ? says(403, outcome.refusal) : says(0, '', { payload: outcome.payload, len: outcome.length })
}

function register(registry: TencentRegistry, request: WebRequest, asked: Asked): WebAnswer {
  const says = (content: object): WebAnswer => ({ status: 200, body: JSON.stringify({ Response: { ...content, RequestId: randomUUID() } }) })
  const fails = (Code: string, Message: string) => says({ Error: { Code, Message } })
  const header = (name: string) => String(request.headers[`x-tc-${name}`] ?? '')
  const [productId, deviceName] = [word(asked, 'ProductId'), word(asked, 'DeviceName')]
  const [algorithm, timestamp, nonce, signature] = [header('algorithm'), header('timestamp'), header('nonce'), header('signature')]
  const hash = hashNamed(algorithm)
  if (!productId || !deviceName || !timestamp || !nonce || !signature || !hash || hash === 'md5') return fails('InvalidParameter', 'parameter missing')
  const product = registry.product(productId)
  if (!product) return fails('ResourceNotFound', 'product not exists')
  const dialled = request.headers.host ?? ''
  // The body's hash is SHA-256 whatever the signature's algorithm is (documents 634/56319, 1105/41501).
  const hashed = createHash('sha256').update(request.body, 'utf8').digest('hex')
  const isSigned = [dialled, dialled.replace(/:\d+$/, ''), ...gateways].some((host) => {
    const content = ['POST', host, request.path, '', algorithm, timestamp, nonce, hashed].join('\n')
    return isSame(signature, hmac(hash, product.secret, content).toString('base64'))
  })
  if (!isSigned) return fails('AuthFailure.SignatureFailure', 'signature check failed')
  const outcome = hand(registry, productId, deviceName)
  return 'refusal' in outcome ? fails('FailedOperation', outcome.refusal) : says({ Len: outcome.length, Payload: outcome.payload })
}

export function answerTencentWeb(registry: TencentRegistry, request: WebRequest): WebAnswer {
  const isOld = request.path === '/register/dev'
  if (!isOld && request.path !== '/device/register') return { status: 404, body: '' }
  if (request.method !== 'POST') return { status: 405, body: '' }
  const asked = /^application\/json\b/i.test(request.headers['content-type'] ?? '') ? parse(request.body) : null
  if (!asked) return { status: 400, body: '' }
  return isOld ? registerOld(registry, asked) : register(registry, request, asked)
}
