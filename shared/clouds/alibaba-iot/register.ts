import { assemblyStep } from '../../signature/steps.ts'
import { fixed, textOf, value } from '../../signature/working.ts'
import { jsonObject } from '../../text/json-object.ts'
import { text } from '../../text/local-text.ts'
import { file, str } from '../inputs.ts'
import type { Inputs, Made, Talk } from '../profile.ts'
import { signParameters } from './content.ts'
import { endpointOf } from './endpoint.ts'
import { extension, methodOf, userNameParts } from './login.ts'

/**
 * One type, one secret over MQTT, TLS only: the login itself is the request, and the secret arrives as a message nobody subscribed to.
 * help.aliyun.com 132111. `regnwl` has securemode -2 there.
 */
export function makeMqttRegister(inputs: Inputs): Made {
  const method = methodOf(inputs)
  const [deviceName, productKey, random, instanceId] = ['deviceName', 'productKey', 'random', 'instanceId'].map((key) => str(inputs, key)) as [string, string, string, string]
  const isNew = str(inputs, 'authType') === 'regnwl'
  const { content, hex, work } = signParameters({ deviceName, productKey, random }, str(inputs, 'productSecret'), 'productSecret', text('ProductSecret', 'ProductSecret'), method)
  const clientIdParts = [
    value(deviceName, 'deviceName'),
    ...extension([
      ['securemode', isNew ? '-2' : '2'],
      ['authType', isNew ? 'regnwl' : 'register'],
      ['random', random],
      ['signmethod', method.name],
      ...(instanceId === '' ? [] : [['instanceId', instanceId] as const]),
    ]),
  ]
  const username = userNameParts(inputs)
  const ca = file(inputs, 'ca')
  return {
    login: { ...endpointOf(inputs, 'tls'), transport: 'tls', ...(ca && { ca }), clientId: textOf(clientIdParts), username: textOf(username), password: hex },
    talk: talkOf(inputs, isNew),
    values: { content },
    work: [...work, assemblyStep('clientId', clientIdParts), assemblyStep('username', username), assemblyStep('password', [fixed(hex)])],
    findings: [],
  }
}

const talkOf = (inputs: Inputs, isNew: boolean): Talk => ({
  subscribe: [],
  read: (topic, payload) => {
    if (topic !== (isNew ? '/ext/regnwl' : '/ext/register')) return { kind: 'wait' }
    const answer = jsonObject(payload) ?? {}
    const { productKey, deviceName } = inputs
    if (isNew && typeof answer['deviceToken'] === 'string' && typeof answer['clientId'] === 'string') {
      return {
        kind: 'done',
        inputs: {},
        login: { clientId: `${answer['clientId']}|securemode=-2,authType=connwl|`, username: textOf(userNameParts(inputs)), password: answer['deviceToken'] },
        remarks: [text('deviceToken is the MQTT password from now on; keep it with the client ID.', '以后用 deviceToken 作为 MQTT 密码，请和 Client ID 一起保存。')],
      }
    }
    if (!isNew && typeof answer['deviceSecret'] === 'string') {
      return { kind: 'done', inputs: { productKey, deviceName, deviceSecret: answer['deviceSecret'] }, remarks: [text('Keep the DeviceSecret.', '请保存 DeviceSecret。')] }
    }
    return {
      kind: 'failed',
      failure: {
        code: 'alibaba.register.unreadable',
        stage: 'cloud',
        what: text('The registration answered without a secret.', '注册应答里没有密钥。'),
        next: text('Check in the console whether the device exists and was activated already.', '请到控制台确认设备是否存在、是否已经激活。'),
      },
    }
  },
})
