import { quoted } from '../../at/quote.ts'
import { utf8 } from '../../text/bytes.ts'
import { isAddress } from '../../text/is-address.ts'
import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Step } from '../../wizard/step.ts'
import { answerTime, connectTime, dataModeDoc, dataModeEnd, keepAlive, limits, mqttDoc, quick, resolveTime, securityTag, socketDoc } from './constants.ts'

/** #XMQTTEVT's first number: the kinds of event that the plan waits for. */
const event = { connack: 0, disconnect: 1, puback: 3, pubcomp: 6, suback: 7 } as const

const urcOf = (kind: number): string => `#XMQTTEVT: ${kind},`
/** Ends any wait for an MQTT result: nothing more will come. */
const linkLost = urcOf(event.disconnect)

/** Left from an earlier run, or from this one: `ERROR` where there is none. */
export const closing = [{ line: 'AT#XMQTTCON=0', timeoutMs: quick, urcPrefix: linkLost }] as const

const awaited = (kind: number, timeoutMs: number, besides: readonly string[] = []) => ({
  prefix: urcOf(kind),
  accept: `^${urcOf(kind)}0$`,
  timeoutMs,
  failurePrefix: [linkLost, ...besides],
})

const resolveStep = (host: string): Step => ({
  id: 'resolve',
  stage: 'net',
  title: text('Does the name resolve?', '域名能否解析'),
  why: text('AT#XMQTTCON answers ERROR for name, TCP and TLS alike; asked alone, the name is told apart.', 'AT#XMQTTCON 在域名、TCP、TLS 任一步失败都只回 ERROR；先单独查域名就能区分。'),
  source: `${socketDoc}, #XGETADDRINFO`,
  send: `AT#XGETADDRINFO=${quoted(host)}`,
  secrets: [],
  expect: { timeoutMs: resolveTime, line: { prefix: '#XGETADDRINFO:', accept: '^#XGETADDRINFO: "[0-9A-Fa-f]*[.:]' } },
  risk: 'reads',
})

/** Name, client ID and login. The last two go together: what an earlier run left open is closed, and the client ID set again, before the login. */
export function connectSteps(job: Job): readonly Step[] {
  const { host, port, tls, clientId, username = '', password = '' } = job.credential
  const seconds = job.keepAlive ?? keepAlive
  const isSecure = tls !== 'none'
  const values = [1, quoted(username), quoted(password), quoted(host), port, ...(isSecure ? [securityTag] : [])]
  return [
    ...(isAddress(host) ? [] : [resolveStep(host)]),
    {
      id: 'client-id',
      stage: 'mqtt',
      title: text('Client ID and keep-alive', 'Client ID 和心跳'),
      why: text('1: a clean session. Older Serial LTE Modem firmware has the client ID in AT#XMQTTCON instead.', '末尾 1 表示清除会话。老的 Serial LTE Modem 固件把 Client ID 放在 AT#XMQTTCON 里。'),
      source: `${mqttDoc}, #XMQTTCFG`,
      send: `AT#XMQTTCFG=${quoted(clientId)},${seconds},1`,
      secrets: [],
      expect: { timeoutMs: quick },
      recover: [{ when: '^ERROR$', send: closing, why: text('A connection of an earlier run is still open: close it and set it again.', '上次的连接还开着：先断开再设置。') }],
      risk: 'volatile',
      chained: true,
    },
    {
      id: 'connect',
      stage: isSecure ? 'tls' : 'mqtt',
      covers: isSecure ? ['net', 'mqtt'] : ['net'],
      title: text('Connect and log in', '连接服务器并登录'),
      why: isSecure
        ? text(`OK once TCP and TLS stand, with what security tag ${securityTag} holds; then the server’s answer to the login.`, `TCP 和 TLS（使用安全标签 ${securityTag} 的证书）建立后回 OK，再报服务器的登录结果。`)
        : text('OK once TCP stands; then the server’s answer to the login.', 'TCP 建立后回 OK，再报服务器的登录结果。'),
      source: `${mqttDoc}, #XMQTTCON`,
      send: `AT#XMQTTCON=${values.join(',')}`,
      secrets: password === '' ? [] : [password],
      // The module gives a login up when it would ping: after the keep-alive.
      expect: { timeoutMs: connectTime, urc: awaited(event.connack, 1000 * (seconds === 0 ? keepAlive : seconds) + 5_000) },
      opens: true,
      risk: 'volatile',
    },
  ]
}

const subscribeStep = (topic: string, qos: 0 | 1 | 2): Step => ({
  id: 'subscribe',
  stage: 'cloud',
  title: text('Subscribe', '订阅主题'),
  why: text(
    'Before publishing, so that no answer is missed. The event tells that an answer came, not whether the server granted it.',
    '先订阅再发布，避免漏收应答。上报只说明收到了服务器的应答，不区分是否授权。',
  ),
  source: `${mqttDoc}, #XMQTTSUB`,
  send: `AT#XMQTTSUB=${quoted(topic)},${qos}`,
  secrets: [],
  expect: { timeoutMs: quick, urc: awaited(event.suback, answerTime) },
  risk: 'volatile',
})

/** "If the data contains either , or " as characters, it can only be sent in data mode": and line ends, and all that is not ASCII. */
const fitsCommand = (payload: string): boolean => /^[ !#-+\--~]+$/.test(payload) && byteLength(payload) <= limits.inlinePayload

/** What tells that it went out, by QoS; at 0 the result alone does. */
const delivered = { 0: undefined, 1: event.puback, 2: event.pubcomp } as const

function publishStep(topic: string, { payload, qos, retain }: Job['exchange']): Step {
  const isShort = fitsCommand(payload)
  const bytes = utf8(payload + dataModeEnd)
  const kind = delivered[qos]
  const left = '#XDATAMODE: '
  const urc = kind === undefined ? (isShort ? undefined : { prefix: left, accept: `^${left}0$`, timeoutMs: answerTime, failurePrefix: linkLost }) : awaited(kind, answerTime, isShort ? [] : [`${left}-`])
  return {
    id: 'publish',
    stage: 'cloud',
    title: text('Publish a message', '发布一条消息'),
    why: isShort
      ? text(`QoS ${qos}; the message stands in the command.`, `QoS ${qos}；消息直接写在指令里。`)
      : text(
          `QoS ${qos}. A comma or a quotation mark needs data mode: after OK the ${byteLength(payload)} bytes go out as they are, at once, and ${dataModeEnd} ends them; a pause would make two messages.`,
          `QoS ${qos}。消息含逗号或引号时要用数据模式：回 OK 后一次性原样发出 ${byteLength(payload)} 字节，以 ${dataModeEnd} 结束；中途停顿会被拆成两条消息。`,
        ),
    source: isShort ? `${mqttDoc}, #XMQTTPUB` : `${mqttDoc}, #XMQTTPUB; ${dataModeDoc}`,
    send: `AT#XMQTTPUB=${quoted(topic)},"${isShort ? payload : ''}",${qos},${retain ? 1 : 0}`,
    secrets: [],
    ...(!isShort && { then: { prompt: 'OK', promptTimeoutMs: quick, bytes, end: 'length', label: payload + dataModeEnd, secret: false } }),
    expect: { timeoutMs: quick, ...(urc && { urc }) },
    risk: 'volatile',
  }
}

export function exchangeSteps({ exchange }: Job): readonly Step[] {
  const { subscribeTopic, subscribeQos, publishTopic } = exchange
  return [
    ...(subscribeTopic === undefined ? [] : [subscribeStep(subscribeTopic, subscribeQos)]),
    ...(publishTopic === undefined ? [] : [publishStep(publishTopic, exchange)]),
  ]
}
