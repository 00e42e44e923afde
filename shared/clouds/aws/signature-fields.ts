import { text } from '../../text/local-text.ts'
import { all, asciiOnly, atMost, matching, wholeNumber } from '../field-checks.ts'
import { checkHost } from '../host-check.ts'
import { str } from '../inputs.ts'
import type { Field } from '../profile.ts'
import { regionOf } from './endpoint.ts'
import { emptyHash } from './sigv4.ts'
import { checkDay, checkStamp, stampOf } from './time.ts'
import { iotService } from './tool.ts'

const bySignature = { key: 'auth', oneOf: ['sigv4'] } as const
const urls = ['sigv4-iot-wss', 'sigv4-presigned-query']
const tools = [...urls, 'sigv4-signing-key']

const credentials = text(
  'IAM console → Users → the user → Security credentials → Access keys; temporary ones from STS or Cognito',
  'IAM 控制台 → 用户 → 该用户 → 安全凭证 → 访问密钥；临时密钥由 STS 或 Cognito 签发',
)

/** Asked for by the login where it is signed, and by the tools that name them. */
const shared = (field: Omit<Field, 'operations' | 'shownWhen'>, operations: readonly string[]): readonly Field[] => [
  { ...field, operations: ['login'], shownWhen: bySignature },
  { ...field, operations },
]

/** What SigV4 signs with and about. */
export const signatureFields: readonly Field[] = [
  {
    key: 'scheme',
    kind: 'choice',
    group: 'server',
    required: false,
    isAdvanced: true,
    operations: ['sigv4-iot-wss'],
    initial: 'wss',
    label: text('Scheme', '协议'),
    help: text('Not signed.', '不参与签名。'),
    choices: [
      { value: 'wss', label: text('wss', 'wss') },
      { value: 'https', label: text('https', 'https') },
    ],
  },
  {
    key: 'scheme',
    kind: 'choice',
    group: 'server',
    required: false,
    isAdvanced: true,
    operations: ['sigv4-presigned-query'],
    initial: 'https',
    label: text('Scheme', '协议'),
    help: text('Not signed.', '不参与签名。'),
    choices: [
      { value: 'https', label: text('https', 'https') },
      { value: 'wss', label: text('wss', 'wss') },
    ],
  },
  {
    key: 'host',
    kind: 'text',
    group: 'server',
    required: true,
    isTrimmed: true,
    operations: ['sigv4-presigned-query'],
    label: text('Host', '域名'),
    help: text('As it goes into the Host header, without scheme and port.', '与 Host 头一致，不带协议和端口。'),
    placeholder: 'examplebucket.s3.amazonaws.com',
    check: all(checkHost, asciiOnly, atMost(255)),
  },
  {
    key: 'path',
    kind: 'text',
    group: 'server',
    required: false,
    initial: '/mqtt',
    operations: urls,
    label: text('Path', '路径'),
    help: text('URL-encoded already, without a query. AWS IoT: /mqtt', '已做 URL 编码，不带查询串。AWS IoT 为 /mqtt'),
    placeholder: '/test.txt',
    check: all(
      asciiOnly,
      atMost(1024),
      matching(/^\/[A-Za-z0-9\-._~%/]*$/, text('It begins with / and holds letters, digits and - . _ ~ / %.', '以 / 开头，由字母、数字和 - . _ ~ / % 组成。')),
    ),
  },
  ...shared(
    {
      key: 'region',
      kind: 'text',
      group: 'server',
      required: true,
      derive: (entered) => regionOf(str(entered, 'host')),
      label: text('Region', '区域'),
      help: text('Left empty: the one in the endpoint’s name.', '不填则取端点域名里的区域。'),
      where: text('Console, top right', '控制台右上角'),
      placeholder: 'us-east-1',
      check: all(asciiOnly, matching(/^[a-z]{2}(-[a-z]+)+-\d$/, text('Lower case, with a number at the end.', '小写，以数字结尾。'))),
    },
    tools,
  ),
  {
    key: 'service',
    kind: 'text',
    group: 'server',
    required: false,
    isAdvanced: true,
    initial: iotService,
    operations: tools,
    label: text('Service', '服务名'),
    help: text('AWS IoT over WebSocket: iotdevicegateway.', 'AWS IoT 的 WebSocket：iotdevicegateway。'),
    placeholder: 's3',
    check: all(asciiOnly, matching(/^[a-z0-9-]{1,64}$/, text('Lower-case letters, digits and hyphens.', '由小写字母、数字和连字符组成。'))),
  },
  ...shared(
    {
      key: 'accessKey',
      kind: 'text',
      group: 'login',
      required: true,
      label: text('Access key ID', '访问密钥 ID'),
      help: text('20 capitals and digits; AKIA: a user’s, ASIA: temporary.', '20 位大写字母和数字；AKIA 开头为长期密钥，ASIA 开头为临时密钥。'),
      where: credentials,
      placeholder: 'AKIAIOSFODNN7EXAMPLE',
      check: all(
        asciiOnly,
        matching(/^[A-Za-z0-9]{1,128}$/, text('Letters and digits.', '由字母和数字组成。')),
        matching(/^(AKIA|ASIA)[A-Z0-9]{12,}$/, text('It begins with AKIA or ASIA.', '应以 AKIA 或 ASIA 开头。'), 'warning'),
      ),
    },
    urls,
  ),
  ...shared(
    {
      key: 'secretKey',
      kind: 'secret',
      group: 'login',
      required: true,
      label: text('Secret access key', '私有访问密钥'),
      help: text('Used as text. Shown once, when the access key was made.', '按原文使用。仅在创建访问密钥时显示一次。'),
      where: credentials,
      placeholder: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      check: all(asciiOnly, matching(/^[A-Za-z0-9/+]{40}$/, text('40 characters: letters, digits, / and +.', '40 个字符：字母、数字、/ 和 +。'), 'warning')),
    },
    tools,
  ),
  ...shared(
    {
      key: 'sessionToken',
      kind: 'secret',
      group: 'login',
      required: false,
      label: text('Session token', '会话令牌'),
      help: text('Only with temporary keys (ASIA…).', '仅临时密钥（ASIA…）需要。'),
      where: credentials,
      check: all(asciiOnly, atMost(8192)),
    },
    urls,
  ),
  ...shared(
    {
      key: 'amzDate',
      kind: 'text',
      group: 'login',
      required: false,
      isAdvanced: true,
      suggest: ({ now }) => stampOf(now),
      label: text('Time of signing (UTC)', '签名时间（UTC）'),
      help: text('Left empty: now. AWS allows five minutes of difference.', '不填则为当前时间。AWS 允许 5 分钟偏差。'),
      placeholder: '20150830T123600Z',
      check: checkStamp,
    },
    urls,
  ),
  ...shared(
    {
      key: 'expires',
      kind: 'text',
      group: 'login',
      required: false,
      isAdvanced: true,
      isTrimmed: true,
      initial: '86400',
      label: text('Valid for, s', '有效期（秒）'),
      help: text('Up to 604800. A WebSocket lasts 24 hours at the longest.', '最长 604800。WebSocket 连接最长保持 24 小时。'),
      check: wholeNumber('expires', 1, 604_800),
    },
    urls,
  ),
  {
    key: 'payloadHash',
    kind: 'text',
    group: 'login',
    required: false,
    isAdvanced: true,
    operations: urls,
    initial: emptyHash,
    label: text('Hash of the payload', '负载哈希'),
    help: text('SHA-256 of nothing for a WebSocket; UNSIGNED-PAYLOAD for S3.', 'WebSocket 为空内容的 SHA-256；S3 为 UNSIGNED-PAYLOAD。'),
    check: matching(/^([0-9a-f]{64}|UNSIGNED-PAYLOAD)$/, text('64 lower-case hex digits, or UNSIGNED-PAYLOAD.', '64 位小写十六进制，或 UNSIGNED-PAYLOAD。')),
  },
  {
    key: 'date',
    kind: 'text',
    group: 'login',
    required: false,
    operations: ['sigv4-signing-key'],
    suggest: ({ now }) => stampOf(now).slice(0, 8),
    label: text('Day (UTC)', '日期（UTC）'),
    help: text('Left empty: today.', '不填则为今天。'),
    placeholder: '20150830',
    check: checkDay,
  },
]
