import { text } from '../../text/local-text.ts'
import { caField, clientCertificateFields, endpointFields, transportField } from '../endpoint-fields.ts'
import { exchangeFields, keepAliveField } from '../exchange-fields.ts'
import { asciiOnly, base64Of, inTurn, matching, unixTime } from '../field-checks.ts'
import { str } from '../inputs.ts'
import type { Field, FieldCheck } from '../profile.ts'
import { homeRegion, regions } from './endpoint.ts'
import { methods } from './method.ts'
import { identityOfBody, registrationFields } from './registration-fields.ts'
import { tencentRules } from './rules.ts'

const login = ['login']
const registration = ['http-dynreg-v1', 'http-dynreg-v2']

/** What Tencent's SDKs take for “never”: the largest 64-bit time. unixTime stops at the year 9999. */
const longMax = '9223372036854775807'
const checkExpiry: FieldCheck = (value, about) => (value === longMax ? [] : unixTime('s', { mustBeFuture: true })(value, about))

/** s */
const oneDay = 86_400

export const tencentFields: readonly Field[] = [
  {
    key: 'service',
    kind: 'choice',
    group: 'server',
    required: false,
    operations: login,
    initial: 'hub',
    label: text('Service', '产品服务'),
    help: text('The login is the same; topics and message size differ.', '登录方式相同，主题和消息大小限制不同。'),
    where: text('console.cloud.tencent.com/iotcloud is IoT Hub, /iotexplorer is IoT Explorer', '控制台地址是 /iotcloud 的为物联网通信，/iotexplorer 的为物联网开发平台'),
    choices: [
      { value: 'hub', label: text('IoT Hub', '物联网通信（IoT Hub）') },
      { value: 'explorer', label: text('IoT Explorer', '物联网开发平台（IoT Explorer）') },
    ],
  },
  {
    ...transportField(['tcp', 'tls', 'ws', 'wss']),
    operations: login,
    derive: (entered) => (str(entered, 'auth') === 'cert' ? 'tls' : ''),
    help: text('Key devices: TCP or ws. Certificate devices: TLS or wss.', '密钥认证用 TCP 或 ws；证书认证用 TLS 或 wss。'),
  },
  {
    key: 'region',
    kind: 'choice',
    group: 'server',
    required: false,
    operations: [...login, ...registration],
    initial: homeRegion,
    label: text('Region', '地域'),
    help: text('Where the devices connect; all of mainland China is one.', '设备接入的地域；中国大陆统一为广州。'),
    where: text('Console, top of the page', '控制台页面顶部的地域'),
    choices: regions,
  },
  {
    key: 'auth',
    kind: 'choice',
    group: 'login',
    required: false,
    operations: login,
    initial: 'key',
    label: text('Authentication', '认证方式'),
    help: text('Chosen when the product was made; all of its devices have the same.', '创建产品时选定，同一产品的设备都一样。'),
    where: text('Console → Products → the product → Authentication', '控制台 → 产品列表 → 产品详情 → 认证方式'),
    choices: [
      { value: 'key', label: text('Key', '密钥认证') },
      { value: 'cert', label: text('Certificate', '证书认证') },
    ],
  },
  {
    key: 'productId',
    kind: 'text',
    group: 'login',
    required: true,
    operations: [...login, ...registration],
    derive: (entered) => identityOfBody(entered, 'ProductId'),
    label: text('Product ID', '产品 ID'),
    help: text('Ten capital letters and digits.', '10 位大写字母和数字。'),
    where: text('Console → Products → the product → ProductId', '控制台 → 产品列表 → 产品详情 → 产品 ID'),
    placeholder: 'J5M4D6INI9',
    check: inTurn(
      asciiOnly,
      matching(/^[A-Za-z0-9]{1,32}$/, text('Letters and digits.', '由字母和数字组成。')),
      matching(/^[A-Z0-9]{10}$/, text('Ten capital letters and digits are usual.', '通常是 10 位大写字母和数字。'), 'warning'),
    ),
  },
  {
    key: 'deviceName',
    kind: 'text',
    group: 'login',
    required: true,
    operations: [...login, ...registration],
    derive: (entered) => identityOfBody(entered, 'DeviceName'),
    label: text('Device name', '设备名称'),
    help: text('Up to 48 letters, digits, colons, underscores and hyphens.', '最多 48 个字符：字母、数字、冒号、下划线、连字符。'),
    where: text('Console → Products → the product → Devices', '控制台 → 产品列表 → 产品详情 → 设备列表'),
    placeholder: 'pi_dht11',
    // CreateDevice of IoT Hub: [a-zA-Z0-9:_-]{1,48}.
    check: inTurn(asciiOnly, matching(/^[A-Za-z0-9:_-]{1,48}$/, text('1 to 48 letters, digits and : _ - only.', '1–48 个字符，只能是字母、数字和 : _ -。'))),
  },
  {
    key: 'psk',
    kind: 'secret',
    group: 'login',
    required: true,
    operations: login,
    shownWhen: { key: 'auth', oneOf: ['key'] },
    label: text('Device key (psk)', '设备密钥（psk）'),
    help: text('Base64 of 16 bytes, 24 characters with == at the end. Decoded before signing.', 'Base64 文本，24 个字符、以 == 结尾（16 字节）。签名前要先解码。'),
    where: text('Console → the product → Devices → the device → Device key', '控制台 → 产品详情 → 设备列表 → 设备信息 → 设备密钥'),
    placeholder: 'u/nAbSmZKbCW7lugludvLg==',
    check: inTurn(asciiOnly, base64Of({ min: 16, max: 16 })),
  },
  {
    key: 'method',
    kind: 'choice',
    group: 'login',
    required: false,
    operations: login,
    shownWhen: { key: 'auth', oneOf: ['key'] },
    initial: 'hmacsha256',
    label: text('Sign method', '签名算法'),
    help: text('Stands at the end of the password.', '写在密码末尾的分号之后。'),
    choices: methods.map((value) => ({ value, label: text(value, value) })),
  },
  {
    key: 'expiry',
    kind: 'text',
    group: 'login',
    required: false,
    operations: login,
    suggest: ({ now }) => String(Math.floor(now / 1000) + oneDay),
    label: text('Valid until (expiry), Unix seconds', '有效期（expiry，Unix 秒）'),
    help: text('Left empty: 24 hours from now. For a device without a clock: 4294967295.', '不填为 24 小时后。没有时钟的设备填 4294967295。'),
    placeholder: '4294967295',
    check: checkExpiry,
  },
  {
    key: 'connId',
    kind: 'text',
    group: 'login',
    required: false,
    operations: login,
    isAdvanced: true,
    suggest: ({ random }) => random.slice(0, 5).toUpperCase(),
    label: text('Connection ID (connid)', '连接 ID（connid）'),
    help: text('Any text, by which Tencent finds the connection in its logs.', '任意随机串，便于平台侧定位问题。'),
    placeholder: '13GB9',
    check: inTurn(asciiOnly, matching(/^[A-Za-z0-9_-]{1,32}$/, text('Letters and digits, without a semicolon.', '由字母和数字组成，不能含分号。'))),
  },
  {
    key: 'sdkAppId',
    kind: 'text',
    group: 'login',
    required: false,
    operations: login,
    isAdvanced: true,
    initial: '12010126',
    label: text('sdkappid', 'sdkappid'),
    help: text('12010126 in the documents; Tencent’s own SDKs send 21010406.', '文档固定为 12010126；腾讯自己的 SDK 用 21010406。'),
    placeholder: '12010126',
    check: matching(/^\d{1,12}$/, text('Digits only.', '只能是数字。')),
  },
  ...registrationFields,
  ...endpointFields.map((field) => ({ ...field, operations: login })),
  { ...caField, operations: login, help: text('Tencent’s own CA: this PC and the modem both need the file.', '腾讯云物联网自签名根证书，电脑和模组都需要导入。') },
  ...clientCertificateFields({ key: 'auth', oneOf: ['cert'] }).map((field) => ({
    ...field,
    operations: login,
    where: text('Console → the product → Devices → the device → Download', '控制台 → 产品详情 → 设备列表 → 设备信息 → 下载证书和私钥'),
  })),
  ...exchangeFields(
    { subscribe: 'J5M4D6INI9/pi_dht11/control', publish: 'J5M4D6INI9/pi_dht11/event', payload: '{"temperature":25}' },
    tencentRules,
  ).map((field) => ({ ...field, operations: login })),
  { ...keepAliveField(tencentRules), operations: login },
]
