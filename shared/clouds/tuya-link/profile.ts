import { text } from '../../text/local-text.ts'
import type { CloudProfile } from '../profile.ts'
import { tuyaAuthorities, tuyaCodes, tuyaLifetimes, tuyaTopics } from './facts.ts'
import { tuyaFields } from './fields.ts'
import { tuyaInspection } from './inspect.ts'
import { makeLogin } from './login.ts'
import { tuyaRules } from './rules.ts'

/** Tuya’s cloud for devices of one’s own. */
export const tuyaLink: CloudProfile = {
  id: 'tuya-link',
  name: text('Tuya Link', '涂鸦 TuyaLink'),
  summary: text('DeviceID and DeviceSecret, HMAC-SHA256; TLS only.', 'DeviceID 加 DeviceSecret，用 HMAC-SHA256 签名；只支持 TLS。'),
  fields: tuyaFields,
  operations: [{ id: 'login', title: text('MQTT login', 'MQTT 登录'), summary: text('Client ID, user name and signed password.', '生成 Client ID、用户名和签名密码。'), kind: 'login', make: makeLogin }],
  inspection: tuyaInspection,
  rules: tuyaRules,
  topics: tuyaTopics,
  codes: tuyaCodes,
  authorities: tuyaAuthorities,
  lifetimes: tuyaLifetimes,
}
