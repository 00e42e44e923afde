import { text } from '../../text/local-text.ts'
import type { Job, PemFile } from '../../wizard/credential.ts'
import type { Finding } from '../../wizard/plan.ts'
import { lintParameters, lintPayloadLength, lintTransport } from '../common/lint-job.ts'
import { limits } from './constants.ts'

const name = 'Air780E'
const parameterLimits = { host: limits.host, clientId: limits.login, username: limits.login, password: limits.login, topic: limits.topic }

/** Everything that would break the command line or exceed the modem's limits, found before a byte is sent. */
export function lintLuat(job: Job): readonly Finding[] {
  return [
    ...lintParameters({ name, limits: parameterLimits, doubtsCommas: false }, job),
    ...lintPayloadLength(job.exchange.payload, 'AT+MPUBEX', limits.payload),
    ...lintTransport(name, job),
    ...lintFiles(job),
    ...lintKeepAlive(job),
    ...lintEmptyLogin(job),
  ]
}

function lintFiles({ credential: { tls, ca, certificate, privateKey } }: Job): Finding[] {
  if (tls === 'none') return []
  const files: readonly (readonly [string, PemFile | undefined])[] = [
    ['ca', ca],
    ['cert', certificate],
    ['privateKey', privateKey],
  ]
  const found = files.flatMap(([field, file]): Finding[] =>
    file === undefined || file.bytes.length <= limits.file
      ? []
      : [
          {
            severity: 'error',
            code: 'modem.file-too-long',
            stage: 'tls',
            field,
            what: text(`The file has ${file.bytes.length} bytes; AT+FSWRITE takes at most ${limits.file}.`, `文件有 ${file.bytes.length} 字节，AT+FSWRITE 最多 ${limits.file} 字节。`),
            next: text('Keep only the one certificate that is needed.', '只保留需要的那一张证书。'),
          },
        ],
  )
  if (tls === 'mutual' && !ca) {
    found.push({
      severity: 'error',
      code: 'modem.no-ca',
      stage: 'tls',
      field: 'ca',
      what: text('With a client certificate the modem also checks the server, and has no CA certificate for that.', '使用客户端证书时模组也会校验服务器，但没有 CA 证书。'),
      next: text('Choose the cloud’s root certificate.', '请选择云平台的根证书。'),
    })
  }
  return found
}

function lintKeepAlive({ keepAlive }: Job): Finding[] {
  if (keepAlive === undefined || (keepAlive >= 1 && keepAlive <= limits.keepAlive)) return []
  return [
    {
      severity: 'error',
      code: 'modem.keep-alive',
      stage: 'mqtt',
      field: 'keepAlive',
      what: text(`AT+MCONNECT takes a keep-alive of 1 to ${limits.keepAlive} s.`, `AT+MCONNECT 的心跳间隔为 1～${limits.keepAlive} 秒。`),
      next: text('120 s suits most brokers; the maker advises 300 s and more.', '一般用 120 秒，厂家建议 300 秒以上。'),
    },
  ]
}

function lintEmptyLogin({ credential: { username, password } }: Job): Finding[] {
  if ((username === undefined) === (password === undefined)) return []
  return [
    {
      severity: 'warning',
      code: 'modem.empty-value',
      stage: 'mqtt',
      field: username === undefined ? 'username' : 'password',
      what: text('User name or password is empty; some firmware refuses an empty value (+CME ERROR: 765).', '用户名或密码为空；有的固件不接受空值（+CME ERROR: 765）。'),
      next: text('If AT+MCONFIG is refused and the broker does not look at it, put any text there.', '如果 AT+MCONFIG 报错，而服务器不校验这一项，可随便填一个值。'),
    },
  ]
}
