import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Finding } from '../../wizard/plan.ts'
import { lintParameters, lintPayloadLength, lintTransport } from '../common/lint-job.ts'
import { limits as ec20Limits } from './constants.ts'
import type { QuectelModel } from './models.ts'

/** Everything that would break the command line or exceed the model's limits, found before a byte is sent. */
export const lintQuectel = ({ short: name, limits, publish, files }: QuectelModel, job: Job): readonly Finding[] => [
  ...lintParameters({ name, limits, doubtsCommas: true }, job),
  ...lintPayloadLength(job.exchange.payload, publish === 'length' ? 'AT+QMTPUBEX' : 'AT+QMTPUB', limits.payload),
  ...{ 'ctrl-z': lintPayloadEnd, length: () => [], inline: lintInlinePayload }[publish](job.exchange.payload),
  ...lintFiles(job),
  ...lintTransport(name, job),
  ...(files === undefined ? lintNoTls(name, job) : []),
]

function lintNoTls(name: string, { credential }: Job): Finding[] {
  if (credential.tls === 'none' || credential.webSocketPath !== undefined) return []
  return [
    {
      severity: 'error',
      code: 'modem.no-tls',
      stage: 'tls',
      field: 'transport',
      what: text(`The ${name} speaks MQTT over TCP; only newer firmware has TLS, and its commands are not the same everywhere.`, `${name} 的 MQTT 走 TCP；只有新固件支持 TLS，而且指令不统一。`),
      next: text('Choose TCP where the cloud allows it, or a modem with TLS (EC200, EG800, BG95).', '云平台允许时选 TCP，或换用支持 TLS 的模组（EC200、EG800、BG95）。'),
    },
  ]
}

/** The message stands between double quotes, and the module turns single ones back into double ones. */
function lintInlinePayload(payload: string): Finding[] {
  if (!/['\x00-\x1f]/.test(payload)) return []
  return [
    {
      severity: 'error',
      code: 'modem.payload-inline',
      stage: 'cloud',
      field: 'payload',
      what: text(
        'The message has a single quote or a line end. On this modem it stands in the command itself, where a single quote means a double one.',
        '消息里有单引号或换行。这款模组把消息写在指令里，单引号代表双引号。',
      ),
      next: text('Write JSON on one line, with double quotes alone; they are translated.', '请写成单行 JSON，只用双引号，会自动转换。'),
    },
  ]
}

function lintPayloadEnd(payload: string): Finding[] {
  if (!/[\x1a\x1b]/.test(payload)) return []
  return [
    {
      severity: 'error',
      code: 'modem.payload-ends-early',
      stage: 'cloud',
      field: 'payload',
      what: text(
        'The message contains Ctrl-Z (0x1A) or ESC (0x1B), which end or cancel AT+QMTPUB.',
        '消息里有 Ctrl-Z（0x1A）或 ESC（0x1B），会让 AT+QMTPUB 提前结束或取消。',
      ),
      next: text('Encode the message as text, for example Base64.', '请把内容编码成文本，例如 Base64。'),
    },
  ]
}

function lintFiles({ credential }: Job): Finding[] {
  const files = [
    { field: 'ca', file: credential.ca },
    { field: 'cert', file: credential.certificate },
    { field: 'key', file: credential.privateKey },
  ]
  return files.flatMap(({ field, file }): Finding[] => {
    if (!file || file.bytes.length <= ec20Limits.file) return []
    return [
      {
        severity: 'error',
        code: 'modem.file-too-long',
        stage: 'tls',
        field,
        what: text(
          `${file.name} has ${file.bytes.length} bytes, more than the ${ec20Limits.file} that are sensible in the modem’s RAM.`,
          `${file.name} 有 ${file.bytes.length} 字节，超过模组 RAM 合理的 ${ec20Limits.file} 字节。`,
        ),
        next: text('Choose the CA’s own certificate, not a bundle of all CAs.', '请选择对应的那一张 CA 证书，不要用整包根证书。'),
      },
    ]
  })
}
