import { text } from '../../text/local-text.ts'
import { exchangeFields, keepAliveField } from '../exchange-fields.ts'
import { wholeNumber } from '../field-checks.ts'
import { checkHost } from '../host-check.ts'
import type { Field } from '../profile.ts'
import { mqttRules } from './rules.ts'

/** The form of the cloud `mqtt`: any broker with a host, a login and two topics. */
export const mqttFields: readonly Field[] = [
  {
    key: 'host',
    kind: 'text',
    group: 'server',
    required: true,
    label: text('Broker address', '服务器地址'),
    help: text('Host name or IPv4 address alone: no mqtt://, no port.', '只填域名或 IPv4 地址，不带 mqtt:// 和端口。'),
    placeholder: 'broker.example.com',
    isTrimmed: true,
    check: checkHost,
  },
  {
    key: 'port',
    kind: 'number',
    group: 'server',
    required: false,
    label: text('Port', '端口'),
    help: text('Left empty: 8883 with TLS, 1883 without.', '不填时：TLS 用 8883，明文用 1883。'),
    placeholder: '8883',
    isTrimmed: true,
    check: wholeNumber('port', 1, 65_535),
  },
  {
    key: 'tls',
    kind: 'choice',
    group: 'tls',
    required: true,
    initial: 'server',
    label: text('Encryption', '加密方式'),
    help: text(
      'TLS with the CA checks the server; mutual TLS also shows the server a client certificate.',
      '单向认证用 CA 校验服务器；双向认证还要向服务器出示客户端证书。',
    ),
    choices: [
      { value: 'server', label: text('TLS, server checked by CA', 'TLS 单向认证（CA）') },
      { value: 'mutual', label: text('Mutual TLS', 'TLS 双向认证') },
      { value: 'none', label: text('None (plain TCP)', '不加密（TCP 明文）') },
    ],
  },
  {
    key: 'ca',
    kind: 'file',
    group: 'tls',
    required: true,
    shownWhen: { key: 'tls', oneOf: ['server', 'mutual'] },
    label: text('CA certificate', 'CA 证书'),
    help: text(
      'PEM file from whoever runs the broker. Its byte count is taken from the file.',
      '向服务器管理员索取的 PEM 文件，字节数由程序自动计算。',
    ),
  },
  {
    key: 'cert',
    kind: 'file',
    group: 'tls',
    required: true,
    shownWhen: { key: 'tls', oneOf: ['mutual'] },
    label: text('Client certificate', '客户端证书'),
    help: text('PEM file that names this device.', '标识本设备的 PEM 证书文件。'),
  },
  {
    key: 'key',
    kind: 'file',
    group: 'tls',
    required: true,
    shownWhen: { key: 'tls', oneOf: ['mutual'] },
    label: text('Private key', '客户端私钥'),
    help: text('PEM, not encrypted. Never shown and never recorded.', 'PEM 格式、未加密。不显示，也不写入记录。'),
  },
  {
    key: 'clientId',
    kind: 'text',
    group: 'login',
    required: true,
    label: text('Client ID', 'Client ID'),
    help: text(
      'Unique on the broker: a second client with the same ID throws the first one off.',
      '在服务器上必须唯一：两个客户端用同一个 ID 会互相踢下线。',
    ),
    placeholder: 'ec20-bench-01',
  },
  {
    key: 'username',
    kind: 'text',
    group: 'login',
    required: false,
    label: text('User name', '用户名'),
    help: text('Empty when the broker takes anybody.', '服务器允许匿名登录时留空。'),
  },
  {
    key: 'password',
    kind: 'secret',
    group: 'login',
    required: false,
    label: text('Password', '密码'),
    help: text('Masked in the terminal, the recording and every report.', '在终端、记录和报告里都会打码。'),
  },
  ...exchangeFields({ subscribe: 'device/ec20/down', publish: 'device/ec20/up', payload: '{"params":{"temperature":25}}' }, mqttRules),
  { ...keepAliveField(mqttRules), group: 'server' },
]
