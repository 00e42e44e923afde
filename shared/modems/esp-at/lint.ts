import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Job } from '../../wizard/credential.ts'
import type { Finding } from '../../wizard/plan.ts'
import { lintParameters, lintPayloadLength } from '../common/lint-job.ts'
import { keepAliveRange, limits } from './constants.ts'
import { loginOf } from './job-login.ts'
import { alpnLimit, pathLimit, pathOf } from './login-commands.ts'

const name = 'ESP-AT'
/** bytes; 802.11's own limits of name and passphrase. */
const wifiLimits = { ssid: 32, wifiPassword: 64 } as const

const refuse = (code: string, stage: Finding['stage'], field: string, what: Finding['what'], next: Finding['next']): Finding => ({ severity: 'error', code, stage, field, what, next })

/** Everything that would exceed the module's limits. Quotes and commas are escaped, so they are no fault here. */
export function lintEspAt(job: Job): readonly Finding[] {
  return [
    ...lintParameters({ name, limits, doubtsCommas: false }, job).filter(({ code }) => code !== 'modem.double-quote'),
    ...lintPayloadLength(job.exchange.payload, 'AT+MQTTPUBRAW', limits.payload),
    ...lintWifi(job),
    ...lintPath(job),
    ...lintAlpn(job),
    ...lintKeepAlive(job.keepAlive),
    ...lintFiles(job),
  ]
}

function lintWifi({ options = {} }: Job): Finding[] {
  return (['ssid', 'wifiPassword'] as const).flatMap((field) => {
    const value = options[field] ?? ''
    if (byteLength(value) <= wifiLimits[field] && !/[\r\n]/.test(value)) return []
    return [
      refuse(
        'modem.wifi',
        'radio',
        field,
        field === 'ssid'
          ? text('No Wi-Fi network has a name longer than 32 bytes or with a line end.', 'Wi-Fi 名称最长 32 字节，且不能有换行。')
          : text('No Wi-Fi password is longer than 64 bytes or has a line end.', 'Wi-Fi 密码最长 64 字节，且不能有换行。'),
        text('Copy it again from the router.', '请从路由器重新复制。'),
      ),
    ]
  })
}

function lintPath({ credential }: Job): Finding[] {
  const size = byteLength(pathOf(loginOf(credential)))
  if (size <= pathLimit.bytes) return []
  return [
    refuse(
      'modem.path-too-long',
      'mqtt',
      'transport',
      text(`The WebSocket path has ${size} bytes; AT+MQTTUSERCFG takes at most ${pathLimit.bytes}.`, `WebSocket 路径有 ${size} 字节，AT+MQTTUSERCFG 最多 ${pathLimit.bytes} 字节。`),
      text('A signed URL does not fit: take the cloud’s TLS port.', '带签名的 URL 放不下，请改用云平台的 TLS 端口。'),
    ),
  ]
}

function lintAlpn({ credential: { alpn = [] } }: Job): Finding[] {
  if (alpn.length <= alpnLimit) return []
  return [
    refuse(
      'modem.alpn',
      'tls',
      'port',
      text(`AT+MQTTALPN takes at most ${alpnLimit} names.`, `AT+MQTTALPN 最多 ${alpnLimit} 个协议名。`),
      text('Leave out those that the server does not need.', '请去掉服务器用不到的协议名。'),
    ),
  ]
}

function lintKeepAlive(seconds: number | undefined): Finding[] {
  const { min, max } = keepAliveRange
  if (seconds === undefined || (seconds >= min && seconds <= max)) return []
  return [
    refuse(
      'modem.keep-alive',
      'mqtt',
      'keepAlive',
      text(`AT+MQTTCONNCFG takes a keep-alive of ${min} to ${max} s, not ${seconds}; 0 means 120 there.`, `AT+MQTTCONNCFG 的心跳为 ${min}～${max} 秒，不能是 ${seconds}（填 0 等于 120）。`),
      text('120 s suits every cloud.', '120 秒适合所有云平台。'),
    ),
  ]
}

function lintFiles({ credential }: Job): Finding[] {
  const { ca, certificate, privateKey, tls } = credential
  if (tls === 'none') return []
  const found = Object.entries({ ca, cert: certificate, key: privateKey }).flatMap(([field, file]): Finding[] => {
    if (!file || file.bytes.length <= limits.file) return []
    return [
      refuse(
        'modem.file-too-long',
        'tls',
        field,
        text(`${file.name} has ${file.bytes.length} bytes, more than the ${limits.file} that the module’s certificate store is meant for.`, `${file.name} 有 ${file.bytes.length} 字节，超过模组证书区适合的 ${limits.file} 字节。`),
        text('Choose the CA’s own certificate, not a bundle of all CAs.', '请选择对应的那一张 CA 证书，不要用整包根证书。'),
      ),
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
