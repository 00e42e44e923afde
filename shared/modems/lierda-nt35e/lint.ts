import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Finding } from '../../wizard/plan.ts'
import { lintParameters, lintPayloadLength, lintTransport } from '../common/lint-job.ts'
import { limits } from './constants.ts'

const name = 'NT35E'
const parameterLimits = { host: limits.host, clientId: limits.login, username: limits.login, password: limits.login, topic: limits.topic }

/** Everything that would break the command line or exceed the modem's limits, found before a byte is sent. */
export function lintLierda(job: Job): readonly Finding[] {
  return [
    ...lintParameters({ name, limits: parameterLimits, doubtsCommas: false }, job),
    ...lintPayloadLength(job.exchange.payload, 'AT+LMQTTPUB', limits.payload),
    ...lintTransport(name, job),
    ...lintTls(job),
    ...lintKeepAlive(job),
    ...lintTopicSpaces(job),
  ]
}

/** Of TLS only the switch is documented (`sslenable`), not how a CA gets into the module; a driver's author notes that one must be there first. */
function lintTls({ credential }: Job): Finding[] {
  // What has no WebSocket has no secure one either; once is enough.
  if (credential.tls === 'none' || credential.webSocketPath !== undefined) return []
  const files = credential.tls === 'mutual' || credential.ca !== undefined
  return [
    {
      severity: 'error',
      code: 'modem.tls-not-documented',
      stage: 'tls',
      field: 'transport',
      what: files
        ? text(
            'Certificates cannot be sent to the NT35E from here: its manual’s MQTT chapter has the switch AT+LMQTTCFG="sslenable", not the commands that write them.',
            '无法从这里把证书写入 NT35E：手册的 MQTT 章节只有 AT+LMQTTCFG="sslenable" 开关，没有写证书的指令。',
          )
        : text(
            'No source says that the NT35E connects over TLS without a CA certificate, nor how one is written.',
            '没有资料表明 NT35E 可以不装 CA 证书使用 TLS，也没有写证书的指令说明。',
          ),
      next: text(
        'Use TCP on port 1883 where the cloud allows it, or a Quectel, SIMCom or Luat modem. With Lierda’s SSL manual at hand, set it up in the terminal.',
        '云平台允许时改用 1883 端口 TCP，或换用移远、SIMCom、合宙模组；有利尔达 SSL 手册的，可在终端手动配置。',
      ),
    },
  ]
}

function lintKeepAlive({ keepAlive }: Job): Finding[] {
  if (keepAlive === undefined || keepAlive <= limits.keepAlive) return []
  return [
    {
      severity: 'error',
      code: 'modem.keep-alive',
      stage: 'mqtt',
      field: 'keepAlive',
      what: text(`The ${name} takes a keep-alive of 0 to ${limits.keepAlive} s.`, `${name} 的心跳间隔为 0～${limits.keepAlive} 秒。`),
      next: text('120 s suits most brokers.', '一般用 120 秒。'),
    },
  ]
}

/** The article on this very modem prints its topics with spaces around the device's name; a topic so subscribed to never matches. */
function lintTopicSpaces({ exchange }: Job): Finding[] {
  const topics = [
    ['subscribeTopic', exchange.subscribeTopic],
    ['publishTopic', exchange.publishTopic],
  ] as const
  return topics.flatMap(([field, topic]): Finding[] => {
    if (topic === undefined || !/\S\s+\S/.test(topic)) return []
    return [
      {
        severity: 'warning',
        code: 'modem.topic-space',
        stage: 'cloud',
        field,
        what: text('There is a space inside the topic.', '主题中间有空格。'),
        next: text('Copied from a web page? Delete it, unless the topic really has one.', '是不是从网页复制时带进来的？除非主题本来就有，否则请删掉。'),
      },
    ]
  })
}
