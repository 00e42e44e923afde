import { text, type Text } from '../../text/local-text.ts'
import { checksDates } from '../common/clock-field.ts'
import type { Job, PemFile } from '../../wizard/credential.ts'
import type { Step } from '../../wizard/step.ts'
import { client, filesIn, promptTime, quick, tlsContext, uploadSeconds } from './constants.ts'
import { fileChecksum } from './file-checksum.ts'
import type { QuectelModel } from './models.ts'
import { undoOf } from './undo.ts'

const configure = (id: string, send: string, title: Text, why: Text, source: string): Step => ({
  id,
  stage: 'tls',
  title,
  why,
  source,
  send,
  secrets: [],
  expect: { timeoutMs: quick },
  risk: 'volatile',
  undo: undoOf(send),
})

function upload(model: QuectelModel, id: string, target: string, file: PemFile, title: Text, secret: boolean): Step {
  const size = file.bytes.length
  const checksum = fileChecksum(file.bytes)
  return {
    id,
    stage: 'tls',
    title,
    why:
      model.files === 'RAM'
        ? text(
            `${size} bytes go into the modem’s RAM; the modem’s own count and checksum must agree. Gone at power-off.`,
            `把 ${size} 字节写入模组 RAM，模组回报的长度和校验必须一致。断电即丢失。`,
          )
        : text(
            `${size} bytes go into the modem’s flash and stay there; the modem’s own count and checksum must agree.`,
            `把 ${size} 字节写入模组 Flash，断电不丢失；模组回报的长度和校验必须一致。`,
          ),
    source: `${model.notes.files}, AT+QFUPL`,
    send: `AT+QFUPL="${target}",${size},${uploadSeconds}`,
    secrets: [],
    then: { prompt: 'CONNECT', promptTimeoutMs: promptTime, bytes: file.bytes, end: 'length', label: file.name, secret },
    expect: {
      timeoutMs: uploadSeconds * 1000,
      line: { prefix: '+QFUPL:', accept: `^\\+QFUPL: ${size},0*${checksum}$` },
    },
    capture: [{ name: `${id}-stored`, label: text('Stored', '已写入'), pattern: '^\\+QFUPL: (\\d+,[0-9A-Fa-f]+)' }],
    recover: [
      {
        // 407: a file of that name exists, as after an earlier run. Firmware without numeric errors says plain ERROR.
        when: '^\\+CME ERROR: (407|.*exist.*)$|^ERROR$',
        send: [{ line: `AT+QFDEL="${target}"`, timeoutMs: promptTime }],
        why: text(`${target} is still there from an earlier run: delete it and send it again.`, `${target} 是上次留下的：先删除再重新写入。`),
      },
    ],
    risk: model.files === 'RAM' ? 'volatile' : 'writes-nvm',
    undo: { send: `AT+QFDEL="${target}"`, timeoutMs: promptTime },
  }
}

/** The second table of the source article without its first row: from binding TLS to the ways certificates are checked. */
export function tlsSteps(model: QuectelModel, job: Job): readonly Step[] {
  const { credential } = job
  // No TLS on this model, nothing to switch off.
  if (model.files === undefined) return []
  const mqttNote = `${model.notes.mqtt}, AT+QMTCFG`
  const sslNote = `${model.notes.ssl}, AT+QSSLCFG`
  const { ca: caFile, certificate: certificateFile, key: keyFile } = filesIn(model.files)
  if (credential.tls === 'none') {
    return [
      configure(
        'tls-off',
        `AT+QMTCFG="SSL",${client},0`,
        text('Plain TCP for this client', '此连接使用 TCP 明文'),
        text('An earlier TLS setting would otherwise stay until reboot.', '否则之前的 TLS 设置会一直保留到重启。'),
        mqttNote,
      ),
    ]
  }
  const mutual = credential.tls === 'mutual'
  const set = (key: string, value: string) => `AT+QSSLCFG="${key}",${tlsContext},${value}`
  return [
    configure(
      'tls-bind',
      `AT+QMTCFG="SSL",${client},1,${tlsContext}`,
      text('MQTT over TLS', '启用 MQTT over TLS'),
      text(`Binds MQTT client ${client} to TLS context ${tlsContext}.`, `把 MQTT 客户端 ${client} 绑定到 TLS 上下文 ${tlsContext}。`),
      mqttNote,
    ),
    ...(credential.ca ? [upload(model, 'ca-upload', caFile, credential.ca, text('Send the CA certificate', '写入 CA 证书'), false)] : []),
    ...(mutual && credential.certificate
      ? [upload(model, 'cert-upload', certificateFile, credential.certificate, text('Send the client certificate', '写入客户端证书'), false)]
      : []),
    ...(mutual && credential.privateKey
      ? [upload(model, 'key-upload', keyFile, credential.privateKey, text('Send the private key', '写入客户端私钥'), true)]
      : []),
    configure(
      'tls-ca',
      set('cacert', `"${caFile}"`),
      text('Use this CA', '指定 CA 证书'),
      text('The server’s certificate must be signed by it.', '服务器证书必须由它签发。'),
      sslNote,
    ),
    ...(mutual
      ? [
          configure(
            'tls-cert',
            set('clientcert', `"${certificateFile}"`),
            text('Use this client certificate', '指定客户端证书'),
            text('Shown to the server.', '出示给服务器。'),
            sslNote,
          ),
          configure(
            'tls-key',
            set('clientkey', `"${keyFile}"`),
            text('Use this private key', '指定客户端私钥'),
            text('Must belong to the client certificate.', '必须与客户端证书配对。'),
            sslNote,
          ),
        ]
      : []),
    configure(
      'tls-level',
      set('seclevel', mutual ? '2' : '1'),
      text('How certificates are checked', '认证方式'),
      mutual
        ? text('2: the server is checked, and checks the modem.', '2：双向认证。')
        : text('1: the server is checked against the CA.', '1：用 CA 校验服务器。'),
      sslNote,
    ),
    configure(
      'tls-version',
      set('sslversion', '4'),
      text('TLS versions', 'TLS 版本'),
      text('4: all that the firmware has; the server picks the highest.', '4：固件支持的全部版本，由服务器选最高的。'),
      sslNote,
    ),
    configure(
      'tls-ciphers',
      set('ciphersuite', '0xFFFF'),
      text('Cipher suites', '加密套件'),
      text('0xFFFF: all that the firmware has.', '0xFFFF：固件支持的全部套件。'),
      sslNote,
    ),
    configure(
      'tls-clock',
      set('ignorelocaltime', checksDates(job) ? '0' : '1'),
      text('Validity dates', '证书有效期'),
      checksDates(job) ? text('0: compared with the modem’s clock.', '0：与模组时钟比对。') : text(
        '1: not compared with the modem’s clock, which may stand in 1980. An expired certificate is then accepted too.',
        '1：不与模组时钟比对（时钟可能还停在 1980 年）。注意过期证书也会被接受。',
      ),
      sslNote,
    ),
    ...(model.sni === 'always' || credential.serverName
      ? [
          configure(
            'tls-name',
            set('sni', '1'),
            text('Name the server in the handshake', '握手时带上服务器名（SNI）'),
            text('Off ex works; a cloud that serves many names at one address needs it. ERROR: this firmware cannot, ask for a newer one.', '出厂关闭；多个域名共用地址的云平台必须带。返回 ERROR 说明固件太旧，请升级。'),
            sslNote,
          ),
        ]
      : []),
  ]
}
