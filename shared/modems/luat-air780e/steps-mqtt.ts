import { quoted } from '../../at/quote.ts'
import { utf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Job } from '../../wizard/credential.ts'
import { fillsIn, knownSecrets } from '../../wizard/fills.ts'
import type { Step } from '../../wizard/step.ts'
import { guide, keepAlive as usualKeepAlive, limits, losses, manual, openTime, packetTime, promptTime, quick } from './constants.ts'
import { escapeMessage } from './escape.ts'
import { messageModeOf } from './fields.ts'

/** Everything in quotation marks: without them a comma in the client ID (Alibaba's) ends the value. */
function configureStep(job: Job): Step {
  const { clientId, username, password } = job.credential
  const values = username === undefined && password === undefined ? [clientId] : [clientId, username ?? '', password ?? '']
  const send = `AT+MCONFIG=${values.map(quoted).join(',')}`
  return {
    id: 'configure',
    stage: 'mqtt',
    title: text('Login', '登录参数'),
    why: text('Client ID, user name and password; kept in the modem until the login.', 'Client ID、用户名和密码，先写进模组，登录时使用。'),
    source: `${manual}, chapter 16, AT+MCONFIG`,
    send,
    ...fillsIn(job, send),
    secrets: knownSecrets(job, password),
    expect: { timeoutMs: quick },
    risk: 'volatile',
  }
}

function openStep({ credential: { host, port, tls } }: Job): Step {
  const isSecure = tls !== 'none'
  return {
    id: 'open',
    ...(isSecure ? { stage: 'tls' as const, covers: ['net'] as const } : { stage: 'net' as const }),
    title: text('Open the connection to the broker', '打开到服务器的连接'),
    why: isSecure
      ? text('DNS, TCP and the TLS handshake; OK only says that it has begun, CONNECT OK that it is done.', '域名解析、TCP 建链和 TLS 握手；OK 只表示开始，CONNECT OK 才是连上。')
      : text('DNS and TCP; OK only says that it has begun, CONNECT OK that it is done.', '域名解析和 TCP 建链；OK 只表示开始，CONNECT OK 才是连上。'),
    source: `${manual}, chapter 16, AT+${isSecure ? 'SSL' : ''}MIPSTART`,
    send: `AT+${isSecure ? 'SSL' : ''}MIPSTART=${quoted(host)},${port}`,
    secrets: [],
    expect: {
      timeoutMs: quick,
      urc: { prefix: 'CONNECT ', accept: '^CONNECT OK$', timeoutMs: openTime, failurePrefix: ['ALREADY CONNECT', ...losses] },
    },
    recover: [
      {
        when: '^ALREADY CONNECT$',
        send: [
          { line: 'AT+MDISCONNECT', timeoutMs: quick },
          { line: 'AT+MIPCLOSE', timeoutMs: quick },
        ],
        why: text('The connection is still open from an earlier run: close it and open it again.', '连接还是上次打开的状态：先关闭再重新打开。'),
      },
    ],
    risk: 'volatile',
    // A server drops who stays silent for 5 s; the guide warns of it in capitals.
    chained: true,
  }
}

const loginStep = (job: Job): Step => ({
  id: 'connect',
  stage: 'mqtt',
  title: text('Log in (MQTT CONNECT)', 'MQTT 登录'),
  why: text('At once after CONNECT OK, or the server hangs up. A refusal shows as CLOSED, without a code.', 'CONNECT OK 后要立刻发，否则会被服务器踢掉。登录被拒只会出现 CLOSED，没有错误码。'),
  source: `${manual}, chapter 16, AT+MCONNECT`,
  send: `AT+MCONNECT=1,${job.keepAlive ?? usualKeepAlive}`,
  secrets: [],
  expect: { timeoutMs: quick, urc: { prefix: 'CONNACK', accept: '^CONNACK OK$', timeoutMs: packetTime, failurePrefix: losses } },
  risk: 'volatile',
})

/** Set each time: what a module starts with differs by firmware. */
function messageModeStep(job: Job): Step {
  const mode = messageModeOf(job)
  return {
    id: 'receive-mode',
    stage: 'mqtt',
    title: text('How messages arrive', '下行消息上报方式'),
    why:
      mode === '0'
        ? text('0: whole messages in the URC, with their length.', '0：消息直接随 URC 上报，并带长度。')
        : text('1: kept in four slots; the URC only names the slot. AT+MQTTMSGGET reads them, a fifth overwrites the oldest.', '1：缓存模式，共 4 个位置，URC 只报位置号；用 AT+MQTTMSGGET 读取，第 5 条会覆盖最早的。'),
    source: `${guide}, AT+MQTTMSGSET`,
    send: `AT+MQTTMSGSET=${mode}`,
    secrets: [],
    expect: { timeoutMs: quick },
    risk: 'volatile',
    undo: { read: { send: 'AT+MQTTMSGSET?', pattern: '^\\+MQTTMSGSET: ?(\\d)' }, send: 'AT+MQTTMSGSET={before}', timeoutMs: quick },
  }
}

export const connectSteps = (job: Job): readonly Step[] => [configureStep(job), openStep(job), loginStep(job)]

const subscribeStep = (topic: string, qos: number): Step => ({
  id: 'subscribe',
  stage: 'cloud',
  title: text('Subscribe', '订阅主题'),
  why: text('Before publishing, so that no answer is missed.', '先订阅再发布，避免漏收应答。'),
  source: `${manual}, chapter 16, AT+MSUB`,
  send: `AT+MSUB=${quoted(topic)},${qos}`,
  secrets: [],
  expect: { timeoutMs: quick, urc: { prefix: 'SUBACK', accept: '^SUBACK$', timeoutMs: packetTime, failurePrefix: ['ERROR', ...losses] } },
  risk: 'volatile',
})

/** Control characters that the guide gives no escape for, and messages that escapes make too long, go as raw bytes. */
const fitsInline = (payload: string, written: string): boolean => byteLength(written) <= limits.payload && !/[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]/.test(payload)

/** What the broker's answer is called at each QoS; 0 has none. */
const acknowledgements = [undefined, 'PUBACK', 'PUBCOMP'] as const

function publishStep({ exchange: { payload, qos, retain } }: Job, topic: string): Step {
  const written = escapeMessage(payload)
  const isInline = fitsInline(payload, written)
  const size = byteLength(payload)
  const head = `${quoted(topic)},${qos},${retain ? 1 : 0}`
  const answer = acknowledgements[qos]
  return {
    id: 'publish',
    stage: 'cloud',
    title: text('Publish a message', '发布一条消息'),
    why: isInline
      ? text('In quotes; quotes, backslashes and line ends in it are written as \\22, \\5C, \\0D, \\0A.', '消息放在引号内；其中的引号、反斜杠和换行写成 \\22、\\5C、\\0D、\\0A。')
      : text(`Exactly ${size} bytes after the “>” prompt.`, `出现“>”后正好发送 ${size} 字节。`),
    source: `${manual}, chapter 16, AT+${isInline ? 'MPUB' : 'MPUBEX'}`,
    send: isInline ? `AT+MPUB=${head},"${written}"` : `AT+MPUBEX=${head},${size}`,
    secrets: [],
    ...(!isInline && { then: { prompt: '>', promptTimeoutMs: promptTime, bytes: utf8(payload), end: 'length', label: payload, secret: false } }),
    expect: {
      timeoutMs: promptTime,
      ...(answer !== undefined && {
        urc: { prefix: answer, accept: `^${answer}$`, timeoutMs: packetTime, failurePrefix: losses },
      }),
    },
    risk: 'volatile',
  }
}

const readStep: Step = {
  id: 'read-messages',
  stage: 'cloud',
  title: text('Read the kept messages', '读取缓存的消息'),
  why: text('Takes all that arrived so far; the slots are free again. Send it anew after each +MSUB: <slot>.', '一次读出所有缓存的消息并清空位置；以后每次出现 +MSUB: <序号> 再发一次。'),
  source: `${guide}, AT+MQTTMSGGET`,
  send: 'AT+MQTTMSGGET',
  secrets: [],
  expect: { timeoutMs: promptTime },
  risk: 'reads',
}

export const exchangeSteps = (job: Job): readonly Step[] => [messageModeStep(job), ...messageSteps(job)]

/** On a connection whose message mode is set. */
export function messageSteps(job: Job): readonly Step[] {
  const { subscribeTopic, subscribeQos, publishTopic } = job.exchange
  return [
    ...(subscribeTopic === undefined ? [] : [subscribeStep(subscribeTopic, subscribeQos)]),
    ...(publishTopic === undefined ? [] : [publishStep(job, publishTopic)]),
    ...(subscribeTopic !== undefined && messageModeOf(job) === '1' ? [readStep] : []),
  ]
}
