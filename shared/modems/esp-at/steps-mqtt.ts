import type { Login } from '../../signature/login.ts'
import { utf8 } from '../../text/bytes.ts'
import { text } from '../../text/local-text.ts'
import { byteLength, isAscii } from '../../text/suspicious.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Step } from '../../wizard/step.ts'
import { connectTime, guide, mqttTime, promptTime } from './constants.ts'
import { commandLimit, quoted, schemeOf, userLines } from './login-commands.ts'

const partTitles = {
  MQTTUSERCFG: text('How to connect and who logs in', '连接方式和登录参数'),
  MQTTLONGCLIENTID: text('Long client ID', '超长 Client ID'),
  MQTTLONGUSERNAME: text('Long user name', '超长用户名'),
  MQTTLONGPASSWORD: text('Long password', '超长密码'),
} as const

/** AT+MQTTUSERCFG, and a command with a prompt for each value that does not fit into it. */
export function loginSteps(login: Login): readonly Step[] {
  const { password = '' } = login
  return userLines(login).map(({ send, data, secret }): Step => {
    const command = (/^AT\+(\w+)=/.exec(send)?.[1] ?? 'MQTTUSERCFG') as keyof typeof partTitles
    return {
      id: command.toLowerCase(),
      stage: 'mqtt',
      title: partTitles[command],
      why: data
        ? text(`${data.length} bytes, too long for AT+MQTTUSERCFG: after the prompt they go as they are, with no line end.`, `${data.length} 字节，放不进 AT+MQTTUSERCFG：提示符后原样发送，不带换行。`)
        : text(`Scheme ${schemeOf(login)}: transport, and what is checked. Comma, quotation mark and backslash are escaped by a backslash.`, `方案 ${schemeOf(login)}：决定传输方式和校验内容。逗号、引号、反斜杠前要加反斜杠转义。`),
      source: `${guide}, AT+${command}`,
      send,
      secrets: secret && !data ? [...new Set([password, quoted(password).slice(1, -1)])] : [],
      ...(data && { then: { prompt: '>', promptTimeoutMs: mqttTime, bytes: utf8(data.text), end: 'length', label: secret ? '••••••' : data.text, secret, followsOk: true } }),
      expect: { timeoutMs: mqttTime },
      ...(!data && {
        recover: [
          {
            when: '^ERROR$',
            send: [{ line: 'AT+MQTTCLEAN=0', timeoutMs: mqttTime }],
            why: text('A connection of an earlier run may still be there: close it and set it again.', '可能还留着上次的连接：先清除再设置。'),
          },
        ],
      }),
      risk: 'volatile',
    }
  })
}

export function connectSteps(job: Job, login: Login): readonly Step[] {
  const steps: Step[] = []
  if (job.keepAlive !== undefined) {
    steps.push({
      id: 'keep-alive',
      stage: 'mqtt',
      title: text('Keep-alive', '心跳间隔'),
      why: text('How long the line may be silent before the module pings; no will message.', '线路静默多久后模组发送心跳；不设遗嘱。'),
      source: `${guide}, AT+MQTTCONNCFG`,
      send: `AT+MQTTCONNCFG=0,${job.keepAlive},0,"","",0,0`,
      secrets: [],
      expect: { timeoutMs: mqttTime },
      risk: 'volatile',
    })
  }
  steps.push({
    id: 'connect',
    stage: 'mqtt',
    covers: job.credential.tls === 'none' ? ['net'] : ['net', 'tls'],
    title: text('Connect and log in', '连接并登录'),
    why: text('Name, TCP, TLS, WebSocket and MQTT CONNECT in one command. The last 0: no reconnecting, so that a refused login is not repeated all the time.', '域名解析、TCP、TLS、WebSocket 和 MQTT 登录一条指令完成。最后的 0 表示不自动重连，避免登录被拒后反复重试。'),
    source: `${guide}, AT+MQTTCONN`,
    send: `AT+MQTTCONN=0,${quoted(login.host)},${login.port},0`,
    secrets: [],
    expect: {
      timeoutMs: connectTime,
      urc: { prefix: '+MQTTCONNECTED:0,', accept: `^\\+MQTTCONNECTED:0,${schemeOf(login)},`, timeoutMs: promptTime, failurePrefix: '+MQTTDISCONNECTED:0' },
    },
    opens: true,
    risk: 'volatile',
  })
  return steps
}

/** The message fits into AT+MQTTPUB without escapes: anything else is sent after a prompt, byte by byte as it is. */
function shortPublish(topic: string, { payload, qos, retain }: Job['exchange']): string | undefined {
  const send = `AT+MQTTPUB=0,${quoted(topic)},"${payload}",${qos},${retain ? 1 : 0}`
  return isAscii(payload) && !/[\\,"\x00-\x1f]/.test(payload) && byteLength(send) + 2 < commandLimit ? send : undefined
}

export function exchangeSteps({ exchange }: Job): readonly Step[] {
  const { subscribeTopic, subscribeQos, publishTopic, payload, qos, retain } = exchange
  const steps: Step[] = []
  if (subscribeTopic !== undefined) {
    steps.push({
      id: 'subscribe',
      stage: 'cloud',
      title: text('Subscribe', '订阅主题'),
      why: text('Before publishing, so that no answer is missed.', '先订阅再发布，避免漏收应答。'),
      source: `${guide}, AT+MQTTSUB`,
      send: `AT+MQTTSUB=0,${quoted(subscribeTopic)},${subscribeQos}`,
      secrets: [],
      expect: { timeoutMs: mqttTime },
      risk: 'volatile',
    })
  }
  if (publishTopic !== undefined) {
    const short = shortPublish(publishTopic, exchange)
    const bytes = utf8(payload)
    steps.push({
      id: 'publish',
      stage: 'cloud',
      title: text('Publish a message', '发布一条消息'),
      why: short ? text('The message stands in the command.', '消息直接写在指令里。') : text(`${bytes.length} bytes after the “>” prompt, nothing escaped.`, `出现“>”后原样发送 ${bytes.length} 字节，不用转义。`),
      source: `${guide}, ${short ? 'AT+MQTTPUB' : 'AT+MQTTPUBRAW'}`,
      send: short ?? `AT+MQTTPUBRAW=0,${quoted(publishTopic)},${bytes.length},${qos},${retain ? 1 : 0}`,
      secrets: [],
      ...(!short && { then: { prompt: '>', promptTimeoutMs: mqttTime, bytes, end: 'length', label: payload, secret: false, followsOk: true } }),
      expect: {
        timeoutMs: mqttTime,
        ...(!short && { urc: { prefix: '+MQTTPUB:', accept: '^\\+MQTTPUB:OK$', timeoutMs: mqttTime, failurePrefix: '+MQTTDISCONNECTED:0' } }),
      },
      risk: 'volatile',
    })
  }
  return steps
}
