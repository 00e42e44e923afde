import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Finding } from '../../wizard/plan.ts'
import { lintParameters, lintPayloadLength, lintTransport } from '../common/lint-job.ts'
import { lintOldFirmware } from './client-id.ts'
import { keepAliveRange, limits } from './constants.ts'

const name = 'SIM7600'
/** These go after a prompt, by length: no character of theirs can end a command. */
const promptFields: readonly (string | undefined)[] = ['publishTopic', 'subscribeTopic']

/** Everything that would break the command line or exceed the modem's limits, found before a byte is sent. */
export function lintSimcom(job: Job): readonly Finding[] {
  const { credential, exchange } = job
  return [
    ...lintParameters({ name, limits, doubtsCommas: true }, job).filter(
      ({ code, field }) => !promptFields.includes(field) || (code !== 'modem.double-quote' && code !== 'modem.comma'),
    ),
    ...lintOldFirmware(credential.clientId),
    ...lintPayloadLength(exchange.payload, 'AT+CMQTTPAYLOAD', limits.payload),
    ...lintEmptyPayload(job),
    ...lintKeepAlive(job.keepAlive),
    ...lintFiles(job),
    ...lintTransport(name, job),
  ]
}

function lintEmptyPayload({ exchange }: Job): Finding[] {
  if (exchange.publishTopic === undefined || exchange.payload !== '') return []
  return [
    {
      severity: 'error',
      code: 'modem.payload-empty',
      stage: 'cloud',
      field: 'payload',
      what: text('AT+CMQTTPAYLOAD takes at least one byte: an empty message cannot be published.', 'AT+CMQTTPAYLOAD 至少 1 字节，不能发布空消息。'),
      next: text('Enter a message, or clear the publish topic.', '请填写消息内容，或清空发布主题。'),
    },
  ]
}

function lintKeepAlive(seconds: number | undefined): Finding[] {
  const { min, oldMin, max } = keepAliveRange
  if (seconds === undefined || (seconds >= oldMin && seconds <= max)) return []
  const isRefused = seconds < min || seconds > max
  return [
    {
      severity: isRefused ? 'error' : 'warning',
      code: 'modem.keep-alive',
      stage: 'mqtt',
      field: 'keepAlive',
      what: isRefused
        ? text(`AT+CMQTTCONNECT takes a keep-alive of ${min} to ${max} s, not ${seconds}.`, `AT+CMQTTCONNECT 的心跳为 ${min}～${max} 秒，不能是 ${seconds}。`)
        : text(`SIM7600 takes a keep-alive from ${oldMin} s; ${seconds} s only works on A76xx.`, `SIM7600 的心跳最短 ${oldMin} 秒，${seconds} 秒只有 A76xx 支持。`),
      next: text('120 s suits every cloud.', '120 秒适合所有云平台。'),
    },
  ]
}

function lintFiles({ credential }: Job): Finding[] {
  const { tls, ca, certificate, privateKey } = credential
  if (tls === 'none') return []
  const files = [
    { field: 'ca', file: ca },
    { field: 'cert', file: certificate },
    { field: 'key', file: privateKey },
  ]
  const found = files.flatMap(({ field, file }): Finding[] => {
    if (!file || file.bytes.length <= limits.file) return []
    return [
      {
        severity: 'error',
        code: 'modem.file-too-long',
        stage: 'tls',
        field,
        what: text(`${file.name} has ${file.bytes.length} bytes; AT+CCERTDOWN takes at most ${limits.file}.`, `${file.name} 有 ${file.bytes.length} 字节，AT+CCERTDOWN 最多 ${limits.file} 字节。`),
        next: text('Choose the CA’s own certificate, not a bundle of all CAs.', '请选择对应的那一张 CA 证书，不要用整包根证书。'),
      },
    ]
  })
  if (ca === undefined) {
    found.push({
      severity: 'warning',
      code: 'modem.unverified',
      stage: 'tls',
      field: 'ca',
      what: text('Without a CA certificate the connection is encrypted, but the server is not checked.', '没有 CA 证书：链路加密，但不校验服务器身份。'),
      next: text('Good enough for a trial; for a product choose the cloud’s root certificate.', '调试可以，量产请选上云平台的根证书。'),
    })
  }
  return found
}
