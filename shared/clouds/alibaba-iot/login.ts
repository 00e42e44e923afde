import type { Login, Transport } from '../../signature/login.ts'
import { assemblyStep } from '../../signature/steps.ts'
import { fixed, name, separator, textOf, value, type Part } from '../../signature/working.ts'
import { text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import { file, str } from '../inputs.ts'
import type { Inputs, Made } from '../profile.ts'
import { signParameters } from './content.ts'
import { endpointOf } from './endpoint.ts'
import { readMethod, type Method } from './method.ts'

const fallback: Method = { algorithm: 'sha256', name: 'hmacsha256' }

export const methodOf = (inputs: Inputs): Method => readMethod(str(inputs, 'signmethod')) ?? fallback
export const ownClientId = (inputs: Inputs): string => str(inputs, 'clientId') || `${str(inputs, 'productKey')}.${str(inputs, 'deviceName')}`
export const isSecure = (transport: Transport): boolean => transport === 'tls' || transport === 'wss'

/** The | | part: what is said about the signature, not what is signed. */
export const extension = (pairs: readonly (readonly [string, string])[]): readonly Part[] => [
  separator('|'),
  ...pairs.flatMap(([key, content], index) => [...(index > 0 ? [separator(',')] : []), name(key), separator('='), value(content, key)]),
  separator('|'),
]

export const userNameParts = (inputs: Inputs): readonly Part[] => [value(str(inputs, 'deviceName'), 'deviceName'), separator('&'), value(str(inputs, 'productKey'), 'productKey')]

/** One device, one secret, straight over MQTT. help.aliyun.com 73742; over WebSocket: 73743. */
export function makeLogin(inputs: Inputs): Made {
  const method = methodOf(inputs)
  const transport = transportOf(inputs)
  const timestamp = str(inputs, 'timestamp')
  const clientId = ownClientId(inputs)
  const securemode = str(inputs, 'securemode') || (isSecure(transport) ? '2' : '3')
  const signature = signParameters(
    { clientId, deviceName: str(inputs, 'deviceName'), productKey: str(inputs, 'productKey'), timestamp },
    str(inputs, 'deviceSecret'),
    'deviceSecret',
    text('DeviceSecret', 'DeviceSecret'),
    method,
  )
  const clientIdParts = [
    value(clientId, 'clientId'),
    ...extension([['securemode', securemode], ['signmethod', method.name], ...(timestamp === '' ? [] : [['timestamp', timestamp] as const])]),
  ]
  const username = userNameParts(inputs)
  const ca = file(inputs, 'ca')
  const login: Login = {
    ...endpointOf(inputs, transport),
    transport,
    ...(!isSecure(transport) || !ca ? {} : { ca }),
    ...((transport === 'ws' || transport === 'wss') && { path: '/mqtt' }),
    clientId: textOf(clientIdParts),
    username: textOf(username),
    password: signature.hex,
  }
  return {
    login,
    values: { content: signature.content },
    work: [...signature.work, assemblyStep('clientId', clientIdParts), assemblyStep('username', username), assemblyStep('password', [fixed(signature.hex)])],
    findings: modeFindings(transport, securemode),
  }
}

export function transportOf(inputs: Inputs): Transport {
  const chosen = str(inputs, 'transport')
  return chosen === 'tcp' || chosen === 'ws' || chosen === 'wss' ? chosen : 'tls'
}

/** A secure mode of another transport than the one chosen. */
export function modeFindings(transport: Transport, securemode: string): Finding[] {
  const fits = securemode === '-2' || (securemode === '2') === isSecure(transport)
  if (fits) return []
  const right = isSecure(transport) ? '2' : '3'
  return [
    {
      severity: 'warning',
      code: 'alibaba.securemode',
      stage: 'cloud',
      field: 'securemode',
      what: text(`securemode=${securemode} does not go with ${transport.toUpperCase()}.`, `securemode=${securemode} 与 ${transport.toUpperCase()} 不匹配。`),
      next: text(
        `Use securemode=${right}. The old public instance takes either; others may refuse the login.`,
        `应为 securemode=${right}。旧版公共实例不检查，其他实例可能拒绝登录。`,
      ),
    },
  ]
}
