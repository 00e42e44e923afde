import { hmac } from '../../signature/digest.ts'
import { assemblyStep, base64KeyStep, digestStep } from '../../signature/steps.ts'
import { fixed, textOf, value } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { lenientBase64 } from '../../text/encodings.ts'
import { asWords, jsonObject } from '../../text/json-object.ts'
import { text } from '../../text/local-text.ts'
import { file, str } from '../inputs.ts'
import type { Circumstances, Inputs, Made, Talk } from '../profile.ts'
import { bootstrapEndpointOf } from './endpoint.ts'
import { hourFindings, signTypeOf } from './login.ts'
import { clientIdParts, passwordOf, passwordSteps } from './signature.ts'

/**
 * A registration group with a secret: the device is created on its first login and told where to go. Device provisioning (IoTDP), “Registration group with
 * secret authentication” (iot_03_00018): the device's secret is an HMAC over the group's, with the device ID as key; hex, and the client ID with the scope, as in
 * Huawei's device SDKs for C, Java and Go.
 */
export function makeBootstrap(inputs: Inputs, { now }: Circumstances): Made {
  const [deviceId, scopeId, timestamp] = [str(inputs, 'deviceId'), str(inputs, 'scopeId'), str(inputs, 'timestamp')]
  const groupSecret = lenientBase64(str(inputs, 'groupSecret')) ?? new Uint8Array()
  const secret = toHex(hmac('sha256', utf8(deviceId), groupSecret))
  const clientId = clientIdParts(deviceId, [
    [scopeId, 'scopeId'],
    [signTypeOf(inputs), 'signType'],
    [timestamp, 'timestamp'],
  ])
  const password = passwordOf(timestamp, secret)
  const ca = file(inputs, 'ca')
  return {
    login: { ...bootstrapEndpointOf(inputs), transport: 'tls', ...(ca && { ca }), clientId: textOf(clientId), username: deviceId, password },
    talk: talkOf(deviceId, secret),
    values: {},
    work: [
      base64KeyStep(text('group secret (the message here)', '注册组密钥（这里作为消息）'), toHex(groupSecret)),
      digestStep('sha256', secret, text('Its key is the device ID. The 64 hex digits are the device’s secret.', '以设备 ID 为 key，得到的 64 位十六进制就是设备密钥。')),
      ...passwordSteps(timestamp, secret, 'groupSecret'),
      assemblyStep('clientId', clientId, text('Device ID, 0, scope ID, sign type and time stamp.', '设备 ID、0、ScopeID、签名类型、时间戳，用下划线连接。')),
      assemblyStep('username', [value(deviceId, 'deviceId')]),
      assemblyStep('password', [fixed(password)]),
    ],
    findings: hourFindings(inputs, now),
  }
}

/** The request is empty; the answer is the address, for groups with the secret to use there. iot_03_0004, iot_03_0005. */
const talkOf = (deviceId: string, derived: string): Talk => ({
  subscribe: [`$oc/devices/${deviceId}/sys/bootstrap/down`],
  first: { topic: `$oc/devices/${deviceId}/sys/bootstrap/up`, payload: '' },
  read: (topic, payload) => {
    if (topic !== `$oc/devices/${deviceId}/sys/bootstrap/down`) return { kind: 'wait' }
    const answer = jsonObject(payload) ?? {}
    const address = /^([^:/\s]+)(?::(\d{1,5}))?$/.exec(asWords(answer['address']).trim())
    if (address?.[1] !== undefined) {
      const secret = asWords(answer['deviceSecret']) || derived
      return {
        kind: 'done',
        inputs: { deviceId, secret, host: address[1], ...(address[2] !== undefined && { port: address[2] }) },
        remarks: [text('Log in at this address from now on, and keep the secret.', '以后请用这个地址登录，并保存设备密钥。')],
      }
    }
    const [code, message] = [asWords(answer['errorCode']), asWords(answer['errorMsg'])]
    return {
      kind: 'failed',
      failure: {
        code: 'huawei.bootstrap.refused',
        stage: 'cloud',
        what:
          code === ''
            ? text('The provisioning service answered without an address.', '设备发放的应答里没有接入地址。')
            : text(`The provisioning service refused: ${code} ${message}`, `设备发放失败：${code} ${message}`),
        next: text('Check the group’s strategy: its keyword must occur in group name and device ID.', '检查注册组的发放策略：关键字必须出现在“注册组名称 + 设备 ID”里。'),
      },
    }
  },
})
