import type { Login } from '../../signature/login.ts'
import { assemblyStep } from '../../signature/steps.ts'
import { fixed, textOf, value } from '../../signature/working.ts'
import { text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import { file, str } from '../inputs.ts'
import type { Circumstances, Inputs, Made } from '../profile.ts'
import { endpointOf, transportOf } from './endpoint.ts'
import { hourMs, hourRemark, parseHour } from './hour.ts'
import { clientIdParts, passwordOf, passwordSteps } from './signature.ts'

export const isByCertificate = (inputs: Inputs): boolean => str(inputs, 'auth') === 'cert'
export const signTypeOf = (inputs: Inputs): '0' | '1' => (str(inputs, 'signType') === '1' ? '1' : '0')

/** By secret or by certificate; the client ID has the same parts, as Huawei's device SDKs send it. iot_06_v5_3009. */
export function makeLogin(inputs: Inputs, { now }: Circumstances): Made {
  const [deviceId, secret, timestamp] = [str(inputs, 'deviceId'), str(inputs, 'secret'), str(inputs, 'timestamp')]
  const isCertified = isByCertificate(inputs)
  const signType = signTypeOf(inputs)
  const clientId = clientIdParts(deviceId, [
    [signType, 'signType'],
    [timestamp, 'timestamp'],
  ])
  const transport = transportOf(inputs)
  const [ca, certificate, privateKey] = [file(inputs, 'ca'), file(inputs, 'cert'), file(inputs, 'privateKey')]
  const password = passwordOf(timestamp, secret)
  const login: Login = {
    ...endpointOf(inputs),
    transport,
    ...(transport === 'wss' && { path: '/mqtt' }),
    ...(transport !== 'tcp' && ca && { ca }),
    ...(isCertified && transport !== 'tcp' && certificate && { certificate }),
    ...(isCertified && transport !== 'tcp' && privateKey && { privateKey }),
    clientId: textOf(clientId),
    username: deviceId,
    ...(!isCertified && { password }),
  }
  const hour = parseHour(timestamp)
  return {
    login,
    values: {},
    // Taken from the hour before the stamp's, until the hour after it is over.
    ...(!isCertified && signType === '1' && hour !== undefined && { startsAt: hour - hourMs, expiresAt: hour + 2 * hourMs }),
    work: [
      ...(isCertified ? [] : passwordSteps(timestamp, secret, 'secret')),
      assemblyStep('clientId', clientId, text('Device ID, 0, sign type and time stamp.', '设备 ID、0、签名类型、时间戳，用下划线连接。')),
      assemblyStep('username', [value(deviceId, 'deviceId')]),
      ...(isCertified ? [] : [assemblyStep('password', [fixed(password)])]),
    ],
    findings: [...hostFindings(inputs), ...hourFindings(inputs, now), ...(isCertified && transport === 'tcp' ? [certificateNeedsTls] : [])],
  }
}

const certificateNeedsTls: Finding = {
  severity: 'error',
  code: 'huawei.certificate-needs-tls',
  stage: 'tls',
  field: 'transport',
  what: text('A certificate is shown during the TLS handshake; plain TCP has none.', '设备证书在 TLS 握手时出示，TCP 明文无法使用。'),
  next: text('Use TLS.', '请改用 TLS。'),
}

/** Each standard or enterprise instance has an address of its own: without it the device is not found. */
function hostFindings(inputs: Inputs): Finding[] {
  if (str(inputs, 'host').trim() !== '' || str(inputs, 'instance') !== '') return []
  return [
    {
      severity: 'warning',
      code: 'huawei.basic-host',
      stage: 'cloud',
      field: 'host',
      what: text('No address was entered: that of the basic edition is used.', '没有填接入地址，使用的是基础版的地址。'),
      next: text(
        'Standard and enterprise instances have one each: console → IoTDA Instances → the instance → Overview → Access Information.',
        '标准版和企业版每个实例都有自己的地址：控制台 → IoTDA 实例 → 实例卡片 → 总览 → 接入信息。',
      ),
    },
  ]
}

export function hourFindings(inputs: Inputs, now: number): Finding[] {
  const remark = signTypeOf(inputs) === '1' && !isByCertificate(inputs) ? hourRemark(str(inputs, 'timestamp'), now) : undefined
  return remark ? [{ severity: 'warning', stage: 'cloud', field: 'timestamp', ...remark }] : []
}
