import { text } from '../../text/local-text.ts'
import type { CloudProfile } from '../profile.ts'
import { makeBootstrap } from './bootstrap.ts'
import { huaweiAuthorities, huaweiCodes, huaweiLifetimes, huaweiTopics } from './facts.ts'
import { huaweiFields } from './fields.ts'
import { huaweiInspection } from './inspect.ts'
import { makeLogin } from './login.ts'
import { huaweiRules } from './rules.ts'

/** Huawei Cloud IoT Device Access. */
export const huaweiIotda: CloudProfile = {
  id: 'huawei-iotda',
  name: text('Huawei Cloud IoTDA', '华为云设备接入 IoTDA'),
  summary: text('Device ID and secret, or a certificate; the password is an HMAC of the secret under the UTC hour.', '设备 ID 加密钥或证书；密码是以 UTC 小时为 key 对密钥做的 HMAC。'),
  fields: huaweiFields,
  operations: [
    { id: 'login', title: text('MQTT login', 'MQTT 登录'), summary: text('By secret, with or without checked time stamp, or by certificate.', '密钥认证（可选是否校验时间戳）或证书认证。'), kind: 'login', make: makeLogin },
    {
      id: 'bootstrap',
      title: text('Device provisioning', '设备发放（注册组）'),
      summary: text('A registration group with a secret: fetch the access address and the device’s secret.', '密钥注册组：获取接入地址和设备密钥。'),
      kind: 'mqtt',
      make: makeBootstrap,
    },
  ],
  inspection: huaweiInspection,
  rules: huaweiRules,
  topics: huaweiTopics,
  codes: huaweiCodes,
  authorities: huaweiAuthorities,
  lifetimes: huaweiLifetimes,
}
