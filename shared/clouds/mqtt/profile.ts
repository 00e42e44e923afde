import { text } from '../../text/local-text.ts'
import type { Login, Transport } from '../../signature/login.ts'
import type { Finding } from '../../wizard/plan.ts'
import { file, str } from '../inputs.ts'
import type { CloudProfile, Inputs, Made } from '../profile.ts'
import { mqttFields } from './fields.ts'
import { mqttRules } from './rules.ts'

function makeLogin(inputs: Inputs): Made {
  const tls = str(inputs, 'tls')
  const transport: Transport = tls === 'none' ? 'tcp' : 'tls'
  const port = str(inputs, 'port').trim()
  const [username, password] = [str(inputs, 'username'), str(inputs, 'password')]
  const [ca, certificate, privateKey] = [file(inputs, 'ca'), file(inputs, 'cert'), file(inputs, 'key')]
  const login: Login = {
    host: str(inputs, 'host').trim(),
    port: /^\d+$/.test(port) ? Number(port) : transport === 'tcp' ? 1883 : 8883,
    transport,
    clientId: str(inputs, 'clientId'),
    ...(username !== '' && { username }),
    ...(password !== '' && { password }),
    ...(transport === 'tls' && ca && { ca }),
    ...(tls === 'mutual' && certificate && { certificate }),
    ...(tls === 'mutual' && privateKey && { privateKey }),
  }
  return { login, values: {}, work: [], findings: password !== '' && username === '' ? [lonelyPassword] : [] }
}

const lonelyPassword: Finding = {
  severity: 'error',
  code: 'login.no-username',
  stage: 'mqtt',
  field: 'username',
  what: text('There is a password but no user name.', '填了密码，但没有用户名。'),
  next: text('MQTT 3.1.1 allows a password only with a user name. Enter one.', 'MQTT 3.1.1 规定有密码就必须有用户名，请补上。'),
}

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
  rules: mqttRules,
  topics: () => [],
  codes: [],
  authorities: [],
  lifetimes: [],
}
