import type { Stage } from '../../contract/failure.ts'
import { text } from '../../text/local-text.ts'
import { byteLength, isAscii } from '../../text/suspicious.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Finding } from '../../wizard/plan.ts'

/** Longest values that a family's commands take, in bytes. */
export type ParameterLimits = {
  readonly host: number
  readonly clientId: number
  readonly username: number
  readonly password: number
  readonly topic: number
}

type Checked = {
  readonly field: string
  readonly en: string
  readonly zh: string
  readonly value: string | undefined
  readonly limit: number
  readonly stage: Stage
}

export type LintedModem = {
  /** As in "the EC20". */
  readonly name: string
  readonly limits: ParameterLimits
  /** No source says how this family takes a comma inside quotes: such a value is warned of. */
  readonly doubtsCommas: boolean
}

/** Values that stand in quotes in the command line: what is too long, would end the quotes, or may not arrive as typed. */
export function lintParameters(modem: LintedModem, { credential, exchange }: Job): Finding[] {
  const { limits } = modem
  const parameters: readonly Checked[] = [
    { field: 'host', en: 'Broker address', zh: '服务器地址', value: credential.host, limit: limits.host, stage: 'net' },
    { field: 'clientId', en: 'Client ID', zh: 'Client ID', value: credential.clientId, limit: limits.clientId, stage: 'mqtt' },
    { field: 'username', en: 'User name', zh: '用户名', value: credential.username, limit: limits.username, stage: 'mqtt' },
    { field: 'password', en: 'Password', zh: '密码', value: credential.password, limit: limits.password, stage: 'mqtt' },
    { field: 'subscribeTopic', en: 'Topic to subscribe', zh: '订阅主题', value: exchange.subscribeTopic, limit: limits.topic, stage: 'cloud' },
    { field: 'publishTopic', en: 'Topic to publish', zh: '发布主题', value: exchange.publishTopic, limit: limits.topic, stage: 'cloud' },
  ]
  return parameters.flatMap((parameter) => lintParameter(modem, parameter))
}

function lintParameter({ name, doubtsCommas }: LintedModem, { field, en, zh, value, limit, stage }: Checked): Finding[] {
  if (value === undefined) return []
  const found: Finding[] = []
  const bytes = byteLength(value)
  if (bytes > limit) {
    found.push({
      severity: 'error',
      code: 'modem.too-long',
      stage,
      field,
      what: text(`${en} has ${bytes} bytes; the ${name} takes at most ${limit}.`, `“${zh}”有 ${bytes} 字节，${name} 最多支持 ${limit} 字节。`),
      next: text('Shorten it; a non-ASCII character counts as several bytes.', '请缩短；一个汉字算 3 个字节。'),
    })
  }
  if (value.includes('"')) {
    found.push({
      severity: 'error',
      code: 'modem.double-quote',
      stage,
      field,
      what: text(`${en} contains a double quote, which ends the parameter in the AT command.`, `“${zh}”里有双引号，AT 指令会在这里提前结束参数。`),
      next: text(`The ${name} has no escape for it. Choose a value without double quotes.`, `${name} 没有转义写法，请换一个不含双引号的值。`),
    })
  }
  if (doubtsCommas && value.includes(',')) {
    found.push({
      severity: 'warning',
      code: 'modem.comma',
      stage,
      field,
      what: text(`${en} contains a comma.`, `“${zh}”里有逗号。`),
      next: text(
        `It is sent inside quotes, which the ${name} accepts. If the command answers ERROR, remove the comma.`,
        `会放在引号内发送，${name} 可以接受；如果模组回 ERROR，请去掉逗号。`,
      ),
    })
  }
  if (!isAscii(value)) {
    found.push({
      severity: 'warning',
      code: 'modem.non-ascii',
      stage,
      field,
      what: text(`${en} contains non-ASCII characters.`, `“${zh}”里有非 ASCII 字符。`),
      next: text(
        'They are sent as UTF-8. If the broker refuses them or the topic never matches, use ASCII only.',
        '会按 UTF-8 发送；如果服务器拒绝或主题对不上，请只用 ASCII 字符。',
      ),
    })
  }
  return found
}

/** `command` publishes; `limit` in bytes. */
export function lintPayloadLength(payload: string, command: string, limit: number): Finding[] {
  const bytes = byteLength(payload)
  if (bytes <= limit) return []
  return [
    {
      severity: 'error',
      code: 'modem.payload-too-long',
      stage: 'cloud',
      field: 'payload',
      what: text(`The message has ${bytes} bytes; ${command} takes at most ${limit}.`, `消息有 ${bytes} 字节，${command} 最多 ${limit} 字节。`),
      next: text('Shorten it, or send it in several messages.', '请缩短，或拆成几条发送。'),
    },
  ]
}

/** For families that speak MQTT over TCP and TLS alone and cannot name a protocol in the TLS handshake. */
export function lintTransport(name: string, { credential }: Job): Finding[] {
  const refuse = (code: string, field: string, what: Finding['what'], next: Finding['next']): Finding => ({ severity: 'error', code, stage: 'mqtt', field, what, next })
  if (credential.webSocketPath !== undefined) {
    return [
      refuse(
        'modem.no-websocket',
        'transport',
        text(`The ${name} has no MQTT over WebSocket.`, `${name} 不支持 MQTT over WebSocket。`),
        text('Choose TLS or TCP for the modem; WebSocket works from this PC, in the MQTT panel.', '模组请用 TLS 或 TCP；WebSocket 可以在 MQTT 面板里从电脑连接。'),
      ),
    ]
  }
  if (credential.alpn !== undefined) {
    return [
      refuse(
        'modem.no-alpn',
        'port',
        text(`The ${name} cannot name a protocol in its TLS handshake (ALPN), which this port needs.`, `这个端口要求 TLS 握手带 ALPN，${name} 不支持。`),
        text('Use the cloud’s port 8883.', '请改用云平台的 8883 端口。'),
      ),
    ]
  }
  return []
}
