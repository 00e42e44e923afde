import { text } from '../../../../shared/text/local-text.ts'
import { loginDemo } from './demo.ts'
import { accept, plainRules, refuse, type Login, type MakeCloud, type Rules, type Verdict } from './practice-cloud.ts'
import { hashNamed, hmac, isSame, randomBase64 } from './verify.ts'

/*
 * China Mobile OneNET: OneNET Studio and the MQTT suite. Sources: OneNET documents, "MQTT protocol access" (client ID, user name, keep-alive 10 to
 * 1800 s, QoS 0 and 1, no will and no retained messages) and "Security, token algorithm". Return codes as OneNET's own MQTT sample has them: 4 user
 * name or password wrong, 5 not a valid connection, for example a bad token. Topics of another product: SUBACK 128, or the connection is closed. A
 * keep-alive outside the range has no documented code: closed.
 */

export type OneNetProduct = {
  readonly id: string
  readonly service: 'studio' | 'suite'
  /** Base64, as the console shows it. */
  readonly accessKey: string
  readonly devices: Readonly<Record<string, string>>
}

const versions = new Set(['2018-10-31', '2020-05-29', '2022-05-01'])

/** `version=…&res=…&et=…&method=…&sign=…`, each value URL-encoded. Null when a value is not. */
function parseToken(password: string): ReadonlyMap<string, string> | null {
  try {
    return new Map(
      password.split('&').map((pair) => {
        const at = pair.indexOf('=')
        return [pair.slice(0, Math.max(at, 0)), decodeURIComponent(pair.slice(at + 1))] as const
      }),
    )
  } catch {
    return null
  }
}

function rulesOf({ id, service }: OneNetProduct, device: string): Rules {
  const own = `$sys/${id}/${device}`
  return service === 'studio'
    ? plainRules({
        publish: ['property/post', 'property/set_reply', 'property/get_reply', 'event/post', 'service/+/invoke_reply'].map((topic) => `${own}/thing/${topic}`),
        subscribe: [`${own}/thing/#`],
        denied: 'close',
      })
    : plainRules({
        publish: [`${own}/dp/post/json`, `${own}/cmd/response/+`, `${own}/image/update`, `${own}/image/get`],
        subscribe: [`${own}/dp/#`, `${own}/cmd/#`, `${own}/image/#`],
        denied: 'close',
      })
}

export function verifyOneNet(products: readonly OneNetProduct[], login: Login, now: number): Verdict {
  if (login.keepAlive < 10 || login.keepAlive > 1800) return refuse('close', 'keep-alive outside 10 to 1800 s')
  if (login.willTopic !== null) return refuse('close', 'a will is not supported')
  const product = products.find(({ id }) => id === login.username)
  const deviceKey = product && Object.hasOwn(product.devices, login.clientId) ? product.devices[login.clientId] : undefined
  if (!product || deviceKey === undefined) return refuse(4, 'unknown product or device')
  const token = parseToken(login.password)
  const [version, res, et, method, sign] = ['version', 'res', 'et', 'method', 'sign'].map((key) => token?.get(key) ?? '')
  // The method's text is signed as it stands, so MD5 and md5 give different signatures; either is understood.
  const hash = method ? hashNamed(method) : undefined
  if (!version || !versions.has(version) || !res || !et || !sign || !hash || !/^\d+$/.test(et)) return refuse(5, 'token not of the form')
  const ofProduct = `products/${product.id}`
  const keys = res === `${ofProduct}/devices/${login.clientId}` ? [deviceKey, product.accessKey] : res === ofProduct ? [product.accessKey] : []
  const content = `${et}\n${method}\n${res}\n${version}`
  const signedBy = (key: string) => isSame(sign, hmac(hash, Buffer.from(key, 'base64'), content).toString('base64'))
  if (!keys.some(signedBy)) return refuse(5, 'wrong signature or resource')
  if (Number(et) * 1000 <= now) return refuse(5, 'expired')
  return accept(`${product.id}/${login.clientId}`, rulesOf(product, login.clientId))
}

const deviceName = 'atelierDemo1'
const yearMs = 365 * 86_400_000

export const makeOneNet: MakeCloud = async ({ now, ca }) => {
  const made = (id: string, service: OneNetProduct['service']): OneNetProduct => {
    const [accessKey, deviceKey] = [randomBase64(32), randomBase64(32)]
    return { id, service, accessKey, devices: { [deviceName]: deviceKey } }
  }
  const [studio, suite] = [made('atelierDm1', 'studio'), made('600101', 'suite')]
  return {
    id: 'onenet',
    name: text('China Mobile OneNET', '中国移动 OneNET'),
    product: studio.id,
    device: deviceName,
    doors: [{ name: 'tcp' }, { name: 'tls' }],
    authenticate: (login) => verifyOneNet([studio, suite], login, now()),
    demos: (port) => {
      const et = String(Math.floor((now() + yearMs) / 1000))
      const device = ({ id, service, devices }: OneNetProduct, transport: 'tcp' | 'tls') => ({
        service,
        productId: id,
        deviceName,
        key: devices[deviceName] ?? '',
        res: `products/${id}/devices/${deviceName}`,
        et,
        method: 'sha256',
        version: '2018-10-31',
        host: 'localhost',
        port: port(transport),
        transport,
        ...(transport === 'tls' && { ca }),
      })
      return [
        loginDemo('studio-tls', 'OneNET Studio, device key, TLS', 'OneNET Studio，设备密钥，TLS', device(studio, 'tls')),
        loginDemo('studio-tcp', 'OneNET Studio, device key, plain TCP', 'OneNET Studio，设备密钥，TCP', device(studio, 'tcp')),
        loginDemo('suite-tcp', 'MQTT suite, device key, MD5, plain TCP', 'MQTT 套件，设备密钥，MD5，TCP', { ...device(suite, 'tcp'), method: 'md5' }),
        loginDemo(
          'suite-product',
          'MQTT suite, product key, TLS',
          'MQTT 套件，产品 access_key，TLS',
          { ...device(suite, 'tls'), key: suite.accessKey, res: `products/${suite.id}`, method: 'sha1' },
        ),
      ]
    },
  }
}
