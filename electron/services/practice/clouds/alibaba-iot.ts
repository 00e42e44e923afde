import { text } from '../../../../shared/text/local-text.ts'
import { answerAlibabaWeb } from './alibaba-iot-web.ts'
import { alibabaRegistry, type AlibabaDevice, type AlibabaRegistry } from './alibaba-registry.ts'
import { demo, loginDemo } from './demo.ts'
import { accept, plainRules, refuse, type Login, type MakeCloud, type Rules, type Verdict } from './practice-cloud.ts'
import { hashNamed, hmac, isSame, randomText } from './verify.ts'

/*
 * Alibaba Cloud IoT Platform, public instance. Sources, all Alibaba Cloud help: "MQTT-TCP connection" (document 73742): parameters, keep-alive 30 to
 * 1200 s else the connection is rejected (no code is named, so it is closed); "Troubleshooting" (148610) and "Link SDK for C, common error codes": 2
 * client ID not of the form, 4 user name or password not of the form, 5 the device could not be verified; the HTTPS section of 73742: 3 for an
 * unknown iotId or iotToken. "MQTT dynamic registration" (132111). QoS 2, will and retained messages are documented as not supported, without saying
 * what becomes of them: here the connection is closed, so that it shows.
 */

type ClientId = { readonly id: string; readonly extra: ReadonlyMap<string, string> }

/** `12345|securemode=3,signmethod=hmacsha1,timestamp=789|`. Unknown extra parameters are kept: SDKs add their own (`_v`, `_ss`, `ext`). */
function parseClientId(value: string): ClientId | null {
  const [, id, list] = /^([^|]{1,64})\|([^|]*)\|$/.exec(value) ?? []
  if (id === undefined || list === undefined) return null
  const pairs = list.split(',').map((item) => /^([^=]+)=(.*)$/.exec(item))
  if (pairs.some((pair) => !pair)) return null
  return { id, extra: new Map(pairs.map((pair) => [pair?.[1] ?? '', pair?.[2] ?? ''])) }
}

/** Default topics of a new product, and one custom topic that may be published and subscribed, so that a device can hear itself. */
function rulesOf(productKey: string, deviceName: string): Rules {
  const own = `${productKey}/${deviceName}`
  const system = [`/sys/${own}/#`, `/ext/ntp/${own}/#`, `/ext/rrpc/#`, `/ota/device/+/${own}`]
  return plainRules({
    publish: [...system, `/shadow/update/${own}`, `/${own}/user/update`, `/${own}/user/update/error`, `/${own}/user/data`],
    subscribe: [...system, `/shadow/get/${own}`, `/${own}/user/get`, `/${own}/user/data`, '/broadcast/#'],
    denied: 'drop',
  })
}

const nothing: Rules = { publish: () => 'drop', subscribe: () => 'refuse' }

/** The registration logins: the answer comes by itself, then the cloud closes. */
function register(registry: AlibabaRegistry, { extra }: ClientId, login: Login, deviceName: string): Verdict {
  const type = extra.get('authType')
  const mode = extra.get('securemode')
  const hash = hashNamed(extra.get('signmethod') ?? 'hmacmd5')
  const random = extra.get('random')
  if (login.way.transport !== 'tls' && login.way.transport !== 'wss') return refuse('close', 'registration is for TLS only')
  // The documents say -2 for regnwl, the Python SDK sends 2: both are taken.
  if (!hash || !random || (type === 'register' ? mode !== '2' : mode !== '-2' && mode !== '2')) return refuse(2, 'extra parameters not of the form')
  const sign = hmac(hash, registry.productSecret, `deviceName${deviceName}productKey${registry.productKey}random${random}`).toString('hex')
  if (!isSame(login.password.toLowerCase(), sign)) return refuse(5, 'wrong signature of the registration')
  const { productKey } = registry
  const tell = (topic: string, body: object) => accept(`register/${deviceName}`, nothing, { farewell: { topic, payload: JSON.stringify(body) } })
  if (type === 'register') {
    const deviceSecret = registry.register(deviceName)
    if (deviceSecret === null) return refuse(5, 'unknown or already activated device')
    return tell('/ext/register', { productKey, deviceName, deviceSecret })
  }
  const token = registry.registerUnknown(deviceName)
  if (token === null) return refuse(5, 'already activated device')
  return tell('/ext/regnwl', { productKey, deviceName, ...token })
}

function verifySecret(registry: AlibabaRegistry, { id, extra }: ClientId, login: Login, device: AlibabaDevice): Verdict {
  const hash = hashNamed(extra.get('signmethod') ?? 'hmacmd5')
  const timestamp = extra.get('timestamp')
  // 2 on TCP and 3 on TLS are taken: the public instance does.
  const isFormed = hash && /^[23]$/.test(extra.get('securemode') ?? '') && (timestamp === undefined || /^\d+$/.test(timestamp))
  if (!isFormed) return refuse(2, 'extra parameters not of the form')
  // The timestamp is signed, never compared with the clock.
  const content = `clientId${id}deviceName${device.name}productKey${registry.productKey}${timestamp === undefined ? '' : `timestamp${timestamp}`}`
  if (!isSame(login.password.toLowerCase(), hmac(hash, device.secret ?? '', content).toString('hex'))) return refuse(5, 'wrong signature')
  device.isActivated = true
  return accept(`device/${device.name}`, rulesOf(registry.productKey, device.name))
}

export function verifyAlibaba(registry: AlibabaRegistry, login: Login): Verdict {
  if (login.keepAlive < 30 || login.keepAlive > 1200) return refuse('close', 'keep-alive outside 30 to 1200 s')
  if (login.willTopic !== null) return refuse('close', 'a will is not supported')
  if (!login.clientId.includes('|')) {
    // After HTTPS authentication the client ID stands alone.
    const deviceName = registry.deviceOfToken(login.username, login.password, login.clientId)
    if (deviceName === null) return refuse(3, 'unknown or expired iotId or iotToken')
    return accept(`device/${deviceName}`, rulesOf(registry.productKey, deviceName))
  }
  const clientId = parseClientId(login.clientId)
  if (!clientId) return refuse(2, 'client ID not of the form')
  const [, deviceName, productKey] = /^([^&]+)&([^&]+)$/.exec(login.username) ?? []
  if (deviceName === undefined || login.password === '') return refuse(4, 'user name or password not of the form')
  if (productKey !== registry.productKey) return refuse(5, 'unknown product')
  const type = clientId.extra.get('authType')
  if (type === 'register' || type === 'regnwl') return register(registry, clientId, login, deviceName)
  if (type === 'connwl') {
    if (!registry.isToken(deviceName, clientId.id, login.password)) return refuse(5, 'wrong client ID or device token')
    return accept(`device/${deviceName}`, rulesOf(registry.productKey, deviceName))
  }
  const device = registry.device(deviceName)
  return device?.secret ? verifySecret(registry, clientId, login, device) : refuse(5, 'unknown device')
}

const deviceName = 'atelierDemo1'
const unregistered = 'atelierNew1'

export const makeAlibabaIot: MakeCloud = async ({ now, ca }) => {
  const [productKey, productSecret] = ['a1ateliDemo', randomText(16)]
  const registry = alibabaRegistry({ productKey, productSecret, devices: [deviceName], registrable: [unregistered, 'atelierNew2'], now })
  return {
    id: 'alibaba-iot',
    name: text('Alibaba Cloud IoT Platform', '阿里云物联网平台'),
    product: productKey,
    device: deviceName,
    doors: [{ name: 'tls' }, { name: 'tcp' }, { name: 'ws' }, { name: 'wss' }, { name: 'http' }, { name: 'https' }],
    authenticate: (login) => verifyAlibaba(registry, login),
    answer: (request) => answerAlibabaWeb(registry, request),
    demos: (port) => {
      const device = { productKey, deviceName, deviceSecret: registry.device(deviceName)?.secret ?? '', clientId: deviceName, signmethod: 'hmacsha256' }
      const to = (transport: 'tls' | 'tcp' | 'ws' | 'wss') => ({
        host: 'localhost',
        port: port(transport),
        transport,
        securemode: transport === 'tls' || transport === 'wss' ? '2' : '3',
        ...((transport === 'tls' || transport === 'wss') && { ca }),
      })
      // Host and port are for the login that follows.
      const web = { httpEndpoint: `http://localhost:${port('http')}`, ...to('tls') }
      const fresh = { productKey, productSecret, deviceName: unregistered, random: randomText(8) }
      return [
        loginDemo('tls', 'Device secret over TLS', '一机一密，TLS', { ...device, ...to('tls') }),
        loginDemo('tcp', 'Device secret over plain TCP', '一机一密，TCP 明文', { ...device, ...to('tcp') }),
        loginDemo('ws', 'Device secret over WebSocket', '一机一密，WebSocket', { ...device, ...to('ws') }),
        loginDemo('wss', 'Device secret over secure WebSocket', '一机一密，WebSocket 加密（wss）', { ...device, ...to('wss') }),
        demo('http-auth', 'HTTPS authentication, then MQTT', 'HTTPS 认证再连接', 'http-auth', { ...device, ...web, signmethod: 'hmacmd5' }),
        demo('http-register', 'Dynamic registration over HTTP', '一型一密预注册，HTTP', 'http-register', { ...fresh, ...web, signMethod: 'hmacSha1' }),
        demo(
          'mqtt-register',
          'Dynamic registration over MQTT',
          '一型一密预注册，MQTT',
          'mqtt-register',
          { ...fresh, ...to('tls'), deviceName: 'atelierNew2', clientId: 'atelierNew2', signmethod: 'hmacsha256', authType: 'register' },
        ),
        demo(
          'mqtt-regnwl',
          'Registration of an unknown device over MQTT',
          '一型一密免预注册，MQTT',
          'mqtt-register',
          { ...fresh, ...to('tls'), deviceName: 'atelierNew3', clientId: 'atelierNew3', signmethod: 'hmacsha256', authType: 'regnwl', securemode: '-2' },
        ),
      ]
    },
  }
}
