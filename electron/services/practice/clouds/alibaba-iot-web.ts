import type { WebAnswer, WebRequest } from '../doors.ts'
import type { AlibabaRegistry } from './alibaba-registry.ts'
import { hashNamed, hmac, isSame } from './verify.ts'

/*
 * Alibaba's HTTPS authentication and registration. Sources: Alibaba Cloud help, "MQTT-TCP connection" (document 73742), section on HTTPS
 * authentication, with its error codes, which come with HTTP status 200; "One type one secret" (document 89298) and the example of Link SDK for C
 * over HTTPS for the registration's request.
 */

const says = (code: number, message: string, data?: object): WebAnswer => ({ status: 200, body: JSON.stringify({ code, ...(data && { data }), message }) })

/** Not signed: the signature itself and what says how to read the request. */
const unsigned = new Set(['sign', 'signmethod', 'version', 'resources'])

function authenticate(registry: AlibabaRegistry, form: URLSearchParams): WebAnswer {
  const [productKey, deviceName, clientId, sign] = ['productKey', 'deviceName', 'clientId', 'sign'].map((key) => form.get(key) ?? '')
  const hash = hashNamed(form.get('signmethod') ?? 'hmacmd5')
  if (!productKey || !deviceName || !clientId || !sign || !hash) return says(460, 'param error')
  const device = productKey === registry.productKey ? registry.device(deviceName) : undefined
  if (!device?.secret) return says(5001, 'meta device not found')
  const content = [...form]
    .filter(([key]) => !unsigned.has(key))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}${value}`)
    .join('')
  if (!isSame(sign.toLowerCase(), hmac(hash, device.secret, content).toString('hex'))) return says(401, 'request auth error')
  return says(200, 'success', registry.grant(deviceName, clientId))
}

function register(registry: AlibabaRegistry, form: URLSearchParams): WebAnswer {
  const [productKey, deviceName, random, sign] = ['productKey', 'deviceName', 'random', 'sign'].map((key) => form.get(key) ?? '')
  const hash = hashNamed(form.get('signMethod') ?? '')
  if (!productKey || !deviceName || !random || !sign || !hash) return says(460, 'param error')
  if (productKey !== registry.productKey) return says(460, 'param error')
  const wanted = hmac(hash, registry.productSecret, `deviceName${deviceName}productKey${productKey}random${random}`).toString('hex')
  if (!isSame(sign.toLowerCase(), wanted)) return says(401, 'request auth error')
  if (!registry.device(deviceName)) return says(5001, 'meta device not found')
  const deviceSecret = registry.register(deviceName)
  // The documents say that it is refused, not with which number.
  return deviceSecret === null ? says(400, 'device already active') : says(200, 'success', { deviceName, deviceSecret, productKey })
}

export function answerAlibabaWeb(registry: AlibabaRegistry, { method, path, headers, body }: WebRequest): WebAnswer {
  const route = { '/auth/devicename': authenticate, '/auth/register/device': register }[path]
  if (!route) return { status: 404, body: '' }
  if (method !== 'POST') return { status: 405, body: '' }
  if (!/^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')) return { status: 415, body: '' }
  return route(registry, new URLSearchParams(body))
}
