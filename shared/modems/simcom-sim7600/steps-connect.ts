import { quoted } from '../../at/quote.ts'
import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Recovery, Step } from '../../wizard/step.ts'
import { client, keepAlive, mqttManual, negotiateSeconds, operationSeconds, packetSeconds, quick, serviceTime, tlsContext } from './constants.ts'

/** The link's own URC ends any wait for an MQTT result: nothing more will come. */
export const linkLost = `+CMQTTCONNLOST: ${client},`

/** What an earlier run may have left, undone in the manual's order; what is not there answers an error that does not matter. */
export const closing: Recovery['send'] = [
  { line: `AT+CMQTTDISC=${client},${packetSeconds}`, timeoutMs: quick, urcPrefix: `+CMQTTDISC: ${client},` },
  { line: `AT+CMQTTREL=${client}`, timeoutMs: quick },
  { line: 'AT+CMQTTSTOP', timeoutMs: quick, urcPrefix: '+CMQTTSTOP:' },
]

const bind = `AT+CMQTTSSLCFG=${client},${tlsContext}`

/** From the service to the login, in one breath: a retry begins with the service, for a failed connection forgets its TLS context. */
export function connectSteps(job: Job): readonly Step[] {
  const { host, port, tls, clientId, username, password } = job.credential
  const isSecure = tls !== 'none'
  const user = username ?? (password === undefined ? undefined : '')
  const login = [user, password].filter((value) => value !== undefined).map(quoted)
  return [
    {
      id: 'start',
      stage: 'mqtt',
      title: text('Start the MQTT service', '启动 MQTT 服务'),
      why: text('Brings the data connection up for MQTT. The result comes before or after OK, by firmware.', '为 MQTT 激活数据连接。不同固件的结果可能在 OK 之前或之后。'),
      source: `${mqttManual}, AT+CMQTTSTART`,
      send: 'AT+CMQTTSTART',
      secrets: [],
      expect: { timeoutMs: serviceTime, urc: { prefix: '+CMQTTSTART:', accept: '^\\+CMQTTSTART: 0$', timeoutMs: serviceTime } },
      recover: [
        {
          when: '^ERROR$|^\\+CMQTTSTART: 23$',
          send: closing,
          why: text('The service is still running from an earlier run: stop it and start it again.', 'MQTT 服务还是上次启动的：先停止再重新启动。'),
        },
      ],
      risk: 'volatile',
      chained: true,
    },
    {
      id: 'acquire',
      stage: 'mqtt',
      title: text('Acquire a client', '申请客户端'),
      why: isSecure ? text('The client ID, and 1 for TLS.', '设置 Client ID；1 表示 TLS。') : text('The client ID, and 0 for TCP.', '设置 Client ID；0 表示 TCP。'),
      source: `${mqttManual}, AT+CMQTTACCQ`,
      send: `AT+CMQTTACCQ=${client},${quoted(clientId)},${isSecure ? 1 : 0}`,
      secrets: [],
      expect: { timeoutMs: quick },
      risk: 'volatile',
      chained: true,
    },
    ...(isSecure
      ? [
          {
            id: 'tls-bind',
            stage: 'tls',
            title: text('Use the TLS settings', '绑定 TLS 设置'),
            why: text(`Client ${client} takes TLS context ${tlsContext}; a failed connection forgets it.`, `客户端 ${client} 使用 TLS 上下文 ${tlsContext}；连接失败后会被清除。`),
            source: `${mqttManual}, AT+CMQTTSSLCFG`,
            send: bind,
            secrets: [],
            expect: { timeoutMs: quick },
            risk: 'volatile',
            chained: true,
          } satisfies Step,
        ]
      : []),
    {
      id: 'connect',
      stage: isSecure ? 'tls' : 'mqtt',
      covers: isSecure ? ['net', 'mqtt'] : ['net'],
      title: text('Connect and log in', '连接服务器并登录'),
      why: isSecure
        ? text('DNS, TCP, TLS and the MQTT login in one command. The address begins with tcp:// also for TLS.', '域名解析、TCP、TLS 和 MQTT 登录一条指令完成。走 TLS 时地址也写 tcp://。')
        : text('DNS, TCP and the MQTT login in one command.', '域名解析、TCP 和 MQTT 登录一条指令完成。'),
      source: `${mqttManual}, AT+CMQTTCONNECT`,
      send: `AT+CMQTTCONNECT=${[client, quoted(`tcp://${host}:${port}`), job.keepAlive ?? keepAlive, 1, ...login].join(',')}`,
      secrets: password === undefined ? [] : [password],
      expect: {
        timeoutMs: quick,
        urc: {
          prefix: `+CMQTTCONNECT: ${client},`,
          accept: `^\\+CMQTTCONNECT: ${client},0$`,
          timeoutMs: 1000 * (operationSeconds + (isSecure ? negotiateSeconds : 0)),
          failurePrefix: linkLost,
        },
      },
      recover: [
        {
          // 27: the protocol version is refused. 26: closed without an answer, as some servers do then.
          when: `^\\+CMQTTCONNECT: ${client},2[67]$`,
          send: [{ line: `AT+CMQTTCFG="version",${client},4`, timeoutMs: quick }, ...(isSecure ? [{ line: bind, timeoutMs: quick }] : [])],
          why: text('A76xx speaks MQTT 3.1 unless told otherwise: set 3.1.1 and try once more.', 'A76xx 默认用 MQTT 3.1：改为 3.1.1 再试一次。'),
        },
      ],
      risk: 'volatile',
    },
  ]
}
