import { quoted } from '../../at/quote.ts'
import { utf8 } from '../../text/bytes.ts'
import { byteLength } from '../../text/suspicious.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Recovery, Step } from '../../wizard/step.ts'
import { acceptTime, client, configTime, limits, manual, openTime, packetTime, promptTime } from './constants.ts'

/** The link's own URC ends any wait for a result: nothing more will come. State 0 is a link in order. */
const linkLost = `+LMQTTURC: STATS,${client},`
const linkInOrder = `^\\+LMQTTURC: STATS,${client},0(,|$)`

export type Setting = { readonly key: string; readonly values: string; readonly title: Text; readonly why: Text; readonly secrets?: readonly string[] }

const line = ({ key, values }: Setting): string => `AT+LMQTTCFG="${key}",${client},${values}`

/** Before every opening, in the chain with it: a setting lasts for one connection, so that a retry has to write it again. */
const configure = (setting: Setting): Step => ({
  id: `set-${setting.key.replace('/', '-')}`,
  stage: 'mqtt',
  title: setting.title,
  why: setting.why,
  source: `${manual}, AT+LMQTTCFG="${setting.key}"`,
  send: line(setting),
  secrets: setting.secrets ?? [],
  expect: { timeoutMs: configTime },
  risk: 'volatile',
  chained: true,
})

/** What holds for every cloud. */
export function settingsOf(job: Job): readonly Setting[] {
  return [
    { key: 'version', values: '4', title: text('MQTT 3.1.1', 'MQTT 版本 3.1.1'), why: text('Settings hold for the next connection only, so all are written first.', '配置只对下一次连接有效，所以每次都先写一遍。') },
    { key: 'session', values: '1', title: text('Clean session', '清除会话'), why: text('The broker forgets what an earlier session left.', '服务器不保留上次会话的订阅和消息。') },
    ...(job.keepAlive === undefined
      ? []
      : [{ key: 'keepalive', values: String(job.keepAlive), title: text('Keep-alive', '心跳间隔'), why: text('How long the line may be silent before the modem pings.', '线路静默多久后模组发送心跳。') }]),
    { key: 'cache', values: '0', title: text('Messages at once', '下行直接上报'), why: text('Whole messages in the URC, instead of a note that one waits for AT+LMQTTREAD.', '消息直接随 URC 上报，不用 AT+LMQTTREAD 去读。') },
    { key: 'recv/mode', values: '0,1', title: text('Messages with their length', '下行带长度'), why: text('As text, with the length in front: line ends inside a message do no harm.', '按文本上报并带长度，消息里有换行也不会断开。') },
    { key: 'urc', values: '1', title: text('Results of publishing', '上报发布结果'), why: text('Without it no +LMQTTPUB tells that the broker has the message.', '不打开就收不到 +LMQTTPUB，无法确认消息已送达。') },
  ]
}

export const configurationSteps = (settings: readonly Setting[]): readonly Step[] => settings.map(configure)

/** Closing takes the settings away, so they are written again. */
const reopening = (settings: readonly Setting[]): Recovery => ({
  when: `^\\+LMQTTOPEN: ${client},-1,2$`,
  send: [
    { line: `AT+LMQTTCLOSE=${client}`, timeoutMs: configTime, urcPrefix: `+LMQTTCLOSE: ${client},` },
    ...settings.map((setting) => ({ line: line(setting), timeoutMs: configTime })),
  ],
  why: text(
    'The connection is still open from an earlier run: close it, write the settings again and open it.',
    '连接还是上次打开的状态：先关闭，重写配置，再重新打开。',
  ),
})

export function openStep(job: Job, settings: readonly Setting[]): Step {
  const { host, port } = job.credential
  return {
    id: 'open',
    stage: 'net',
    title: text('Open the connection to the broker', '打开到服务器的连接'),
    why: text('DNS and TCP; the result comes as a URC, after OK or before it.', '域名解析和 TCP 建链；结果以 URC 上报，可能在 OK 之后，也可能在之前。'),
    source: `${manual}, AT+LMQTTOPEN`,
    send: `AT+LMQTTOPEN=${client},${quoted(host)},${port}`,
    // They stand in the recovery.
    secrets: settings.flatMap(({ secrets = [] }) => secrets),
    expect: {
      timeoutMs: acceptTime,
      urc: { prefix: `+LMQTTOPEN: ${client},`, accept: `^\\+LMQTTOPEN: ${client},0$`, timeoutMs: openTime, failurePrefix: linkLost, interim: linkInOrder },
    },
    recover: [reopening(settings)],
    risk: 'volatile',
    // Brokers drop a connection that stays silent for 5 to 10 s: CONNECT follows with no person in between.
    chained: true,
  }
}

/** `values`: client ID, user name and password, as far as they are sent. */
export function connectStep(values: readonly string[], why: Text, secrets: readonly string[]): Step {
  return {
    id: 'connect',
    stage: 'mqtt',
    title: text('Log in (MQTT CONNECT)', 'MQTT 登录'),
    why,
    source: `${manual}, AT+LMQTTCONN; MQTT 3.1.1, 3.2.2.3`,
    send: `AT+LMQTTCONN=${client},${values.map(quoted).join(',')}`,
    secrets,
    expect: {
      timeoutMs: acceptTime,
      urc: {
        prefix: `+LMQTTCONN: ${client},`,
        accept: `^\\+LMQTTCONN: ${client},0(,0)?$`,
        interim: `^\\+LMQTTCONN: ${client},1$|${linkInOrder}`,
        timeoutMs: packetTime,
        failurePrefix: linkLost,
      },
    },
    risk: 'volatile',
  }
}

/** The login that the cloud's profile computed. */
export function loginStep({ credential: { clientId, username, password } }: Job): Step {
  const user = username ?? (password === undefined ? undefined : '')
  return connectStep(
    [clientId, user, password].filter((value) => value !== undefined),
    text('Client ID, user name and password go to the broker; it answers with a CONNACK code.', '把 Client ID、用户名、密码交给服务器，服务器用 CONNACK 返回码应答。'),
    password === undefined ? [] : [password],
  )
}

/** Identifiers pair a result with its command; each step has its own, so that a late one answers nothing else. */
const subscriptionId = 1
const publicationId = 2

function subscribeStep(topic: string, qos: number): Step {
  const result = `+LMQTTSUBUNSUB: ${client},${subscriptionId},`
  return {
    id: 'subscribe',
    stage: 'cloud',
    title: text('Subscribe', '订阅主题'),
    why: text('Before publishing, so that no answer is missed.', '先订阅再发布，避免漏收应答。'),
    source: `${manual}, AT+LMQTTSUBUNSUB`,
    send: `AT+LMQTTSUBUNSUB=${client},0,${subscriptionId},${quoted(topic)},${qos}`,
    secrets: [],
    expect: {
      timeoutMs: acceptTime,
      urc: { prefix: result, accept: `^\\${result}0(,[012])?$`, timeoutMs: packetTime, failurePrefix: linkLost, interim: linkInOrder },
    },
    capture: [{ name: 'granted-qos', label: text('Granted QoS', '授予 QoS'), pattern: `^\\${result}0,([012])$` }],
    risk: 'volatile',
  }
}

/** Nothing in it ends the quotes or the line: it may stand in the command, as in the source article. */
const isPlain = (payload: string): boolean => byteLength(payload) <= limits.inline && !/["\u0000-\u001f\u007f]/.test(payload)

function publishStep({ exchange: { payload, qos, retain } }: Job, topic: string): Step {
  const id = qos === 0 ? 0 : publicationId
  const size = byteLength(payload)
  const head = `AT+LMQTTPUB=${client},${id},${qos},${retain ? 1 : 0},${quoted(topic)},${size}`
  const result = `+LMQTTPUB: ${client},${id},`
  const isInline = isPlain(payload)
  return {
    id: 'publish',
    stage: 'cloud',
    title: text('Publish a message', '发布一条消息'),
    why: isInline
      ? text(`${size} bytes, counted, in the command itself.`, `消息 ${size} 字节，直接写在指令里。`)
      : text(`Exactly ${size} bytes after the “>” prompt: quotes and line ends pass as they are.`, `出现“>”后正好发送 ${size} 字节，引号和换行都原样通过。`),
    source: `${manual}, AT+LMQTTPUB`,
    send: isInline ? `${head},${quoted(payload)}` : head,
    secrets: [],
    ...(!isInline && { then: { prompt: '>', promptTimeoutMs: promptTime, bytes: utf8(payload), end: 'length', label: payload, secret: false } }),
    expect: {
      timeoutMs: acceptTime,
      urc: {
        prefix: result,
        // 1: sent, but the acknowledgement was not as expected; measured, the message arrives. Not so with extend 7, a wrong parameter.
        accept: `^\\${result}(0|1(,6)?)$`,
        timeoutMs: packetTime,
        failurePrefix: linkLost,
        interim: linkInOrder,
      },
    },
    risk: 'volatile',
  }
}

export function exchangeSteps(job: Job): readonly Step[] {
  const { subscribeTopic, subscribeQos, publishTopic } = job.exchange
  return [
    ...(subscribeTopic === undefined ? [] : [subscribeStep(subscribeTopic, subscribeQos)]),
    ...(publishTopic === undefined ? [] : [publishStep(job, publishTopic)]),
  ]
}
