import { text } from '../../text/local-text.ts'
import type { CloudProfile } from '../profile.ts'
import { tencentAuthorities, tencentCodes, tencentLifetimes, tencentTopics } from './facts.ts'
import { tencentFields } from './fields.ts'
import { tencentInspection } from './inspect.ts'
import { makeLogin } from './login.ts'
import { makePayload } from './payload.ts'
import { makeOldRegistration, makeRegistration } from './register.ts'
import { tencentRules } from './rules.ts'

/** Tencent Cloud IoT Hub and IoT Explorer. */
export const tencentIotHub: CloudProfile = {
  id: 'tencent-iothub',
  name: text('Tencent Cloud IoT Hub / IoT Explorer', '腾讯云物联网通信 / 物联网开发平台'),
  summary: text(
    'Product ID, device name and device key, or a certificate; the password is an HMAC over the user name and expires.',
    '产品 ID、设备名称加设备密钥或证书；密码是对用户名做的 HMAC 签名，有有效期。',
  ),
  fields: tencentFields,
  operations: [
    { id: 'login', title: text('MQTT login', 'MQTT 登录'), summary: text('By device key or by certificate.', '密钥认证或证书认证。'), kind: 'login', make: makeLogin },
    {
      id: 'http-dynreg-v2',
      title: text('Dynamic registration, /device/register', '动态注册 /device/register'),
      summary: text('Get the device key or certificate with the product secret. The present interface.', '用产品密钥换取设备密钥或证书，现行接口。'),
      kind: 'http',
      make: makeRegistration,
    },
    {
      id: 'http-dynreg-v1',
      title: text('Dynamic registration, /register/dev', '动态注册 /register/dev（旧版）'),
      summary: text('The older interface, of IoT Explorer above all.', '旧版接口，多见于物联网开发平台。'),
      kind: 'http',
      make: makeOldRegistration,
    },
    {
      id: 'dynreg-payload',
      title: text('Open a registration’s payload', '解密动态注册的 payload'),
      summary: text('For an answer that a modem printed: AES-128-CBC with the product secret.', '用于模组串口打印的应答：以产品密钥做 AES-128-CBC 解密。'),
      kind: 'tool',
      make: makePayload,
    },
  ],
  inspection: tencentInspection,
  rules: tencentRules,
  topics: tencentTopics,
  codes: tencentCodes,
  authorities: tencentAuthorities,
  lifetimes: tencentLifetimes,
}
