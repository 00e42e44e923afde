import { text } from '../../../../shared/text/local-text.ts'
import { loginDemo } from './demo.ts'
import { pemFile } from './pem-file.ts'
import { accept, plainRules, refuse, type Login, type MakeCloud, type Rules, type Verdict } from './practice-cloud.ts'
import { fingerprintOf } from './fingerprint.ts'
import { hmac, isSame, randomHex } from './verify.ts'

/*
 * Huawei Cloud IoTDA. Sources: Huawei Cloud IoTDA, "Device connection authentication" (iot_06_v5_3009) with its table of return codes: 2 for a client
 * ID not of the form and for a keep-alive outside 30 to 1200 s, 4 for a wrong user name or password, 5 for a device that may not connect; "MQTT
 * protocol support" (iot_06_v5_3001): QoS 0 and 1, no will, no retained messages, and topics that do not begin with $oc are not checked for
 * permission. What becomes of what is not supported is not documented: the connection is closed.
 */

export type HuaweiDevice =
  | { readonly id: string; readonly auth: 'secret'; readonly secret: string }
  | { readonly id: string; readonly auth: 'cert'; readonly fingerprint: string }

const hourMs = 3_600_000

/** `{deviceId}_0_{signType}_{YYYYMMDDHH}`. A device with a certificate may give its ID alone. */
const longClientId = /^(.+)_0_([01])_(\d{10})$/

/** ms since the epoch at the beginning of a UTC hour written YYYYMMDDHH. */
const hourOf = (stamp: string): number =>
  Date.UTC(Number(stamp.slice(0, 4)), Number(stamp.slice(4, 6)) - 1, Number(stamp.slice(6, 8)), Number(stamp.slice(8, 10)))

const rulesOf = (id: string): Rules => {
  const own = `$oc/devices/${id}`
  const lists = plainRules({ publish: [`${own}/sys/#`, `${own}/user/#`], subscribe: [`${own}/sys/#`, `${own}/user/#`], denied: 'drop' })
  const isFree = (topic: string) => !topic.startsWith('$') && topic !== '#' && !topic.startsWith('+')
  return {
    publish: (publication, send) => (isFree(publication.topic) && publication.qos < 2 && !publication.retain ? 'take' : lists.publish(publication, send)),
    subscribe: (filter, qos) => (isFree(filter) && qos < 2 ? 'grant' : lists.subscribe(filter, qos)),
  }
}

export function verifyHuawei(devices: readonly HuaweiDevice[], login: Login, now: number): Verdict {
  if (login.keepAlive < 30 || login.keepAlive > 1200) return refuse(2, 'keep-alive outside 30 to 1200 s')
  if (login.willTopic !== null) return refuse('close', 'a will is not supported')
  const device = devices.find(({ id }) => id === login.username)
  const [, id = login.clientId, signType, stamp] = longClientId.exec(login.clientId) ?? []
  if (id !== login.username || (signType === undefined && device?.auth === 'secret')) return refuse(2, 'client ID not of the form, or not of this device')
  if (!device) return refuse(4, 'unknown device')
  if (device.auth === 'cert') {
    return login.way.certificate?.fingerprint === device.fingerprint ? accept(id, rulesOf(id)) : refuse(5, 'no certificate of this device')
  }
  if (stamp === undefined) return refuse(2, 'client ID not of the form')
  // "About the same time" is documented as an hour; the stamp itself only knows hours.
  if (signType === '1' && Math.abs(hourOf(stamp) - Math.floor(now / hourMs) * hourMs) > hourMs) return refuse(4, 'time stamp more than an hour off')
  if (!isSame(login.password, hmac('sha256', stamp, device.secret).toString('hex'))) return refuse(4, 'wrong password')
  return accept(id, rulesOf(id))
}

const nodeId = 'atelierDemo1'

export const makeHuaweiIotDa: MakeCloud = async ({ now, ca, authority }) => {
  const productId = randomHex(12)
  const device = { id: `${productId}_${nodeId}`, auth: 'secret', secret: randomHex(16) } as const
  const shown = await authority.issue({ name: `${productId}_atelierCert1`, key: 'p256' })
  const certified: HuaweiDevice = { id: `${productId}_atelierCert1`, auth: 'cert', fingerprint: fingerprintOf(shown.certificate) }
  return {
    id: 'huawei-iotda',
    name: text('Huawei Cloud IoTDA', '华为云设备接入 IoTDA'),
    product: productId,
    device: device.id,
    doors: [{ name: 'tls', certificates: 'asked' }, { name: 'tcp' }, { name: 'wss', certificates: 'asked' }],
    authenticate: (login) => verifyHuawei([device, certified], login, now()),
    demos: (port) => {
      const to = (transport: 'tls' | 'tcp' | 'wss') => ({ host: 'localhost', port: port(transport), transport, ...(transport !== 'tcp' && { ca }) })
      const secret = (signType: '0' | '1') => ({ deviceId: device.id, secret: device.secret, signType, auth: 'secret' })
      return [
        loginDemo('secret-tls', 'Secret, time not checked, TLS', '密钥，不校验时间戳，TLS', { ...secret('0'), ...to('tls') }),
        loginDemo('secret-checked', 'Secret, time checked, TLS', '密钥，校验时间戳，TLS', { ...secret('1'), ...to('tls') }),
        loginDemo('secret-tcp', 'Secret, plain TCP', '密钥，TCP', { ...secret('0'), ...to('tcp') }),
        loginDemo('secret-wss', 'Secret, secure WebSocket', '密钥，WebSocket 加密（wss）', { ...secret('0'), ...to('wss') }),
        loginDemo('certificate', 'Device certificate, TLS', '设备证书，TLS', {
          deviceId: certified.id,
          auth: 'cert',
          ...to('tls'),
          cert: pemFile('huawei-device.crt', shown.certificate),
          privateKey: pemFile('huawei-device.key', shown.privateKey),
        }),
      ]
    },
  }
}
