import { text } from '../../text/local-text.ts'
import type { CloudProfile } from '../profile.ts'
import { alibabaAuthorities, alibabaCodes, alibabaLifetimes, alibabaTopics } from './facts.ts'
import { alibabaFields } from './fields.ts'
import { makeHttpAuth, makeHttpRegister } from './http.ts'
import { alibabaInspection } from './inspect.ts'
import { makeLogin } from './login.ts'
import { makeMqttRegister } from './register.ts'
import { alibabaRoutes } from './routes.ts'
import { alibabaRules } from './rules.ts'

/** Alibaba Cloud IoT Platform: public and enterprise instances. */
export const alibabaIot: CloudProfile = {
  id: 'alibaba-iot',
  name: text('Alibaba Cloud IoT Platform', '阿里云物联网平台'),
  summary: text('Device certificate: ProductKey, DeviceName, DeviceSecret; the password is an HMAC over them.', '设备三元组登录：密码是用 DeviceSecret 对参数做的 HMAC 签名。'),
  fields: alibabaFields,
  operations: [
    { id: 'login', title: text('MQTT login', 'MQTT 直连'), summary: text('One device, one secret: signed client ID, user name and password.', '一机一密：计算 Client ID、用户名和密码。'), kind: 'login', make: makeLogin },
    { id: 'http-auth', title: text('HTTP authentication', 'HTTP 认证'), summary: text('Fetch iotId and iotToken over HTTP, then log in with them.', '先通过 HTTP 换取 iotId 和 iotToken，再用它们登录 MQTT。'), kind: 'http', make: makeHttpAuth },
    { id: 'http-register', title: text('Register over HTTP', 'HTTP 动态注册'), summary: text('One type, one secret: get the DeviceSecret with the ProductSecret.', '一型一密：用 ProductSecret 换取 DeviceSecret。'), kind: 'http', make: makeHttpRegister },
    { id: 'mqtt-register', title: text('Register over MQTT', 'MQTT 动态注册'), summary: text('One type, one secret over MQTT with TLS, pre-registered or not.', '一型一密：通过 MQTT（TLS）注册，支持预注册和免预注册。'), kind: 'mqtt', make: makeMqttRegister },
  ],
  routes: alibabaRoutes,
  inspection: alibabaInspection,
  rules: alibabaRules,
  topics: alibabaTopics,
  codes: alibabaCodes,
  authorities: alibabaAuthorities,
  lifetimes: alibabaLifetimes,
}
