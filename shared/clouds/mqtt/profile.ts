import { text } from '../../text/local-text.ts'
import type { CloudProfile } from '../profile.ts'
import { mqttAuthorities, mqttCodes, mqttTopics } from './facts.ts'
import { mqttFields } from './fields.ts'
import { mqttInspection } from './inspect.ts'
import { makeLogin } from './login.ts'
import { mqttRules } from './rules.ts'

/** Any broker: mosquitto, EMQX, HiveMQ or a company's own. Fields as in MQTT 3.1.1, 3.1 CONNECT. */
export const mqttCloud: CloudProfile = {
  id: 'mqtt',
  name: text('Any MQTT broker', '自建 / 任意 MQTT 服务器'),
  summary: text(
    'A broker of your own or your company’s, with a login and, over TLS, its CA certificate.',
    '自己或公司的 MQTT 服务器：账号密码登录，走 TLS 时使用其 CA 证书。',
  ),
  fields: mqttFields,
  operations: [
    {
      id: 'login',
      title: text('MQTT login', 'MQTT 登录'),
      summary: text('Client ID, user name and password as the broker’s keeper gave them.', '使用服务器管理员给的 Client ID、用户名和密码。'),
      kind: 'login',
      make: makeLogin,
    },
  ],
  inspection: mqttInspection,
  rules: mqttRules,
  topics: mqttTopics,
  codes: mqttCodes,
  authorities: mqttAuthorities,
  lifetimes: [],
}
