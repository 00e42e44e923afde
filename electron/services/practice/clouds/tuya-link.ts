import { text } from '../../../../shared/text/local-text.ts'
import { loginDemo } from './demo.ts'
import { accept, plainRules, refuse, type Login, type MakeCloud, type Verdict } from './practice-cloud.ts'
import { hmac, isSame, randomHex } from './verify.ts'

/*
 * Tuya Link. Sources: Tuya developer documents, "Tuya MQTT standard protocol" for client ID, user name and password, and its table of topics
 * (tylink/{deviceId}/…). TLS on 8883 only. Return codes, keep-alive range and whether the time stamp is compared with the clock are not documented:
 * the codes are the standard's meanings (2, 4, 5), and the time stamp is only signed, since devices in the field sign one far ahead.
 */

const userName = /^([^|]+)\|signMethod=hmacSha256,timestamp=(\d{10}),secureMode=1,accessType=1$/

export function verifyTuya(devices: Readonly<Record<string, string>>, login: Login): Verdict {
  const [, deviceId = '', timestamp] = userName.exec(login.username) ?? []
  if (timestamp === undefined) return refuse(4, 'user name not of the form')
  if (login.clientId !== `tuyalink_${deviceId}`) return refuse(2, 'client ID is not tuyalink_ and the device ID')
  const secret = Object.hasOwn(devices, deviceId) ? devices[deviceId] : undefined
  if (secret === undefined) return refuse(5, 'unknown device')
  const content = `deviceId=${deviceId},timestamp=${timestamp},secureMode=1,accessType=1`
  if (!isSame(login.password, hmac('sha256', secret, content).toString('hex'))) return refuse(4, 'wrong password')
  const own = [`tylink/${deviceId}/#`]
  return accept(deviceId, plainRules({ publish: own, subscribe: own, denied: 'close' }))
}

export const makeTuyaLink: MakeCloud = async ({ ca }) => {
  const deviceId = '6catelierdemo1000000nz'
  const deviceSecret = randomHex(8)
  return {
    id: 'tuya-link',
    name: text('Tuya Link', '涂鸦 TuyaLink'),
    product: 'atelierDemo',
    device: deviceId,
    doors: [{ name: 'tls' }],
    authenticate: (login) => verifyTuya({ [deviceId]: deviceSecret }, login),
    demos: (port) => [
      loginDemo('tls', 'Device secret over TLS', '设备密钥，TLS', { deviceId, deviceSecret, host: 'localhost', port: port('tls'), transport: 'tls', ca }),
    ],
  }
}
