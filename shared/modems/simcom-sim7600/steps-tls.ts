import { quoted } from '../../at/quote.ts'
import { isAddress } from '../../text/is-address.ts'
import { text, type Text } from '../../text/local-text.ts'
import { checksDates } from '../common/clock-field.ts'
import type { Job, PemFile } from '../../wizard/credential.ts'
import type { Step } from '../../wizard/step.ts'
import { caFile, certificateFile, keyFile, negotiateSeconds, promptTime, quick, sslManual, storeTime, tlsContext, tlsTime } from './constants.ts'
import { authMode } from './tls-mode.ts'

/** AT+CCERTLIST afterwards has names alone: no command of this manual tells a stored file's size or checksum. */
function upload(id: string, target: string, file: PemFile, title: Text, secret: boolean): Step {
  const size = file.bytes.length
  return {
    id,
    stage: 'tls',
    title,
    why: text(`${size} bytes after the “>” prompt, nothing behind them; they stay in the modem’s flash.`, `出现“>”后发送 ${size} 字节，末尾不加回车；文件会保留在模组 Flash 里。`),
    source: `${sslManual}, AT+CCERTDOWN`,
    send: `AT+CCERTDOWN=${quoted(target)},${size}`,
    secrets: [],
    then: { prompt: '>', promptTimeoutMs: promptTime, bytes: file.bytes, end: 'length', label: file.name, secret },
    expect: { timeoutMs: storeTime },
    recover: [
      {
        // No code tells why; a file of that name from an earlier run is the reason that can be cleared.
        when: '^ERROR$',
        send: [{ line: `AT+CCERTDELE=${quoted(target)}`, timeoutMs: promptTime }],
        why: text(`${target} may still be there from an earlier run: delete it and send it again.`, `${target} 可能是上次留下的：先删除再重新写入。`),
      },
    ],
    risk: 'writes-nvm',
    undo: { send: `AT+CCERTDELE=${quoted(target)}`, timeoutMs: promptTime },
  }
}

/**
 * AT+CSSLCFG? prints each context in one line: `+CSSLCFG: 0,<sslversion>,<authmode>,<ignorelocaltime>,<negotiatetime>,"<ca>","<cert>","<key>"`. Not
 * all keys are in it, and no command takes a file's name away again.
 */
const places = ['sslversion', 'authmode', 'ignorelocaltime', 'negotiatetime']

function undoOf(key: string): Pick<Step, 'undo'> {
  const at = places.indexOf(key)
  if (at < 0) return {}
  const pattern = `^\\+CSSLCFG: ?${tlsContext},${'\\d+,'.repeat(at)}(\\d+)(?:,|$)`
  return { undo: { read: { send: 'AT+CSSLCFG?', pattern }, send: `AT+CSSLCFG="${key}",${tlsContext},{before}`, timeoutMs: tlsTime } }
}

const configure = (id: string, key: string, value: string, title: Text, why: Text): Step => ({
  id,
  stage: 'tls',
  title,
  why,
  source: `${sslManual}, AT+CSSLCFG`,
  send: `AT+CSSLCFG="${key}",${tlsContext},${value}`,
  secrets: [],
  expect: { timeoutMs: tlsTime },
  risk: 'volatile',
  ...undoOf(key),
})

const modeWords: readonly [Text, Text, Text, Text] = [
  text('0: encrypted, but nobody is checked.', '0：只加密，不校验任何一方。'),
  text('1: the server is checked against the CA.', '1：用 CA 校验服务器。'),
  text('2: the server is checked, and checks the modem.', '2：双向认证。'),
  text('3: only the modem shows a certificate; the server is not checked.', '3：只出示客户端证书，不校验服务器。'),
]

/** The files, and how they are used: in TLS context 0, which forgets it all at power-off; the files stay. */
export function tlsSteps(job: Job): readonly Step[] {
  const { credential } = job
  const { tls, ca, host } = credential
  if (tls === 'none') return []
  const { certificate, privateKey } = tls === 'mutual' ? credential : {}
  const mode = authMode({ ca, certificate, privateKey })
  const last = privateKey ? keyFile : certificate ? certificateFile : caFile
  return [
    ...(ca ? [upload('ca-upload', caFile, ca, text('Send the CA certificate', '写入 CA 证书'), false)] : []),
    ...(certificate ? [upload('cert-upload', certificateFile, certificate, text('Send the client certificate', '写入客户端证书'), false)] : []),
    ...(privateKey ? [upload('key-upload', keyFile, privateKey, text('Send the private key', '写入客户端私钥'), true)] : []),
    ...(mode === 0
      ? []
      : [
          {
            id: 'files',
            stage: 'tls',
            title: text('Are the files there?', '确认证书已写入'),
            why: text(`${last} was written last; the list must have it.`, `最后写入的 ${last} 必须出现在列表里。`),
            source: `${sslManual}, AT+CCERTLIST`,
            send: 'AT+CCERTLIST',
            secrets: [],
            expect: { timeoutMs: quick, line: { prefix: '+CCERTLIST:', accept: `^\\+CCERTLIST: "${last.replace('.', '\\.')}"$` } },
            risk: 'reads',
          } satisfies Step,
        ]),
    configure('tls-version', 'sslversion', '4', text('TLS versions', 'TLS 版本'), text('4: all that the firmware has; the server picks the highest.', '4：固件支持的全部版本，由服务器选最高的。')),
    configure('tls-mode', 'authmode', String(mode), text('How certificates are checked', '认证方式'), modeWords[mode]),
    ...(ca ? [configure('tls-ca', 'cacert', quoted(caFile), text('Use this CA', '指定 CA 证书'), text('The server’s certificate must be signed by it.', '服务器证书必须由它签发。'))] : []),
    ...(certificate
      ? [configure('tls-cert', 'clientcert', quoted(certificateFile), text('Use this client certificate', '指定客户端证书'), text('Shown to the server.', '出示给服务器。'))]
      : []),
    ...(privateKey
      ? [configure('tls-key', 'clientkey', quoted(keyFile), text('Use this private key', '指定客户端私钥'), text('Must belong to the client certificate.', '必须与客户端证书配对。'))]
      : []),
    configure(
      'tls-clock',
      'ignorelocaltime',
      checksDates(job) ? '0' : '1',
      text('Validity dates', '证书有效期'),
      checksDates(job) ? text('0: compared with the modem’s clock.', '0：与模组时钟比对。') : text(
        '1: not compared with the modem’s clock, which may stand in 1980. An expired certificate is then accepted too.',
        '1：不与模组时钟比对（时钟可能还停在 1980 年）。注意过期证书也会被接受。',
      ),
    ),
    configure(
      'tls-time',
      'negotiatetime',
      String(negotiateSeconds),
      text('Time for the handshake', 'TLS 握手时限'),
      text(`${negotiateSeconds} s: 16 to 45 s are common over a weak link.`, `${negotiateSeconds} 秒：信号弱时握手 16～45 秒很常见。`),
    ),
    ...(isAddress(host)
      ? []
      : [
          configure(
            'tls-name',
            'enableSNI',
            '1',
            text('Name the server (SNI)', '启用 SNI'),
            text('AWS, and any server that shares its address, refuses a handshake without its name.', 'AWS 以及共用地址的服务器，握手不带域名会被拒绝。'),
          ),
        ]),
  ]
}
