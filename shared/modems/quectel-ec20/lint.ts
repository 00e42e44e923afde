import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Finding } from '../../wizard/plan.ts'
import { lintParameters, lintPayloadLength, lintTransport } from '../common/lint-job.ts'
import { limits } from './constants.ts'

/** Everything that would break the command line or exceed the modem's limits, found before a byte is sent. */
export function lintQuectelEc20(job: Job): readonly Finding[] {
  return [
    ...lintParameters({ name: 'EC20', limits, doubtsCommas: true }, job),
    ...lintPayloadLength(job.exchange.payload, 'AT+QMTPUB', limits.payload),
    ...lintPayloadEnd(job.exchange.payload),
    ...lintFiles(job),
    ...lintTransport('EC20', job),
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
