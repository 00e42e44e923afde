import { quoted } from '../../at/quote.ts'
import { text, type Text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import { utf8 } from '../../text/bytes.ts'
import type { Credential, Job } from '../../wizard/credential.ts'
import type { Step } from '../../wizard/step.ts'
import { client, openTime, packetTime, promptTime, quick } from './constants.ts'
import type { QuectelModel } from './models.ts'
import { undoOf } from './undo.ts'

/** The link's own URC ends any wait for an MQTT result: nothing more will come. */
const linkLost = `+QMTSTAT: ${client},`

const configure = (id: string, setting: string, title: Text, why: Text, { notes }: QuectelModel): Step => ({
  id,
  stage: 'mqtt',
  title,
  why,
  source: `${notes.mqtt}, AT+QMTCFG`,
  send: `AT+QMTCFG=${setting}`,
  secrets: [],
  expect: { timeoutMs: quick },
  risk: 'volatile',
  undo: undoOf(`AT+QMTCFG=${setting}`),
})

/** First row of the article's second table, the protocol where the model is told, and the keep-alive where the form gives one. */
export function mqttConfigurationSteps(model: QuectelModel, job: Job): readonly Step[] {
  const { version, tellsLength } = model
  return [
    ...(version === undefined
      ? []
      : [configure('version', `"version",${client},${version}`, text('MQTT 3.1.1', 'MQTT 3.1.1'), text('Some firmware starts with 3.1, which clouds refuse.', '部分固件默认 3.1，云平台会拒绝。'), model)]),
    ...(tellsLength
      ? [configure('receive-mode', `"recv/mode",${client},0,1`, text('How messages arrive', '下行消息上报方式'), text('Whole messages in the URC, with their length.', '消息直接随 URC 上报，并带长度。'), model)]
      : []),
    ...(job.keepAlive === undefined
      ? []
      : [configure('keep-alive', `"keepalive",${client},${job.keepAlive}`, text('Keep-alive', '心跳间隔'), text('How long the line may be silent before the modem pings.', '线路静默多久后模组发送心跳。'), model)]),
  ]
}

export function connectSteps({ notes }: QuectelModel, job: Job, login: Pick<Credential, 'clientId' | 'username' | 'password'> = job.credential): readonly Step[] {
  const { host, port, tls } = job.credential
  const { clientId, username, password } = login
  const values = [clientId, ...(username === undefined ? [] : [username]), ...(password === undefined ? [] : [password])].map(quoted)
  return [
    {
      id: 'open',
      ...(tls === 'none' ? { stage: 'net' as const } : { stage: 'tls' as const, covers: ['net'] as const }),
      title: text('Open the connection to the broker', '打开到服务器的连接'),
      why:
        tls === 'none'
          ? text('DNS and TCP; the result comes as a URC after OK.', '域名解析和 TCP 建链；OK 之后结果以 URC 上报。')
          : text('DNS, TCP and the TLS handshake; the result comes as a URC after OK.', '域名解析、TCP 建链和 TLS 握手；OK 之后结果以 URC 上报。'),
      source: `${notes.mqtt}, AT+QMTOPEN`,
      send: `AT+QMTOPEN=${client},${quoted(host)},${port}`,
      secrets: [],
      expect: {
        timeoutMs: quick,
        urc: { prefix: `+QMTOPEN: ${client},`, accept: `^\\+QMTOPEN: ${client},0$`, timeoutMs: openTime, failurePrefix: linkLost },
      },
      recover: [
        {
          // 2: the client index is in use, as after an earlier run.
          when: `^\\+QMTOPEN: ${client},2$`,
          send: [{ line: `AT+QMTCLOSE=${client}`, timeoutMs: quick, urcPrefix: `+QMTCLOSE: ${client},` }],
          why: text(`Client ${client} is still open from an earlier run: close it and open it again.`, `客户端 ${client} 还是上次打开的状态：先关闭再重新打开。`),
        },
      ],
      risk: 'volatile',
      // Brokers drop a connection that stays silent for 5 to 10 s: CONNECT follows with no person in between.
      chained: true,
    },
    {
      id: 'connect',
      stage: 'mqtt',
      title: text('Log in (MQTT CONNECT)', 'MQTT 登录'),
      why:
        login === job.credential
          ? text('Client ID, user name and password go to the broker; it answers with a CONNACK code.', '把 Client ID、用户名、密码交给服务器，服务器用 CONNACK 返回码应答。')
          : text('The client ID alone; user name and password come from the module.', '只带 Client ID，用户名和密码由模组补上。'),
      source: `${notes.mqtt}, AT+QMTCONN; MQTT 3.1.1, 3.2.2.3`,
      send: `AT+QMTCONN=${client},${values.join(',')}`,
      secrets: password === undefined ? [] : [password],
      expect: {
        timeoutMs: quick,
        // A vendor tutorial prints success without the CONNACK code.
        urc: {
          prefix: `+QMTCONN: ${client},`,
          accept: `^\\+QMTCONN: ${client},0(,0)?$`,
          interim: `^\\+QMTCONN: ${client},1(,|$)`,
          timeoutMs: packetTime,
          failurePrefix: linkLost,
        },
      },
      risk: 'volatile',
    },
  ]
}

export function exchangeSteps(model: QuectelModel, job: Job): readonly Step[] {
  const { subscribeTopic, subscribeQos, publishTopic, payload, qos, retain } = job.exchange
  const steps: Step[] = []
  if (subscribeTopic !== undefined) {
    steps.push({
      id: 'subscribe',
      stage: 'cloud',
      title: text('Subscribe', '订阅主题'),
      why: text('Before publishing, so that no answer is missed.', '先订阅再发布，避免漏收应答。'),
      source: `${model.notes.mqtt}, AT+QMTSUB`,
      send: `AT+QMTSUB=${client},1,${quoted(subscribeTopic)},${subscribeQos}`,
      secrets: [],
      expect: {
        timeoutMs: quick,
        urc: {
          prefix: `+QMTSUB: ${client},1,`,
          accept: `^\\+QMTSUB: ${client},1,0(,[012])?$`,
          interim: `^\\+QMTSUB: ${client},1,1(,|$)`,
          timeoutMs: packetTime,
          failurePrefix: linkLost,
        },
      },
      capture: [{ name: 'granted-qos', label: text('Granted QoS', '授予 QoS'), pattern: `^\\+QMTSUB: ${client},1,0,([012])$` }],
      risk: 'volatile',
    })
  }
  if (publishTopic !== undefined) steps.push(publishStep(model, { topic: publishTopic, payload, qos, retain }))
  return steps
}

type Publication = { readonly topic: string; readonly payload: string; readonly qos: 0 | 1 | 2; readonly retain: boolean }

function publishStep({ publish, notes }: QuectelModel, { topic, payload, qos, retain }: Publication): Step {
  const messageId = qos === 0 ? 0 : 1
  const size = byteLength(payload)
  const command = publish === 'length' ? 'QMTPUBEX' : 'QMTPUB'
  const head = `AT+${command}=${client},${messageId},${qos},${retain ? 1 : 0},${quoted(topic)}`
  const data = { prompt: '>', promptTimeoutMs: promptTime, bytes: utf8(payload), label: payload, secret: false } as const
  const manner = {
    'ctrl-z': () => ({
      send: head,
      why: text(`${size} bytes after the “>” prompt, ended by Ctrl-Z (0x1A).`, `出现“>”后发送 ${size} 字节，以 Ctrl-Z（0x1A）结束。`),
      then: { ...data, end: 'ctrl-z' as const },
    }),
    length: () => ({
      send: `${head},${size}`,
      why: text(`Exactly ${size} bytes after the “>” prompt, nothing behind them.`, `出现“>”后发送 ${size} 字节，不多不少，不加结束符。`),
      then: { ...data, end: 'length' as const },
    }),
    // Made for this manner alone: a line end, which the others carry, cannot be quoted.
    inline: () => ({
      send: `${head},${quoted(payload.replaceAll('"', "'"))}`,
      why: text('The message stands in the command; double quotes are written as single ones.', '消息写在指令里，双引号改写成单引号。'),
    }),
  }[publish]()
  return {
    id: 'publish',
    stage: 'cloud',
    title: text('Publish a message', '发布一条消息'),
    source: `${notes.mqtt}, AT+${command}`,
    secrets: [],
    ...manner,
    expect: {
      timeoutMs: promptTime,
      urc: {
        prefix: `+${command}: ${client},${messageId},`,
        accept: `^\\+${command}: ${client},${messageId},0(,.*)?$`,
        interim: `^\\+${command}: ${client},${messageId},1(,|$)`,
        timeoutMs: packetTime,
        failurePrefix: linkLost,
      },
    },
    risk: 'volatile',
  }
}
