import { text, type Text } from '../text/local-text.ts'
import type { Transport } from '../signature/login.ts'
import { all, asciiOnly, atMost, matching, wholeNumber } from './field-checks.ts'
import { checkHost } from './host-check.ts'
import type { Field } from './profile.ts'

const transportLabels: Readonly<Record<Transport, Text>> = {
  tls: text('TLS (MQTTS)', 'TLS 加密（MQTTS）'),
  tcp: text('TCP, not encrypted', 'TCP 明文'),
  wss: text('WebSocket over TLS (wss)', 'WebSocket 加密（wss）'),
  ws: text('WebSocket, not encrypted (ws)', 'WebSocket 明文（ws）'),
}

/** The transports that a cloud offers, the advised one first. */
export const transportField = (transports: readonly [Transport, ...Transport[]]): Field => ({
  key: 'transport',
  kind: 'choice',
  group: 'server',
  required: false,
  initial: transports[0],
  label: text('Transport', '连接方式'),
  help: text('Modems speak TCP or TLS; WebSocket is for the PC and for modules that have it.', '模组一般用 TCP 或 TLS；WebSocket 用于电脑端和支持它的模组。'),
  choices: transports.map((value) => ({ value, label: transportLabels[value] })),
})

/** For private deployments and the practice bench: whatever stands here takes the place of the cloud's own endpoint. */
export const endpointFields: readonly Field[] = [
  {
    key: 'host',
    kind: 'text',
    group: 'server',
    required: false,
    isAdvanced: true,
    isTrimmed: true,
    label: text('Other host', '自定义地址'),
    help: text('Left empty: the cloud’s own. Host name alone, without mqtt:// and port.', '不填则用云平台自己的地址。只填域名，不带 mqtt:// 和端口。'),
    placeholder: 'broker.example.com',
    check: all(checkHost, asciiOnly, atMost(255)),
  },
  {
    key: 'port',
    kind: 'number',
    group: 'server',
    required: false,
    isAdvanced: true,
    isTrimmed: true,
    label: text('Other port', '自定义端口'),
    help: text('Left empty: the cloud’s own.', '不填则用云平台自己的端口。'),
    placeholder: '8883',
    check: wholeNumber('port', 1, 65_535),
  },
]

/** The same for a cloud's HTTP interface: scheme, host and port. */
export const httpEndpointField = (example: string, operations: readonly string[]): Field => ({
  key: 'httpEndpoint',
  kind: 'text',
  group: 'server',
  required: false,
  isAdvanced: true,
  isTrimmed: true,
  operations,
  label: text('Other HTTP endpoint', '自定义 HTTP 地址'),
  help: text('Left empty: the cloud’s own. Scheme, host and port, without a path.', '不填则用云平台自己的地址。填协议、域名和端口，不带路径。'),
  placeholder: example,
  check: all(asciiOnly, matching(/^https?:\/\/[A-Za-z0-9.-]+(:\d{1,5})?\/?$/, text('http:// or https://, a host and perhaps a port.', '应为 http:// 或 https:// 加域名，可带端口。'))),
})

export const caField: Field = {
  key: 'ca',
  kind: 'file',
  group: 'tls',
  required: false,
  shownWhen: { key: 'transport', oneOf: ['tls', 'wss'] },
  label: text('CA certificate', 'CA 证书'),
  help: text('A modem needs it to check the server; this PC knows the public CAs already.', '模组校验服务器时需要；电脑自带公共 CA，可以不填。'),
}

/** Shown when `auth` says so. */
export const clientCertificateFields = (shownWhen?: Field['shownWhen']): readonly Field[] => [
  {
    key: 'cert',
    kind: 'file',
    group: 'tls',
    required: true,
    ...(shownWhen && { shownWhen }),
    label: text('Device certificate', '设备证书'),
    help: text('PEM file that names this device.', '标识本设备的 PEM 证书文件。'),
  },
  {
    key: 'privateKey',
    kind: 'file',
    group: 'tls',
    required: true,
    ...(shownWhen && { shownWhen }),
    label: text('Device private key', '设备私钥'),
    help: text('PEM, not encrypted. Never shown and never recorded.', 'PEM 格式、未加密。不显示，也不写入记录。'),
  },
]
