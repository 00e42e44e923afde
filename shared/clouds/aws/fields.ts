import { text } from '../../text/local-text.ts'
import { caField, clientCertificateFields, endpointFields, transportField } from '../endpoint-fields.ts'
import { exchangeFields, keepAliveField } from '../exchange-fields.ts'
import { all, asciiOnly, atMost, matching } from '../field-checks.ts'
import { str } from '../inputs.ts'
import type { Field } from '../profile.ts'
import { checkEndpoint } from './endpoint.ts'
import { certificateAlpn } from './login.ts'
import { awsRules } from './rules.ts'
import { signatureFields } from './signature-fields.ts'

const login = ['login']
const byCertificate = { key: 'auth', oneOf: ['cert'] } as const
const byAuthorizer = { key: 'auth', oneOf: ['custom'] } as const

const authorizers = text('AWS IoT console → Security → Authorizers → the authorizer', 'AWS IoT 控制台 → 安全 → 授权方 → 该授权方')

const endpointField: Field = {
  key: 'host',
  kind: 'text',
  group: 'server',
  required: true,
  isTrimmed: true,
  operations: ['login', 'sigv4-iot-wss'],
  label: text('Device data endpoint', '设备数据端点'),
  help: text('Your account’s own name, with -ats; without https:// and port.', '你账户专属的域名，带 -ats；不带 https:// 和端口。'),
  where: text('AWS IoT console → Connect → Domain configurations (formerly Settings → Device data endpoint)', 'AWS IoT 控制台 → 连接 → 域配置（旧版：设置 → 设备数据端点）'),
  placeholder: 'a1b2c3d4e5f6g7-ats.iot.us-east-1.amazonaws.com',
  check: checkEndpoint,
}

/** With the endpoint required, the port alone may still be another one: at a practice bench. */
const portField: readonly Field[] = endpointFields.filter(({ key }) => key === 'port').map((field) => ({ ...field, operations: login }))

const authorizerFields: readonly Field[] = [
  {
    key: 'authorizerName',
    kind: 'text',
    group: 'login',
    required: false,
    label: text('Authorizer name', '授权方名称'),
    help: text('Left empty: the account’s default authorizer.', '不填则用账户的默认授权方。'),
    where: authorizers,
    placeholder: 'MyAuthorizer',
    check: all(asciiOnly, matching(/^[\w=,@-]{1,128}$/, text('Letters, digits and _ = , @ - only, up to 128.', '只能由字母、数字和 _ = , @ - 组成，最多 128 个字符。'))),
  },
  {
    key: 'username',
    kind: 'text',
    group: 'login',
    required: false,
    label: text('User name', '用户名'),
    help: text('What stands before the “?”; the authorizer sees it.', '“?”之前的部分，会交给授权方。'),
    placeholder: 'device-01',
    check: all(atMost(256), matching(/^[^?&\s]+$/, text('Without “?”, “&” and spaces.', '不能有“?”、“&”和空格。'))),
  },
  {
    key: 'password',
    kind: 'secret',
    group: 'login',
    required: false,
    label: text('Password', '密码'),
    help: text('Only where the authorizer asks for one; AWS hands it over in Base64.', '授权方需要时才填；AWS 会以 Base64 形式交给授权方。'),
  },
  {
    key: 'tokenKey',
    kind: 'text',
    group: 'login',
    required: false,
    label: text('Token key name', '令牌键名'),
    help: text('Under which name the authorizer finds the token.', '授权方用哪个名称取令牌。'),
    where: authorizers,
    placeholder: 'MyAuthorizerToken',
    check: all(asciiOnly, matching(/^[A-Za-z0-9_-]{1,128}$/, text('Letters, digits, _ and -.', '由字母、数字、_ 和 - 组成。'))),
  },
  {
    key: 'token',
    kind: 'secret',
    group: 'login',
    required: false,
    label: text('Token', '令牌'),
    help: text('As it is, such as a JWT; it is URL-encoded here.', '填原文（例如 JWT），这里会做 URL 编码。'),
    check: all(asciiOnly, atMost(8192)),
  },
  {
    key: 'tokenSignature',
    kind: 'secret',
    group: 'login',
    required: false,
    label: text('Token signature', '令牌签名'),
    help: text('Base64 of the RSA-SHA256 signature over the token, in one line; not yet URL-encoded.', '对令牌做 RSA-SHA256 签名后的 Base64，单行；不要先做 URL 编码。'),
    check: all(asciiOnly, matching(/^([A-Za-z0-9+/]+={0,2}|[A-Za-z0-9._~%-]+)$/, text('Base64, in one line.', '应为单行 Base64。'))),
  },
].map((field): Field => ({ ...(field as Field), operations: login, shownWhen: byAuthorizer }))

/** AWS IoT Core: endpoint, one of three ways to log in, and the tools of SigV4. */
export const awsFields: readonly Field[] = [
  endpointField,
  {
    key: 'auth',
    kind: 'choice',
    group: 'login',
    required: false,
    operations: login,
    initial: 'cert',
    label: text('Authentication', '认证方式'),
    help: text('Devices have a certificate as a rule.', '设备一般用证书。'),
    choices: [
      { value: 'cert', label: text('Device certificate (mutual TLS)', '设备证书（双向 TLS）') },
      { value: 'custom', label: text('Custom authorizer', '自定义授权方') },
      { value: 'sigv4', label: text('SigV4 over WebSocket', 'SigV4（WebSocket）') },
    ],
  },
  { ...transportField(['tls', 'wss']), operations: login, derive: (entered) => (str(entered, 'auth') === 'sigv4' ? 'wss' : '') },
  {
    key: 'alpn',
    kind: 'choice',
    group: 'server',
    required: false,
    operations: login,
    shownWhen: byCertificate,
    initial: 'none',
    derive: (entered) => (str(entered, 'port').trim() === '443' ? certificateAlpn : ''),
    label: text('Port of the certificate login', '证书登录端口'),
    help: text('443 passes firewalls, but the modem must be able to send ALPN.', '443 能穿过防火墙，但模组必须支持 ALPN。'),
    choices: [
      { value: 'none', label: text('8883', '8883') },
      { value: certificateAlpn, label: text(`443, by ALPN ${certificateAlpn}`, `443，ALPN ${certificateAlpn}`) },
    ],
  },
  ...portField,
  {
    key: 'clientId',
    kind: 'text',
    group: 'login',
    required: true,
    operations: login,
    label: text('Client ID', 'Client ID'),
    help: text('As the policy allows it; most often the thing’s name. Up to 128 bytes.', '以策略允许的为准，通常就是事物名称，最长 128 字节。'),
    where: text('AWS IoT console → Security → Policies → the policy: resource client/…', 'AWS IoT 控制台 → 安全 → 策略 → 该策略：资源 client/…'),
    placeholder: 'MyThing',
    check: all(
      atMost(128),
      matching(
        /^[^#+]+$/,
        text('# and + are taken, but such a client sends no lifecycle events and fits few policies.', '可以含 # 和 +，但不会产生生命周期事件，也很难写进策略。'),
        'warning',
      ),
    ),
  },
  ...authorizerFields,
  ...signatureFields,
  { ...caField, operations: login },
  ...clientCertificateFields(byCertificate).map((field) => ({
    ...field,
    operations: login,
    where: text('Downloaded when the certificate was created: …-certificate.pem.crt, …-private.pem.key', '创建证书时下载的文件：…-certificate.pem.crt、…-private.pem.key'),
  })),
  ...exchangeFields({ subscribe: 'MyThing/down', publish: 'MyThing/up', payload: '{"temperature":25}' }, awsRules).map((field) => ({ ...field, operations: login })),
  { ...keepAliveField(awsRules), operations: login },
]
