import { text } from '../../../../shared/text/local-text.ts'
import { dpsRules } from './azure-dps.ts'
import { sasProblem } from './azure-sas.ts'
import { demo, loginDemo } from './demo.ts'
import { pemFile } from './pem-file.ts'
import { accept, plainRules, refuse, type Login, type MakeCloud, type Rules, type Verdict } from './practice-cloud.ts'
import { hmac, randomBase64, randomText } from './verify.ts'

/*
 * Azure IoT Hub and its Device Provisioning Service. Sources: Azure documents, "Communicate with an IoT hub using the MQTT protocol": client ID, user
 * name with its api-version, TLS only, QoS 2 closes the connection, a retained message is passed on without being kept, a will for the telemetry
 * topic, one connection a device, only the documented topics; a silence is never allowed to last longer than 1767 s, whatever keep-alive was asked
 * for. A login that fails gets 5, as the issues of the C SDK (373, 806) show.
 */

export type AzureDevice = { readonly auth: 'sas'; readonly key: string } | { readonly auth: 'cert' }

export type AzureHub = {
  readonly host: string
  readonly devices: Map<string, AzureDevice>
  /** A policy with DeviceConnect: its key may stand in for every device's. */
  readonly policy: { readonly name: string; readonly key: string }
  readonly dps: {
    readonly idScope: string
    readonly enrollments: Readonly<Record<string, AzureDevice>>
    /** Base64. Whoever is not enrolled alone signs with a key derived from this one. */
    readonly groupKey: string
  }
}

const rulesOf = (id: string): Rules => {
  const telemetry = [`devices/${id}/messages/events/`, `devices/${id}/messages/events/+`]
  const lists = plainRules({
    publish: [...telemetry, '$iothub/twin/GET/+', '$iothub/twin/PATCH/properties/reported/+', '$iothub/methods/res/+/+'],
    subscribe: [`devices/${id}/messages/devicebound/#`, '$iothub/twin/res/#', '$iothub/twin/PATCH/properties/desired/#', '$iothub/methods/POST/#'],
    denied: 'close',
  })
  return {
    // To the back end, not to other devices: what is published comes back to nobody.
    publish: (publication, send) => (lists.publish({ ...publication, retain: false }, send) === 'take' ? 'drop' : 'close'),
    subscribe: (filter, qos) => lists.subscribe(filter, Math.min(qos, 1)),
  }
}

/** s; one and a half times this is the 1767 s that the load balancer allows. */
const longestKeepAlive = 1177
const capped = ({ keepAlive }: Login) => ({ keepAlive: keepAlive === 0 ? longestKeepAlive : Math.min(keepAlive, longestKeepAlive) })

/** Of a group's member: Base64 of HMAC-SHA256 of its registration ID. Source: Azure documents, "Symmetric key attestation", group enrolments. */
const derivedKey = (groupKey: string, registrationId: string) => hmac('sha256', Buffer.from(groupKey, 'base64'), registrationId).toString('base64')

function verifyProvisioning(hub: AzureHub, login: Login, registrationId: string, now: number): Verdict {
  const { idScope, enrollments, groupKey } = hub.dps
  if (login.clientId !== registrationId) return refuse(5, 'client ID is not the registration ID')
  const alone = Object.hasOwn(enrollments, registrationId) ? enrollments[registrationId] : undefined
  const device = alone ?? { auth: 'sas', key: derivedKey(groupKey, registrationId) }
  const problem =
    device.auth === 'sas'
      ? sasProblem(login.password, [{ policy: 'registration', key: device.key, resources: [`${idScope}/registrations/${registrationId}`] }], now)
      : login.way.certificate?.commonName === registrationId
        ? ''
        : 'no certificate of this registration'
  if (problem !== '') return refuse(5, problem)
  const assign = () => {
    hub.devices.set(registrationId, device)
    return { hub: hub.host, deviceId: registrationId }
  }
  return accept(`dps/${registrationId}`, dpsRules(registrationId, assign), capped(login))
}

export function verifyAzure(hub: AzureHub, login: Login, now: number): Verdict {
  const [, idScope, registrationId] = /^([^/]+)\/registrations\/([^/]+)\/\??api-version=[^&]+/.exec(login.username) ?? []
  if (registrationId !== undefined) {
    return idScope === hub.dps.idScope ? verifyProvisioning(hub, login, registrationId, now) : refuse(5, 'unknown ID scope')
  }
  const [, host, deviceId = ''] = /^([^/]+)\/([^/]+)\/\??api-version=[^&]+/.exec(login.username) ?? []
  if (host === undefined) return refuse(5, 'user name not of the form')
  if (login.clientId !== deviceId) return refuse(5, 'client ID is not the device ID')
  const device = host.toLowerCase() === hub.host ? hub.devices.get(deviceId) : undefined
  if (!device) return refuse(5, 'unknown hub or device')
  if (device.auth === 'cert') {
    if (login.way.certificate?.commonName !== deviceId) return refuse(5, 'no certificate of this device')
  } else {
    const own = `${hub.host}/devices/${deviceId}`
    const signers = [
      { policy: '', key: device.key, resources: [own] },
      { policy: hub.policy.name, key: hub.policy.key, resources: [hub.host, `${hub.host}/devices`, own] },
    ]
    const problem = sasProblem(login.password, signers, now)
    if (problem !== '') return refuse(5, problem)
  }
  const isWillFor = (topic: string) => topic.startsWith(`devices/${deviceId}/messages/events/`)
  if (login.willTopic !== null && !isWillFor(login.willTopic)) return refuse('close', 'the will is not for the telemetry topic')
  return accept(deviceId, rulesOf(deviceId), capped(login))
}

const deviceId = 'atelierDemo1'
const certified = 'atelierCert1'
const enrolled = 'atelier-new-1'
const certifiedEnrolled = 'atelier-cert-1'
const yearMs = 365 * 86_400_000

export const makeAzureIotHub: MakeCloud = async ({ now, ca, authority }) => {
  const [key, enrolledKey] = [randomBase64(32), randomBase64(64)]
  const hub: AzureHub = {
    host: 'atelier-demo.azure-devices.net',
    devices: new Map<string, AzureDevice>([
      [deviceId, { auth: 'sas', key }],
      [certified, { auth: 'cert' }],
    ]),
    policy: { name: 'device', key: randomBase64(32) },
    dps: {
      idScope: `0ne00${randomText(6).toUpperCase()}`,
      enrollments: { [enrolled]: { auth: 'sas', key: enrolledKey }, [certifiedEnrolled]: { auth: 'cert' } },
      groupKey: randomBase64(64),
    },
  }
  const [shown, shownAtDps] = await Promise.all([certified, certifiedEnrolled].map((name) => authority.issue({ name, key: 'p256' })))
  if (!shown || !shownAtDps) throw new Error('no certificates')
  return {
    id: 'azure-iothub',
    name: text('Azure IoT Hub', 'Azure IoT 中心'),
    product: hub.host,
    device: deviceId,
    doors: [
      { name: 'tls', certificates: 'asked' },
      { name: 'wss', certificates: 'asked' },
    ],
    admit: (request) => (request.url?.split('?', 1)[0]?.toLowerCase() === '/$iothub/websocket' ? null : 404),
    authenticate: (login) => verifyAzure(hub, login, now()),
    demos: (port) => {
      const se = String(Math.floor((now() + yearMs) / 1000))
      const to = (transport: 'tls' | 'wss') => ({ host: 'localhost', port: port(transport), transport, ca })
      const sas = { hub: hub.host, deviceId, key, se, auth: 'sas' }
      const dps = { idScope: hub.dps.idScope, ...to('tls') }
      return [
        loginDemo('sas-tls', 'Device key (SAS) over TLS', '设备密钥（SAS），TLS', { ...sas, ...to('tls') }),
        loginDemo(
          'sas-wss',
          'Device key (SAS) over secure WebSocket',
          '设备密钥（SAS），WebSocket 加密（wss）',
          { ...sas, ...to('wss') },
        ),
        loginDemo(
          'sas-policy',
          'Shared access policy “device”, TLS',
          '共享访问策略 device，TLS',
          { ...sas, key: hub.policy.key, skn: hub.policy.name, ...to('tls') },
        ),
        loginDemo('certificate', 'X.509 certificate, TLS', 'X.509 证书，TLS', {
          hub: hub.host,
          deviceId: certified,
          auth: 'cert',
          ...to('tls'),
          cert: pemFile('azure-device.pem', shown.certificate),
          privateKey: pemFile('azure-device.key', shown.privateKey),
        }),
        demo(
          'dps',
          'Device Provisioning Service, individual enrolment',
          '设备预配服务（DPS），单独注册',
          'dps-register',
          { ...dps, registrationId: enrolled, auth: 'sas', enrollment: 'individual', key: enrolledKey, se },
        ),
        demo(
          'dps-group',
          'Device Provisioning Service, group enrolment',
          '设备预配服务（DPS），组注册',
          'dps-register',
          { ...dps, registrationId: 'atelier-new-2', auth: 'sas', enrollment: 'group', key: hub.dps.groupKey, se },
        ),
        demo('dps-certificate', 'Device Provisioning Service, X.509 certificate', '设备预配服务（DPS），X.509 证书', 'dps-register', {
          ...dps,
          registrationId: certifiedEnrolled,
          auth: 'cert',
          cert: pemFile('azure-dps-device.pem', shownAtDps.certificate),
          privateKey: pemFile('azure-dps-device.key', shownAtDps.privateKey),
        }),
      ]
    },
  }
}
