import { quoted } from '../../at/quote.ts'
import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import { utf8 } from '../../text/bytes.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Step } from '../../wizard/step.ts'
import { client, openTime, packetTime, promptTime, quick } from './constants.ts'

const note = 'Quectel EC2x&EG9x MQTT application note'
/** The link's own URC ends any wait for an MQTT result: nothing more will come. */
const linkLost = `+QMTSTAT: ${client},`

/** First row of the article's second table, and the keep-alive where the form gives one. */
export function mqttConfigurationSteps(job: Job): readonly Step[] {
  const steps: Step[] = [
    {
      id: 'receive-mode',
      stage: 'mqtt',
      title: text('How messages arrive', '下行消息上报方式'),
      why: text('Whole messages in the URC, with their length.', '消息直接随 URC 上报，并带长度。'),
      source: `${note}, AT+QMTCFG="recv/mode"`,
      send: `AT+QMTCFG="recv/mode",${client},0,1`,
      secrets: [],
      expect: { timeoutMs: quick },
      risk: 'volatile',
    },
  ]
  if (job.keepAlive !== undefined) {
    steps.push({
      id: 'keep-alive',
      stage: 'mqtt',
      title: text('Keep-alive', '心跳间隔'),
      why: text('How long the line may be silent before the modem pings.', '线路静默多久后模组发送心跳。'),
      source: `${note}, AT+QMTCFG="keepalive"`,
      send: `AT+QMTCFG="keepalive",${client},${job.keepAlive}`,
      secrets: [],
      expect: { timeoutMs: quick },
      risk: 'volatile',
    })
  }
  return steps
}

export function connectSteps(job: Job): readonly Step[] {
  const { host, port, tls, clientId, username, password } = job.credential
  const login = [clientId, ...(username === undefined ? [] : [username]), ...(password === undefined ? [] : [password])].map(quoted)
  return [
    {
      id: 'open',
      stage: tls === 'none' ? 'mqtt' : 'tls',
      title: text('Open the connection to the broker', '打开到服务器的连接'),
      why:
        tls === 'none'
          ? text('DNS and TCP; the result comes as a URC after OK.', '域名解析和 TCP 建链；OK 之后结果以 URC 上报。')
          : text('DNS, TCP and the TLS handshake; the result comes as a URC after OK.', '域名解析、TCP 建链和 TLS 握手；OK 之后结果以 URC 上报。'),
      source: `${note}, AT+QMTOPEN`,
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
      why: text('Client ID, user name and password go to the broker; it answers with a CONNACK code.', '把 Client ID、用户名、密码交给服务器，服务器用 CONNACK 返回码应答。'),
      source: `${note}, AT+QMTCONN; MQTT 3.1.1, 3.2.2.3`,
      send: `AT+QMTCONN=${client},${login.join(',')}`,
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

export function exchangeSteps(job: Job): readonly Step[] {
  const { subscribeTopic, subscribeQos, publishTopic, payload, qos, retain } = job.exchange
  const steps: Step[] = []
  if (subscribeTopic !== undefined) {
    steps.push({
      id: 'subscribe',
      stage: 'cloud',
      title: text('Subscribe', '订阅主题'),
      why: text('Before publishing, so that no answer is missed.', '先订阅再发布，避免漏收应答。'),
      source: `${note}, AT+QMTSUB`,
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
  if (publishTopic !== undefined) {
    const messageId = qos === 0 ? 0 : 1
    const size = byteLength(payload)
    steps.push({
      id: 'publish',
      stage: 'cloud',
      title: text('Publish a message', '发布一条消息'),
      why: text(`${size} bytes after the “>” prompt, ended by Ctrl-Z (0x1A).`, `出现“>”后发送 ${size} 字节，以 Ctrl-Z（0x1A）结束。`),
      source: `${note}, AT+QMTPUB`,
      send: `AT+QMTPUB=${client},${messageId},${qos},${retain ? 1 : 0},${quoted(publishTopic)}`,
      secrets: [],
      then: { prompt: '>', promptTimeoutMs: promptTime, bytes: utf8(payload), end: 'ctrl-z', label: payload, secret: false },
      expect: {
        timeoutMs: promptTime,
        urc: {
          prefix: `+QMTPUB: ${client},${messageId},`,
          accept: `^\\+QMTPUB: ${client},${messageId},0(,.*)?$`,
          interim: `^\\+QMTPUB: ${client},${messageId},1(,|$)`,
          timeoutMs: packetTime,
          failurePrefix: linkLost,
        },
      },
      risk: 'volatile',
    })
  }
  return steps
}
