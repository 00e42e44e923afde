import { quoted } from '../../at/quote.ts'
import { text, type Text } from '../../text/local-text.ts'
import { checksDates } from '../common/clock-field.ts'
import type { Job, PemFile } from '../../wizard/credential.ts'
import { isCareful } from '../../wizard/put-back.ts'
import type { Step } from '../../wizard/step.ts'
import { caFile, certificateFile, guide, keyFile, manual, promptTime, quick, tlsContext, writeSeconds } from './constants.ts'

/** `isRead`: the size that the module keeps is asked for afterwards, which the guide's own sequence does not do. */
function fileSteps(id: string, target: string, file: PemFile, title: Text, secret: boolean, isRead: boolean): readonly Step[] {
  const size = file.bytes.length
  return [
    {
      id: `${id}-create`,
      stage: 'tls',
      title: text(`Make the file ${target}`, `新建文件 ${target}`),
      why: text('A file must be there before anything is written into it.', '先建文件，才能写入。'),
      source: `${guide}, AT+FSCREATE`,
      send: `AT+FSCREATE="${target}"`,
      secrets: [],
      expect: { timeoutMs: promptTime },
      recover: [
        {
          when: '^(ERROR|\\+CME ERROR: .*)$',
          send: [{ line: `AT+FSDEL="${target}"`, timeoutMs: promptTime }],
          why: text(`${target} is still there from an earlier run: delete it and make it again.`, `${target} 是上次留下的：先删除再新建。`),
        },
      ],
      risk: 'writes-nvm',
      undo: { send: `AT+FSDEL="${target}"`, timeoutMs: promptTime },
    },
    {
      id: `${id}-upload`,
      stage: 'tls',
      title,
      why: text(`Exactly ${size} bytes after the “>” prompt; they stay in the modem’s flash.`, `出现“>”后正好发送 ${size} 字节，写进模组 Flash，断电不丢。`),
      source: `${guide}, AT+FSWRITE`,
      send: `AT+FSWRITE="${target}",0,${size},${writeSeconds}`,
      secrets: [],
      then: { prompt: '>', promptTimeoutMs: promptTime, bytes: file.bytes, end: 'length', label: file.name, secret },
      expect: { timeoutMs: writeSeconds * 1000 },
      risk: 'writes-nvm',
    },
    ...(isRead
      ? [
          {
            id: `${id}-size`,
            stage: 'tls',
            title: text(`Is ${target} whole?`, `确认 ${target} 写入完整`),
            why: text(`The module’s own count must be ${size} bytes.`, `模组回报的长度必须是 ${size} 字节。`),
            source: 'openLuat, file system guide, AT+FSFLSIZE',
            send: `AT+FSFLSIZE="${target}"`,
            secrets: [],
            expect: { timeoutMs: promptTime, line: { prefix: '+FSFLSIZE:', accept: `^\\+FSFLSIZE: ?${size}$` } },
            capture: [{ name: `${id}-stored`, label: text('Stored', '已写入'), pattern: '^\\+FSFLSIZE: ?(\\d+)$' }],
            risk: 'reads',
          } satisfies Step,
        ]
      : []),
  ]
}

const configure = (key: string, value: string, title: Text, why: Text): Step => ({
  id: `tls-${key}`,
  stage: 'tls',
  title,
  why,
  source: `${manual}, chapter 16, AT+SSLCFG="${key}"`,
  send: `AT+SSLCFG="${key}",${tlsContext},${value}`,
  secrets: [],
  expect: { timeoutMs: quick },
  risk: 'volatile',
  undo: {
    read: { send: `AT+SSLCFG="${key}",${tlsContext}`, pattern: `^\\+SSLCFG: ?"${key}",${tlsContext},(.+)$` },
    send: `AT+SSLCFG="${key}",${tlsContext},{before}`,
    timeoutMs: quick,
  },
})

const levelWords = {
  0: text('0: encrypted, but the server is not checked.', '0：只加密，不校验服务器。'),
  1: text('1: the server is checked against the CA.', '1：用 CA 校验服务器。'),
  2: text('2: the server is checked, and checks the modem.', '2：双向认证。'),
} as const

/** Files first, then the settings, in the guide's order. Settings are gone at power-off, files are not. */
export function tlsSteps(job: Job): readonly Step[] {
  const { tls, ca, certificate, privateKey, host } = job.credential
  if (tls === 'none') return []
  const pair = tls === 'mutual' && certificate && privateKey ? { certificate, privateKey } : undefined
  const level = pair ? 2 : ca ? 1 : 0
  return [
    ...(ca ? fileSteps('ca', caFile, ca, text('Send the CA certificate', '写入 CA 证书'), false, isCareful(job)) : []),
    ...(pair ? fileSteps('cert', certificateFile, pair.certificate, text('Send the client certificate', '写入客户端证书'), false, isCareful(job)) : []),
    ...(pair ? fileSteps('key', keyFile, pair.privateKey, text('Send the private key', '写入客户端私钥'), true, isCareful(job)) : []),
    ...(ca ? [configure('cacert', `"${caFile}"`, text('Use this CA', '指定 CA 证书'), text('The server’s certificate must be signed by it.', '服务器证书必须由它签发。'))] : []),
    ...(pair
      ? [
          configure('clientcert', `"${certificateFile}"`, text('Use this client certificate', '指定客户端证书'), text('Shown to the server.', '出示给服务器。')),
          configure('clientkey', `"${keyFile}"`, text('Use this private key', '指定客户端私钥'), text('Must belong to the client certificate.', '必须与客户端证书配对。')),
        ]
      : []),
    configure('seclevel', String(level), text('How certificates are checked', '认证方式'), levelWords[level]),
    // Nothing to name or to compare where nothing is checked, and older firmware does not know these keys.
    ...(level === 0
      ? []
      : [
          configure(
            'hostname',
            quoted(host),
            text('Server name (SNI)', '服务器名（SNI）'),
            text('Endpoints with many names, as AWS’s, choose their certificate by it.', '一个地址对应多个域名的平台（如 AWS）靠它选证书。'),
          ),
          configure(
            'ignorelocaltime',
            checksDates(job) ? '0' : '1',
            text('Validity dates', '证书有效期'),
            checksDates(job) ? text('0: compared with the modem’s clock.', '0：与模组时钟比对。') : text('1: not compared with the modem’s clock, which may be wrong. An expired certificate is then accepted too.', '1：不与模组时钟比对，时钟可能不准。注意过期证书也会被接受。'),
          ),
        ]),
  ]
}
