import { text } from '../../text/local-text.ts'
import type { CloudProfile } from '../profile.ts'
import { oneNetAuthorities, oneNetCodes, oneNetLifetimes, oneNetTopics } from './facts.ts'
import { oneNetFields } from './fields.ts'
import { oneNetInspection } from './inspect.ts'
import { makeLogin, makeToken } from './login.ts'
import { oneNetRules } from './rules.ts'

/** China Mobile OneNET: OneNET Studio and the MQTT suite. */
export const oneNet: CloudProfile = {
  id: 'onenet',
  name: text('China Mobile OneNET', '中国移动 OneNET'),
  summary: text('Product ID, device name and key; the password is a token with an expiry date.', '产品 ID、设备名称加密钥；密码是带过期时间的 token。'),
  fields: oneNetFields,
  operations: [
    { id: 'login', title: text('MQTT login', 'MQTT 登录'), summary: text('Client ID, user name, and the token as password.', '计算 Client ID、用户名和作为密码的 token。'), kind: 'login', make: makeLogin },
    { id: 'token', title: text('Token', '仅计算 token'), summary: text('The token alone, for any resource: also for the HTTP interface.', '对任意资源计算 token，也可用于平台 API。'), kind: 'tool', make: makeToken },
  ],
  inspection: oneNetInspection,
  rules: oneNetRules,
  topics: oneNetTopics,
  codes: oneNetCodes,
  authorities: oneNetAuthorities,
  lifetimes: oneNetLifetimes,
}
