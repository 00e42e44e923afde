import type { Login, Transport } from '../../signature/login.ts'
import { text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import { file, str } from '../inputs.ts'
import type { Inputs, Made } from '../profile.ts'
import { portOf, presetIdOf, presetOf, transportOf } from './presets.ts'

/** Nothing is computed: what the broker's keeper gave, in its places. */
export function makeLogin(inputs: Inputs): Made {
  const tls = str(inputs, 'tls')
  const transport = transportOf(inputs)
  const isSecure = transport === 'tls' || transport === 'wss'
  const port = str(inputs, 'port').trim()
  const { username, password } = userOf(inputs)
  const [ca, certificate, privateKey] = [file(inputs, 'ca'), file(inputs, 'cert'), file(inputs, 'key')]
  const login: Login = {
    host: str(inputs, 'host').trim(),
    port: /^\d+$/.test(port) ? Number(port) : portOf(inputs),
    transport,
    ...((transport === 'ws' || transport === 'wss') && { path: str(inputs, 'path').trim() || '/mqtt' }),
    clientId: str(inputs, 'clientId'),
    ...(username !== '' && { username }),
    ...(password !== '' && { password }),
    ...(isSecure && ca && { ca }),
    ...(tls === 'mutual' && certificate && { certificate }),
    ...(tls === 'mutual' && privateKey && { privateKey }),
  }
  return {
    login,
    values: {},
    work: [],
    findings: [...(password !== '' && username === '' ? [lonelyPassword] : []), ...thingsBoardFindings(inputs, transport)],
  }
}

function userOf(inputs: Inputs): { readonly username: string; readonly password: string } {
  const { token } = presetOf(inputs)
  if (token === undefined) return { username: str(inputs, 'username'), password: str(inputs, 'password') }
  return { username: str(inputs, 'accessToken'), password: token === 'key' ? str(inputs, 'projectKey') : '' }
}

const lonelyPassword: Finding = {
  severity: 'error',
  code: 'login.no-username',
  stage: 'mqtt',
  field: 'username',
  what: text('There is a password but no user name.', '填了密码，但没有用户名。'),
  next: text('MQTT 3.1.1 allows a password only with a user name. Enter one.', 'MQTT 3.1.1 规定有密码就必须有用户名，请补上。'),
}

/** What its documents exclude and an ordinary broker has. */
function thingsBoardFindings(inputs: Inputs, transport: Transport): Finding[] {
  if (presetIdOf(inputs) !== 'thingsboard') return []
  const found: Finding[] = []
  if (transport === 'ws' || transport === 'wss') {
    found.push({
      severity: 'warning',
      code: 'mqtt.no-websocket',
      stage: 'mqtt',
      field: 'transport',
      what: text('ThingsBoard names no WebSocket among its ways to connect by MQTT.', 'ThingsBoard 的 MQTT 接入没有提供 WebSocket 方式。'),
      next: text('Use TCP (1883) or TLS (8883), unless something in front of it speaks WebSocket.', '请用 TCP（1883）或 TLS（8883），除非前面另有支持 WebSocket 的代理。'),
    })
  }
  for (const [field, topic] of [['qos', 'publishTopic'], ['subscribeQos', 'subscribeTopic']] as const) {
    if (str(inputs, field) !== '2' || str(inputs, topic) === '') continue
    found.push({
      severity: 'error',
      code: 'cloud.qos',
      stage: 'cloud',
      field,
      what: text('ThingsBoard refuses QoS 2.', 'ThingsBoard 不支持 QoS 2。'),
      next: text('Use QoS 1 or lower.', '请用 QoS 1 或更低。'),
    })
  }
  return found
}
