import { text, type Text } from '../../text/local-text.ts'
import type { Login } from '../../signature/login.ts'
import type { PemFile } from '../../wizard/credential.ts'
import type { Step } from '../../wizard/step.ts'
import { guide, promptTime, quick, zoneHours } from './constants.ts'
import { isSecure } from '../common/login-commands.ts'
import { quoted } from './login-commands.ts'

/** ms; pages of flash are erased first. */
const storeTime = 10_000

/**
 * The module's certificates are in flash from the factory (all zeros or Espressif's own): they are replaced, once for good. What was stored
 * is not asked for: AT+SYSMFG=1 has no size or checksum, it prints the content, a private key's too.
 */
function store(id: string, space: string, file: PemFile, title: Text, secret: boolean): Step {
  const size = file.bytes.length
  return {
    id,
    stage: 'tls',
    title,
    why: text(`${size} bytes replace what the module has in flash; they stay there after power-off.`, `用 ${size} 字节替换模组 Flash 里原有的内容，断电不丢。`),
    source: `${guide}, AT+SYSMFG; MQTT AT examples for cloud, AWS IoT`,
    send: `AT+SYSMFG=2,"${space}","${space}",8,${size}`,
    secrets: [],
    then: { prompt: '>', promptTimeoutMs: promptTime, bytes: file.bytes, end: 'length', label: file.name, secret, followsOk: true },
    expect: { timeoutMs: storeTime },
    risk: 'writes-nvm',
  }
}

const clockSteps: readonly Step[] = [
  {
    id: 'clock-source',
    stage: 'tls',
    title: text('Set the clock from the network', '网络校时'),
    why: text('The server certificate’s validity is checked against it; a module without time stands in 1970.', '证书有效期要用时钟校验；没校时的模组停在 1970 年。'),
    source: `${guide}, AT+CIPSNTPCFG`,
    send: `AT+CIPSNTPCFG=1,${zoneHours},"ntp1.aliyun.com"`,
    secrets: [],
    expect: { timeoutMs: quick },
    risk: 'volatile',
    undo: { read: { send: 'AT+CIPSNTPCFG?', pattern: '^\\+CIPSNTPCFG: ?(.+)$' }, send: 'AT+CIPSNTPCFG={before}', timeoutMs: quick },
  },
  {
    id: 'clock',
    stage: 'tls',
    title: text('Is the time right?', '时间是否正确'),
    why: text('The answer of the time server takes some seconds.', '等时间服务器应答，需要几秒。'),
    source: `${guide}, AT+CIPSNTPTIME`,
    send: 'AT+CIPSNTPTIME?',
    secrets: [],
    expect: {
      timeoutMs: quick,
      line: { prefix: '+CIPSNTPTIME:', accept: ' (20[2-9]\\d|2[1-9]\\d\\d)$' },
      poll: { everyMs: 1_000, forMs: 20_000, while: ' (19\\d\\d|20[01]\\d)$' },
    },
    capture: [{ name: 'clock', label: text('Module time', '模组时间'), pattern: '^\\+CIPSNTPTIME:(.*)$' }],
    risk: 'reads',
  },
]

/** Clock and certificates, before the scheme that uses them is chosen. */
export function certificateSteps(login: Login): readonly Step[] {
  if (!isSecure(login)) return []
  const { ca, certificate, privateKey } = login
  return [
    ...(ca ? [...clockSteps, store('ca-store', 'mqtt_ca', ca, text('Store the CA certificate', '写入 CA 证书'), false)] : []),
    ...(certificate ? [store('cert-store', 'mqtt_cert', certificate, text('Store the client certificate', '写入客户端证书'), false)] : []),
    ...(privateKey ? [store('key-store', 'mqtt_key', privateKey, text('Store the private key', '写入客户端私钥'), true)] : []),
  ]
}

/** Names in the handshake; after AT+MQTTUSERCFG. */
export function tlsNameSteps(login: Login): readonly Step[] {
  if (!isSecure(login)) return []
  const { host, alpn = [] } = login
  const set = (id: string, send: string, title: Text, why: Text): Step => ({
    id,
    stage: 'tls',
    title,
    why,
    source: `${guide}, ${send.split('=')[0]}`,
    send,
    secrets: [],
    expect: { timeoutMs: quick },
    risk: 'volatile',
  })
  return [
    ...(alpn.length > 0
      ? [set('alpn', `AT+MQTTALPN=0,${[alpn.length, ...alpn.map(quoted)].join(',')}`, text('Protocol in the handshake (ALPN)', '握手协议名（ALPN）'), text('This port serves several protocols.', '这个端口由多种协议共用。'))]
      : []),
    set('sni', `AT+MQTTSNI=0,${quoted(host)}`, text('Server name in the handshake (SNI)', '握手服务器名（SNI）'), text('Clouds choose certificate and instance by it.', '云平台靠它选择证书和实例。')),
  ]
}
