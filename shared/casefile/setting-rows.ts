import { findCloud } from '../clouds/index.ts'
import { formatLine } from '../contract/serial.ts'
import { findModem } from '../modems/index.ts'
import { modemLabel } from '../modems/modem-label.ts'
import { text, type Text } from '../text/local-text.ts'
import type { CaseFile } from './format.ts'

/** `words`: the value as people call it, where it is an id. */
export type SettingRow = { readonly id: string; readonly label: Text; readonly value: string; readonly words?: Text }

const tlsWords = { none: 'TCP', server: 'TLS', mutual: 'TLS, mutual' } as const

const fileText = ({ name, bytes, sha256 }: { readonly name: string; readonly bytes: number; readonly sha256?: string }): string =>
  `${name}, ${bytes} B${sha256 === undefined ? '' : `, SHA-256 ${sha256.slice(0, 16)}…`}`

function named(id: string, value: string): { readonly words?: Text } {
  const words = id === 'cloud' ? findCloud(value)?.name : undefined
  const model = id === 'modem' ? findModem(value) : undefined
  return words ? { words } : model ? { words: modemLabel(model) } : {}
}

/** What was set, one row each, in the order in which it is read: for a report, a panel, and for comparing. */
export function settingRows({ session, run }: CaseFile): readonly SettingRow[] {
  const { flowControl } = session.settings
  const flow = flowControl === 'none' ? '' : `, ${flowControl}`
  const line = session.kind === 'system' ? ` ${formatLine(session.settings)}${flow}` : ''
  const rows: (readonly [id: string, label: Text, value: string | undefined])[] = [['port', text('Port', '串口'), `${session.port}${line}`]]
  if (run) {
    const { job } = run
    const isNetworkOnly = job.host === '' && job.clientId === ''
    rows.push(['modem', text('Modem profile', '模组配置'), run.modem])
    if (!isNetworkOnly) {
      rows.push(
        ['cloud', text('Cloud', '云平台'), run.cloud],
        ['variant', text('Way to the cloud', '接入方式'), run.variant],
        ['host', text('Broker', '服务器地址'), job.host],
        ['brokerPort', text('Broker’s port', '服务器端口'), String(job.port)],
        ['tls', text('Encryption', '加密方式'), tlsWords[job.tls]],
        ['ca', text('CA certificate', 'CA 证书'), job.ca && fileText(job.ca)],
        ['certificate', text('Client certificate', '客户端证书'), job.certificate && fileText(job.certificate)],
        ['key', text('Private key', '私钥'), job.privateKey?.name],
        ['path', text('WebSocket path', 'WebSocket 路径'), job.webSocketPath],
        ['sni', text('Server name sent', '发送 SNI'), job.serverName ? job.host : undefined],
        ['alpn', text('ALPN', 'ALPN'), job.alpn?.join(', ')],
        ['clientId', text('Client ID', 'Client ID'), job.clientId],
        ['username', text('User name', '用户名'), job.username],
        ['password', text('Password', '密码'), job.password],
        ['keepAlive', text('Keep-alive', '心跳间隔'), job.keepAlive === undefined ? undefined : `${job.keepAlive} s`],
        ['subscribeTopic', text('Subscribes to', '订阅主题'), job.subscribeTopic === undefined ? undefined : `${job.subscribeTopic} (QoS ${job.subscribeQos})`],
        ['publishTopic', text('Publishes to', '上报主题'), job.publishTopic === undefined ? undefined : `${job.publishTopic} (QoS ${job.qos}${job.retain ? ', retained' : ''})`],
        ['payload', text('Message', '上报内容'), job.publishTopic === undefined ? undefined : job.payload],
      )
    }
    for (const [key, value] of Object.entries(job.options ?? {})) rows.push([`option.${key}`, text(key, key), value])
  }
  return rows.flatMap(([id, label, value]) => (value === undefined || value === '' ? [] : [{ id, label, value, ...named(id, value) }]))
}
