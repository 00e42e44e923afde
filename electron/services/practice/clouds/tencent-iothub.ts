import { randomInt } from 'node:crypto'
import { text } from '../../../../shared/text/local-text.ts'
import { demo, loginDemo } from './demo.ts'
import { pemFile } from './pem-file.ts'
import { accept, plainRules, refuse, type Login, type MakeCloud, type Rules, type Verdict } from './practice-cloud.ts'
import { answerTencentWeb } from './tencent-iothub-web.ts'
import { tencentRegistry, type TencentProduct, type TencentRegistry } from './tencent-registry.ts'
import { hashNamed, hmac, isSame } from './verify.ts'

/*
 * Tencent Cloud IoT Hub and IoT Explorer. Sources: Tencent Cloud, IoT Hub, "MQTT-Based Device Connection over TCP" (1105/41824): user name, password,
 * keep-alive 0 to 900 s, topics; no QoS 2, will or retained message; with a certificate the password is not looked at. "FAQ, device connection": 4
 * for a wrong or expired signature, 5 for a device that may not connect. What becomes of what is not supported, and of a keep-alive outside the
 * range, is not documented: the connection is closed. A publication without permission is dropped silently, a subscription gets 128 (same FAQ). The
 * common name of a device certificate is not documented; here it is the client ID.
 */

/** `{productId}{deviceName};{sdkappid};{connid};{expiry}`; expiry in s since the epoch. */
const userName = /^([^;]+);(\d+);([^;]+);(\d{1,19})$/

function rulesOf({ id, service }: TencentProduct, device: string): Rules {
  const own = `${id}/${device}`
  const thing = ['property', 'event', 'action', 'service']
  const [up, down] =
    service === 'hub'
      ? [
          [`${own}/event`, `${own}/data`, `$shadow/operation/${own}`],
          [`${own}/control`, `${own}/data`, `$shadow/operation/result/${own}`],
        ]
      : [thing.map((kind) => `$thing/up/${kind}/${own}`), thing.map((kind) => `$thing/down/${kind}/${own}`)]
  return plainRules({
    publish: [...up, `$ota/report/${own}`, `$sys/operation/${own}`, `$rrpc/txd/${own}/+`],
    subscribe: [...down, `$ota/update/${own}`, `$sys/operation/result/${own}`, `$rrpc/rxd/${own}/+`, `$broadcast/rxd/${own}`],
    denied: 'drop',
  })
}

function isSigned(password: string, user: string, psk: string): boolean {
  const [, digest, method] = /^([0-9a-f]+);(hmacsha1|hmacsha256)$/.exec(password) ?? []
  const hash = method && hashNamed(method)
  return digest !== undefined && hash ? isSame(digest, hmac(hash, Buffer.from(psk, 'base64'), user).toString('hex')) : false
}

export function verifyTencent(registry: TencentRegistry, login: Login, now: number): Verdict {
  if (login.keepAlive > 900) return refuse('close', 'keep-alive above 900 s')
  if (login.willTopic !== null) return refuse('close', 'a will is not supported')
  const [, identity, , , expiry] = userName.exec(login.username) ?? []
  if (identity === undefined) return refuse(4, 'user name not of the form')
  if (identity !== login.clientId) return refuse(2, 'client ID is not the one in the user name')
  const found = registry.find(identity)
  if (!found) return refuse(5, 'unknown product or device')
  const { product, device } = found
  if (Number(expiry) * 1000 <= now) return refuse(4, 'expired')
  if (product.auth === 'cert') {
    if (login.way.certificate?.commonName !== identity) return refuse(5, 'no certificate of this device')
  } else if (device.psk === null || !isSigned(login.password, login.username, device.psk)) return refuse(4, 'wrong signature')
  device.isActivated = true
  return accept(identity, rulesOf(product, device.name))
}

const deviceName = 'atelierDemo1'
const neverExpires = '4294967295'

export const makeTencentIotHub: MakeCloud = async ({ now, ca, authority }) => {
  const registry = tencentRegistry([
    { id: 'ATELIERHUB', service: 'hub', auth: 'key', devices: [deviceName], registrable: ['atelierNew1', 'atelierNew2'] },
    { id: 'ATELIEREXP', service: 'explorer', auth: 'key', devices: [deviceName], registrable: ['atelierNew1'] },
    { id: 'ATELIERCRT', service: 'hub', auth: 'cert', devices: [deviceName], registrable: [] },
  ])
  const shown = await authority.issue({ name: `ATELIERCRT${deviceName}`, key: 'p256' })
  return {
    id: 'tencent-iothub',
    name: text('Tencent Cloud IoT Hub and IoT Explorer', '腾讯云物联网通信、物联网开发平台'),
    product: 'ATELIERHUB',
    device: deviceName,
    doors: [
      { name: 'tcp' },
      { name: 'tls', certificates: 'asked' },
      { name: 'ws' },
      { name: 'wss', certificates: 'asked' },
      { name: 'http' },
      { name: 'https' },
    ],
    authenticate: (login) => verifyTencent(registry, login, now()),
    answer: (request) => answerTencentWeb(registry, request),
    demos: (port) => {
      const to = (transport: 'tcp' | 'tls' | 'ws' | 'wss') => ({
        host: 'localhost',
        port: port(transport),
        transport,
        ...((transport === 'tls' || transport === 'wss') && { ca }),
      })
      const key = (productId: string, method = 'hmacsha256') => ({
        service: registry.product(productId)?.service ?? '',
        auth: 'key',
        productId,
        deviceName,
        psk: registry.find(`${productId}${deviceName}`)?.device.psk ?? '',
        sdkAppId: '12010126',
        expiry: neverExpires,
        method,
      })
      const web = (productId: string, device: string) => ({
        service: registry.product(productId)?.service ?? '',
        productId,
        productSecret: registry.product(productId)?.secret ?? '',
        deviceName: device,
        nonce: String(randomInt(1, 2 ** 31)),
        httpEndpoint: `http://localhost:${port('http')}`,
        // For the login that follows.
        ...to('tls'),
      })
      return [
        loginDemo('key-tcp', 'Key, HMAC-SHA256, plain TCP', '密钥认证 HMAC-SHA256，TCP', { ...key('ATELIERHUB'), ...to('tcp') }),
        loginDemo('key-tls', 'Key, HMAC-SHA256, TLS', '密钥认证 HMAC-SHA256，TLS', { ...key('ATELIERHUB'), ...to('tls') }),
        loginDemo('key-sha1', 'Key, HMAC-SHA1, plain TCP', '密钥认证 HMAC-SHA1，TCP', { ...key('ATELIERHUB', 'hmacsha1'), ...to('tcp') }),
        loginDemo('key-ws', 'Key over WebSocket', '密钥认证，WebSocket', { ...key('ATELIERHUB'), ...to('ws') }),
        loginDemo('key-wss', 'Key over secure WebSocket', '密钥认证，WebSocket 加密（wss）', { ...key('ATELIERHUB'), ...to('wss') }),
        loginDemo('explorer', 'IoT Explorer, key, TLS', '物联网开发平台，密钥认证，TLS', { ...key('ATELIEREXP'), ...to('tls') }),
        loginDemo('certificate', 'Device certificate, TLS', '证书认证，TLS', {
          service: 'hub',
          auth: 'cert',
          productId: 'ATELIERCRT',
          deviceName,
          sdkAppId: '12010126',
          expiry: neverExpires,
          ...to('tls'),
          cert: pemFile('tencent-device-cert.crt', shown.certificate),
          privateKey: pemFile('tencent-device-private.key', shown.privateKey),
        }),
        demo('register-v1', 'Dynamic registration, /register/dev', '动态注册（旧版 /register/dev）', 'http-dynreg-v1', web('ATELIEREXP', 'atelierNew1')),
        demo(
          'register-v2',
          'Dynamic registration, /device/register',
          '动态注册（新版 /device/register）',
          'http-dynreg-v2',
          web('ATELIERHUB', 'atelierNew1'),
        ),
      ]
    },
  }
}
