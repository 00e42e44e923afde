import type { Login } from '../../signature/login.ts'
import { assemblyStep } from '../../signature/steps.ts'
import { value } from '../../signature/working.ts'
import { text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import { file, str } from '../inputs.ts'
import type { Inputs, Made } from '../profile.ts'
import { endpointOf, transportOf } from './endpoint.ts'
import { deviceResource, productResource } from './resource.ts'
import { signToken, type Token, type TokenParameters } from './token.ts'

const parametersOf = (inputs: Inputs): TokenParameters => ({
  et: str(inputs, 'et'),
  method: str(inputs, 'method'),
  res: str(inputs, 'res'),
  version: str(inputs, 'version'),
})

const expiryOf = (et: string): { readonly expiresAt?: number } => (/^\d{1,12}$/.test(et) ? { expiresAt: Number(et) * 1000 } : {})

const tokenStep = ({ parts }: Token) => assemblyStep('password', parts, text('Each value URL-encoded once.', '各参数值做一次 URL 编码。'))

/** Client ID: the device’s name. User name: the product ID. Password: the token. OneNET documents, “Device development manual”. */
export function makeLogin(inputs: Inputs): Made {
  const [productId, deviceName] = [str(inputs, 'productId'), str(inputs, 'deviceName')]
  const parameters = parametersOf(inputs)
  const token = signToken(parameters, str(inputs, 'key'))
  const transport = transportOf(inputs)
  const ca = file(inputs, 'ca')
  const login: Login = {
    ...endpointOf(inputs),
    transport,
    ...(transport === 'tls' && ca && { ca }),
    clientId: deviceName,
    username: productId,
    password: token.token,
  }
  return {
    login,
    values: { sign: token.sign, token: token.token },
    ...expiryOf(parameters.et),
    work: [...token.work, assemblyStep('clientId', [value(deviceName, 'deviceName')]), assemblyStep('username', [value(productId, 'productId')]), tokenStep(token)],
    findings: resourceFindings(productId, deviceName, parameters.res),
  }
}

/** The token alone: for the platform's HTTP interface, and for checking tools. */
export function makeToken(inputs: Inputs): Made {
  const [productId, deviceName] = [str(inputs, 'productId'), str(inputs, 'deviceName')]
  const parameters = parametersOf(inputs)
  const token = signToken(parameters, str(inputs, 'key'))
  return {
    values: { sign: token.sign, token: token.token, ...(deviceName !== '' && { clientId: deviceName }), ...(productId !== '' && { username: productId }) },
    ...expiryOf(parameters.et),
    work: [...token.work, tokenStep(token)],
    findings: parameters.res === '' ? [noResource] : [],
  }
}

const noResource: Finding = {
  severity: 'error',
  code: 'input.missing',
  stage: 'mqtt',
  field: 'res',
  what: text('res is empty.', '“res”还没有填。'),
  next: text('For example: products/Ck2AF9QD2K/devices/test', '例如：products/Ck2AF9QD2K/devices/test'),
}

/** A token opens what its `res` names, and nothing else. */
function resourceFindings(productId: string, deviceName: string, res: string): Finding[] {
  if (res === '' || productId === '' || deviceName === '') return []
  const own = deviceResource(productId, deviceName)
  if (res === own) return []
  if (res === productResource(productId)) {
    return [
      {
        severity: 'warning',
        code: 'onenet.product-res',
        stage: 'cloud',
        field: 'res',
        what: text('res names the whole product: it goes with the product’s access_key only.', 'res 是产品级：只能配合产品的 access_key 使用。'),
        next: text(`With the device’s own key it is ${own}`, `用设备密钥时应为 ${own}`),
      },
    ]
  }
  return [
    {
      severity: 'error',
      code: 'onenet.res-other-device',
      stage: 'cloud',
      field: 'res',
      what: text('res names something other than this device.', 'res 指向的不是这个设备。'),
      next: text(`It should be: ${own}`, `应为：${own}`),
    },
  ]
}
