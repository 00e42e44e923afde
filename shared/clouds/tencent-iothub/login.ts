import { hmac } from '../../signature/digest.ts'
import type { Login, Transport } from '../../signature/login.ts'
import { assemblyStep, base64KeyStep, contentStep, digestStep, parametersStep } from '../../signature/steps.ts'
import { fixed, name, separator, textOf, value, type Part, type WorkStep } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { lenientBase64 } from '../../text/encodings.ts'
import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Finding } from '../../wizard/plan.ts'
import { file, str } from '../inputs.ts'
import type { Inputs, Made } from '../profile.ts'
import { endpointOf, isSecure, isWebSocket, transportOf } from './endpoint.ts'
import { identityParts, userNameParts } from './identity.ts'
import { algorithmOf, methodOf } from './method.ts'
import { hubPayloadBytes } from './rules.ts'

/** By key or by certificate. cloud.tencent.com 634/46346 (TCP), 634/46347 (WebSocket); IoT Explorer has the same (1081/102803). */
export function makeLogin(inputs: Inputs): Made {
  const isCertificate = str(inputs, 'auth') === 'cert'
  const transport = transportOf(inputs)
  const clientId = identityParts(inputs)
  const username = userNameParts(inputs)
  const password = isCertificate ? undefined : signed(inputs, username)
  const [ca, certificate, privateKey] = [file(inputs, 'ca'), file(inputs, 'cert'), file(inputs, 'privateKey')]
  const expiresAt = endOf(str(inputs, 'expiry'))
  const login: Login = {
    ...endpointOf(inputs, transport),
    transport,
    // The path is not documented; the Python SDK and what runs in browsers use this one.
    ...(isWebSocket(transport) && { path: '/mqtt' }),
    clientId: textOf(clientId),
    username: textOf(username),
    ...(password && { password: textOf(password.parts) }),
    ...(isSecure(transport) && ca && { ca }),
    ...(isCertificate && isSecure(transport) && { ...(certificate && { certificate }), ...(privateKey && { privateKey }) }),
  }
  return {
    login,
    values: password ? { content: textOf(username) } : {},
    ...(expiresAt !== undefined && { expiresAt }),
    work: [
      ...(password?.work ?? []),
      assemblyStep('clientId', clientId, text('Product ID and device name, nothing between them.', '产品 ID 和设备名称直接拼接，中间没有任何字符。')),
      assemblyStep('username', username, text('Client ID, sdkappid, connid and expiry, with semicolons.', 'Client ID、sdkappid、connid、expiry，用分号隔开。')),
      assemblyStep('password', password?.parts ?? [], password ? text('Digest, semicolon, sign method.', '摘要，分号，签名算法。') : anyPassword),
    ],
    findings: [...transportFindings(isCertificate, transport), ...payloadFindings(inputs)],
  }
}

const anyPassword = text('Not checked for certificate devices: any text, or none.', '证书认证不校验密码，可填任意内容，也可不填。')

function signed(inputs: Inputs, username: readonly Part[]): { readonly parts: readonly Part[]; readonly work: readonly WorkStep[] } {
  const method = methodOf(inputs)
  const key = lenientBase64(str(inputs, 'psk')) ?? new Uint8Array()
  const hex = toHex(hmac(algorithmOf(method), key, utf8(textOf(username))))
  const parameters = ['productId', 'deviceName', 'sdkAppId', 'connId', 'expiry'].flatMap((parameter) => [
    name(parameter),
    value(str(inputs, parameter), parameter),
  ])
  return {
    parts: [fixed(hex), separator(';'), value(method, 'method')],
    work: [
      parametersStep(parameters, text('All of the user name is signed, and nothing else.', '参与签名的就是整个用户名，没有别的内容。')),
      contentStep(username, text('The user name, exactly as it is sent.', '即用户名原文，与发送的一字不差。')),
      base64KeyStep(text('device key (psk)', '设备密钥（psk）'), toHex(key)),
      digestStep(algorithmOf(method), hex, text(`${method}, written as ${hex.length} lower-case hex digits.`, `${method}，写成 ${hex.length} 位小写十六进制。`)),
    ],
  }
}

/** ms; undefined for times that no calendar has, such as the SDKs' LONG_MAX. */
function endOf(expiry: string): number | undefined {
  const end = /^\d{1,19}$/.test(expiry) ? Number(expiry) * 1000 : Number.NaN
  return end <= 8.64e15 ? end : undefined
}

function transportFindings(isCertificate: boolean, transport: Transport): Finding[] {
  if (!isCertificate || isSecure(transport)) return []
  const other = transport === 'ws' ? 'wss' : 'TLS'
  return [
    {
      severity: 'error',
      code: 'tencent.certificate-transport',
      stage: 'tls',
      field: 'transport',
      what: text(`A device certificate needs TLS, which ${transport.toUpperCase()} is not.`, `证书认证必须走 TLS，${transport.toUpperCase()} 是明文。`),
      next: text(`Choose ${other}.`, `请改选 ${other}。`),
    },
  ]
}

/** IoT Explorer's limit stands in the rules. */
function payloadFindings(inputs: Inputs): Finding[] {
  const bytes = byteLength(str(inputs, 'payload'))
  if (str(inputs, 'service') === 'explorer' || bytes <= hubPayloadBytes) return []
  return [
    {
      severity: 'error',
      code: 'cloud.payload-length',
      stage: 'cloud',
      field: 'payload',
      what: text(`The message has ${bytes} bytes; IoT Hub takes ${hubPayloadBytes}.`, `消息有 ${bytes} 字节，物联网通信最多 ${hubPayloadBytes} 字节。`),
      next: text('Split it; IoT Explorer would take 65536.', '请拆分发送；物联网开发平台允许 65536 字节。'),
    },
  ]
}
