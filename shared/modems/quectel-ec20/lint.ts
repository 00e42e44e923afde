import type { Stage } from '../../contract/failure.ts'
import { text } from '../../text/local-text.ts'
import { byteLength, isAscii } from '../../text/suspicious.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Finding } from '../../wizard/plan.ts'
import { limits } from './constants.ts'

type Checked = {
  readonly field: string
  readonly en: string
  readonly zh: string
  readonly value: string | undefined
  readonly limit: number
  readonly stage: Stage
}

/** Everything that would break the command line or exceed the modem's limits, found before a byte is sent. */
export function lintQuectelEc20(job: Job): readonly Finding[] {
  const { credential, exchange } = job
  const parameters: readonly Checked[] = [
    { field: 'host', en: 'Broker address', zh: '服务器地址', value: credential.host, limit: limits.host, stage: 'mqtt' },
    { field: 'clientId', en: 'Client ID', zh: 'Client ID', value: credential.clientId, limit: limits.clientId, stage: 'mqtt' },
    { field: 'username', en: 'User name', zh: '用户名', value: credential.username, limit: limits.username, stage: 'mqtt' },
    { field: 'password', en: 'Password', zh: '密码', value: credential.password, limit: limits.password, stage: 'mqtt' },
    { field: 'subscribeTopic', en: 'Topic to subscribe', zh: '订阅主题', value: exchange.subscribeTopic, limit: limits.topic, stage: 'cloud' },
    { field: 'publishTopic', en: 'Topic to publish', zh: '发布主题', value: exchange.publishTopic, limit: limits.topic, stage: 'cloud' },
  ]
  return [...parameters.flatMap(lintParameter), ...lintPayload(exchange.payload), ...lintFiles(job), ...lintTransport(job)]
}

function lintParameter({ field, en, zh, value, limit, stage }: Checked): Finding[] {
  if (value === undefined) return []
  const found: Finding[] = []
  const bytes = byteLength(value)
  if (bytes > limit) {
    found.push({
      severity: 'error',
      code: 'modem.too-long',
      stage,
      field,
      what: text(`${en} has ${bytes} bytes; the EC20 takes at most ${limit}.`, `“${zh}”有 ${bytes} 字节，EC20 最多支持 ${limit} 字节。`),
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
      next: text('The EC20 has no escape for it. Choose a value without double quotes.', 'EC20 没有转义写法，请换一个不含双引号的值。'),
    })
  }
  if (value.includes(',')) {
    found.push({
      severity: 'warning',
      code: 'modem.comma',
      stage,
      field,
      what: text(`${en} contains a comma.`, `“${zh}”里有逗号。`),
      next: text(
        'It is sent inside quotes, which the EC20 accepts. If the command answers ERROR, remove the comma.',
        '会放在引号内发送，EC20 可以接受；如果模组回 ERROR，请去掉逗号。',
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

function lintPayload(payload: string): Finding[] {
  const bytes = byteLength(payload)
  const found: Finding[] = []
  if (bytes > limits.payload) {
    found.push({
      severity: 'error',
      code: 'modem.payload-too-long',
      stage: 'cloud',
      field: 'payload',
      what: text(
        `The message has ${bytes} bytes; AT+QMTPUB takes at most ${limits.payload}.`,
        `消息有 ${bytes} 字节，AT+QMTPUB 最多 ${limits.payload} 字节。`,
      ),
      next: text('Shorten it, or send it in several messages.', '请缩短，或拆成几条发送。'),
    })
  }
  if (/[\x1a\x1b]/.test(payload)) {
    found.push({
      severity: 'error',
      code: 'modem.payload-ends-early',
      stage: 'cloud',
      field: 'payload',
      what: text(
        'The message contains Ctrl-Z (0x1A) or ESC (0x1B), which end or cancel AT+QMTPUB.',
        '消息里有 Ctrl-Z（0x1A）或 ESC（0x1B），会让 AT+QMTPUB 提前结束或取消。',
      ),
      next: text('Encode the message as text, for example Base64.', '请把内容编码成文本，例如 Base64。'),
    })
  }
  return found
}

function lintTransport({ credential }: Job): Finding[] {
  const refuse = (code: string, field: string, what: Finding['what'], next: Finding['next']): Finding => ({ severity: 'error', code, stage: 'mqtt', field, what, next })
  if (credential.webSocketPath !== undefined) {
    return [
      refuse(
        'modem.no-websocket',
        'transport',
        text('The EC20 has no MQTT over WebSocket.', 'EC20 不支持 MQTT over WebSocket。'),
        text('Choose TLS or TCP for the modem; WebSocket works from this PC, in the MQTT panel.', '模组请用 TLS 或 TCP；WebSocket 可以在 MQTT 面板里从电脑连接。'),
      ),
    ]
  }
  if (credential.alpn !== undefined) {
    return [
      refuse(
        'modem.no-alpn',
        'port',
        text('The EC20 cannot name a protocol in its TLS handshake (ALPN), which this port needs.', '这个端口要求 TLS 握手带 ALPN，EC20 不支持。'),
        text('Use the cloud’s port 8883.', '请改用云平台的 8883 端口。'),
      ),
    ]
  }
  return []
}

function lintFiles({ credential }: Job): Finding[] {
  const files = [
    { field: 'ca', file: credential.ca },
    { field: 'cert', file: credential.certificate },
    { field: 'key', file: credential.privateKey },
  ]
  return files.flatMap(({ field, file }): Finding[] => {
    if (!file || file.bytes.length <= limits.file) return []
    return [
      {
        severity: 'error',
        code: 'modem.file-too-long',
        stage: 'tls',
        field,
        what: text(
          `${file.name} has ${file.bytes.length} bytes, more than the ${limits.file} that are sensible in the modem’s RAM.`,
          `${file.name} 有 ${file.bytes.length} 字节，超过模组 RAM 合理的 ${limits.file} 字节。`,
        ),
        next: text('Choose the CA’s own certificate, not a bundle of all CAs.', '请选择对应的那一张 CA 证书，不要用整包根证书。'),
      },
    ]
  })
}
