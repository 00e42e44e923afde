import { createHash } from 'node:crypto'
import { text } from '../../../../shared/text/local-text.ts'
import { loginDemo } from './demo.ts'
import { accept, plainRules, refuse, type Login, type MakeCloud, type Verdict } from './practice-cloud.ts'
import { isSame, randomText } from './verify.ts'

/*
 * Baidu AI Cloud IoT Core. Sources: Baidu IoT Core documents, "Connect and exchange messages over MQTT" (Akck4811r): user name, password, time stamp
 * within 10 minutes of the server's; "System limits" (3k7o8yehh): keep-alive 30 to 1200 s, client ID of letters, digits, - and _ up to 128, no QoS 2,
 * wills supported, retained messages only on request. Which CONNACK code comes is not documented: 2 for the client ID, 4 for a wrong password, 5 for
 * an unknown device are the standard's meanings. What is outside the limits is closed.
 */

export type BaiduCore = { readonly coreId: string; readonly devices: Readonly<Record<string, string>> }

/** ms */
const skewMs = 600_000

/** `thingidp@{coreId}|{deviceKey}[|{timestamp}][|{algorithm}]`; the time stamp is 0 and the algorithm MD5 when left out. */
const userName = /^thingidp@([^|]+)\|([^|]+?)(?:\|(\d+))?(?:\|(MD5|SHA256))?$/

export function verifyBaidu({ coreId, devices }: BaiduCore, login: Login, now: number): Verdict {
  if (login.keepAlive < 30 || login.keepAlive > 1200) return refuse('close', 'keep-alive outside 30 to 1200 s')
  if (!/^[0-9A-Za-z_-]{1,128}$/.test(login.clientId)) return refuse(2, 'client ID has other characters, or too many')
  const [, core, deviceKey = '', timestamp = '0', algorithm = 'MD5'] = userName.exec(login.username) ?? []
  if (core === undefined) return refuse(4, 'user name not of the form')
  const secret = core === coreId && Object.hasOwn(devices, deviceKey) ? devices[deviceKey] : undefined
  if (secret === undefined) return refuse(5, 'unknown core or device')
  if (timestamp !== '0' && Math.abs(Number(timestamp) * 1000 - now) > skewMs) return refuse(4, 'time stamp more than 10 minutes off')
  // A plain hash with the secret at its end, not an HMAC.
  const wanted = createHash(algorithm.toLowerCase()).update(`${deviceKey}&${timestamp}&${algorithm}${secret}`, 'utf8').digest('hex')
  if (!isSame(login.password, wanted)) return refuse(4, 'wrong password')
  const own = [`$iot/${deviceKey}/#`]
  const rules = plainRules({ publish: own, subscribe: own, denied: 'close' })
  if (login.willTopic !== null && rules.publish({ topic: login.willTopic, qos: 0, retain: false, payload: new Uint8Array() }, () => {}) !== 'take') {
    return refuse('close', 'the will is for a topic of others')
  }
  // Client IDs are free, and one may not be used twice.
  return accept(login.clientId, rules)
}

const deviceKey = 'atelierDemo1'

export const makeBaiduIotCore: MakeCloud = async ({ now, ca }) => {
  const core: BaiduCore = { coreId: 'atelier', devices: { [deviceKey]: randomText(16) } }
  return {
    id: 'baidu-iotcore',
    name: text('Baidu IoT Core', '百度智能云物联网核心套件'),
    product: core.coreId,
    device: deviceKey,
    doors: [{ name: 'tcp' }, { name: 'tls' }, { name: 'wss' }],
    admit: (request) => (request.url?.split('?', 1)[0] === '/mqtt' ? null : 404),
    authenticate: (login) => verifyBaidu(core, login, now()),
    demos: (port) => {
      const device = (algorithm: 'MD5' | 'SHA256', transport: 'tcp' | 'tls' | 'wss') => ({
        coreId: core.coreId,
        deviceKey,
        deviceSecret: core.devices[deviceKey] ?? '',
        algorithm,
        clientId: deviceKey,
        host: 'localhost',
        port: port(transport),
        transport,
        ...(transport !== 'tcp' && { ca }),
      })
      return [
        loginDemo('sha256-tls', 'SHA256 over TLS', 'SHA256，TLS', device('SHA256', 'tls')),
        loginDemo('md5-tcp', 'MD5 over plain TCP', 'MD5，TCP', device('MD5', 'tcp')),
        loginDemo('sha256-wss', 'SHA256 over secure WebSocket', 'SHA256，WebSocket 加密（wss）', device('SHA256', 'wss')),
      ]
    },
  }
}
