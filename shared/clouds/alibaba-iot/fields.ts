import { text } from '../../text/local-text.ts'
import { caField, endpointFields, httpEndpointField, transportField } from '../endpoint-fields.ts'
import { exchangeFields, keepAliveField } from '../exchange-fields.ts'
import { all, asciiOnly, atMost, inTurn, matching } from '../field-checks.ts'
import { str } from '../inputs.ts'
import type { Field } from '../profile.ts'
import { checkMethod } from './method.ts'
import { alibabaRules } from './rules.ts'

const signed = ['login', 'http-auth']
const registered = ['http-register', 'mqtt-register']

/** Regions with the public instance's own host names, as the device SDK lists them. */
const regions = [
  { value: 'cn-shanghai', label: text('China (Shanghai)', '华东2（上海）') },
  { value: 'cn-beijing', label: text('China (Beijing)', '华北2（北京）') },
  { value: 'cn-shenzhen', label: text('China (Shenzhen)', '华南1（深圳）') },
  { value: 'ap-southeast-1', label: text('Singapore', '新加坡') },
  { value: 'ap-northeast-1', label: text('Japan (Tokyo)', '日本（东京）') },
  { value: 'us-west-1', label: text('US (Silicon Valley)', '美国（硅谷）') },
  { value: 'us-east-1', label: text('US (Virginia)', '美国（弗吉尼亚）') },
  { value: 'eu-central-1', label: text('Germany (Frankfurt)', '德国（法兰克福）') },
]

/** Every published and console DeviceSecret has 32; a shorter one lost its end in copying. */
const deviceSecretForm = matching(/^[A-Za-z0-9]{32}$/, text('32 letters and digits as the console shows them.', '应为控制台显示的 32 位字母和数字。'), 'warning')
const secretForm = matching(/^[A-Za-z0-9]{16,64}$/, text('Letters and digits as the console shows them.', '应为控制台显示的字母和数字。'), 'warning')

/** The platform takes any digits, and its documents' examples are short; ten digits are a slip, and so is more than a date can have. */
const likelyMilliseconds = matching(
  /^(?!\d{10}$)\d{1,14}$/,
  text('Thirteen digits are milliseconds; ten are seconds. The platform takes it as it is, and it is signed as it is.', '毫秒是 13 位数字，10 位是秒。平台不校验，会按填写的内容参与签名。'),
  'warning',
)

/** Alibaba Cloud IoT Platform: device certificate, endpoint, signature. */
export const alibabaFields: readonly Field[] = [
  { ...transportField(['tls', 'tcp', 'wss', 'ws']), operations: ['login'], derive: (entered) => (str(entered, 'securemode') === '3' ? 'tcp' : '') },
  {
    key: 'region',
    kind: 'choice',
    group: 'server',
    required: false,
    initial: 'cn-shanghai',
    label: text('Region', '地域'),
    help: text('Where the instance runs.', '实例所在地域。'),
    where: text('Console, top left', '控制台左上角'),
    choices: regions,
  },
  {
    key: 'instanceId',
    kind: 'text',
    group: 'server',
    required: false,
    operations: ['login', 'mqtt-register'],
    label: text('Instance ID', '实例 ID'),
    help: text('Of an enterprise or new public instance; left empty: the old public instance.', '企业版或新版公共实例的 ID；旧版公共实例留空。'),
    where: text('Console → Overview → the instance’s card', '控制台 → 实例概览 → 实例卡片'),
    placeholder: 'iot-06z00i8mcbcop1x',
    check: matching(/^[A-Za-z0-9-]{1,64}$/, text('Letters, digits and hyphens.', '由字母、数字和连字符组成。')),
  },
  {
    key: 'productKey',
    kind: 'text',
    group: 'login',
    required: true,
    label: text('ProductKey', 'ProductKey'),
    help: text('Of the product that the device belongs to.', '设备所属产品的标识。'),
    where: text('Console → Devices → the device → DeviceSecret “View”', '控制台 → 设备管理 → 设备 → 设备详情 → DeviceSecret 查看'),
    placeholder: 'k1hipglLdjU',
    check: all(asciiOnly, matching(/^[A-Za-z0-9]{1,64}$/, text('Letters and digits.', '由字母和数字组成。'))),
  },
  {
    key: 'deviceName',
    kind: 'text',
    group: 'login',
    required: true,
    label: text('DeviceName', 'DeviceName'),
    help: text('Often the module’s IMEI.', '常用模组的 IMEI。'),
    where: text('Console → Devices → the device', '控制台 → 设备管理 → 设备 → 设备详情'),
    placeholder: '868488076506128',
    // help.aliyun.com, Create a device: 4 to 32 letters, digits and -_@.: in a DeviceName. Older devices may have more, so only a remark.
    check: all(asciiOnly, atMost(64), matching(/^[A-Za-z0-9_.:@-]+$/, text('Letters, digits and - _ @ . : only.', '只能由字母、数字和 - _ @ . : 组成。'))),
  },
  {
    key: 'deviceSecret',
    kind: 'secret',
    group: 'login',
    required: true,
    operations: signed,
    label: text('DeviceSecret', 'DeviceSecret'),
    help: text('Used as text, as it stands.', '按原文使用，不解码。'),
    where: text('Console → Devices → the device → DeviceSecret “View”', '控制台 → 设备管理 → 设备 → 设备详情 → DeviceSecret 查看'),
    placeholder: 'fef32adf6dad46c2c7cbf335d3a7b021',
    check: all(asciiOnly, deviceSecretForm),
  },
  {
    key: 'productSecret',
    kind: 'secret',
    group: 'login',
    required: true,
    operations: registered,
    label: text('ProductSecret', 'ProductSecret'),
    help: text('One for all devices of the product; dynamic registration must be switched on.', '整个产品共用；需要先打开“动态注册”开关。'),
    where: text('Console → Products → the product → ProductSecret', '控制台 → 产品 → 产品详情 → ProductSecret'),
    placeholder: '8LQwOYSZMwp3DFBd',
    check: all(asciiOnly, secretForm),
  },
  {
    key: 'clientId',
    kind: 'text',
    group: 'login',
    required: false,
    operations: ['login', 'http-auth'],
    label: text('Client ID (before the |)', 'clientId（| 之前的部分）'),
    help: text('Free, up to 64 characters. Left empty: productKey.deviceName, as the console does.', '可自定义，64 字符以内。不填则用 productKey.deviceName，与控制台一致。'),
    placeholder: '868488076506128',
    check: all(asciiOnly, atMost(64), matching(/^[^|,=&]+$/, text('Without | , = and &, which separate the parts.', '不能含有分隔符 | , = &。'))),
  },
  {
    key: 'signmethod',
    kind: 'text',
    group: 'login',
    required: false,
    operations: ['login', 'http-auth', 'mqtt-register'],
    initial: 'hmacsha256',
    label: text('Sign method', '签名算法'),
    help: text('hmacsha256, hmacsha1 or hmacmd5; the cloud takes all three.', 'hmacsha256、hmacsha1 或 hmacmd5，云端都支持。'),
    check: checkMethod,
  },
  {
    key: 'signMethod',
    kind: 'text',
    group: 'login',
    required: false,
    operations: ['http-register'],
    initial: 'hmacMd5',
    label: text('Sign method of the registration', '注册签名算法'),
    help: text('hmacMd5, hmacSha1 or hmacSha256, sent as it is written.', 'hmacMd5、hmacSha1 或 hmacSha256，按原样发送。'),
    check: checkMethod,
  },
  {
    key: 'timestamp',
    kind: 'text',
    group: 'login',
    required: false,
    operations: signed,
    isAdvanced: true,
    label: text('Timestamp, ms', '时间戳（毫秒）'),
    help: text('Optional: signed when given, not compared with the clock.', '可选：填了就参与签名，平台不与时钟比对。'),
    placeholder: '1688880712615',
    check: inTurn(matching(/^\d{1,20}$/, text('Digits only: milliseconds since 1970.', '只能是数字：1970 年以来的毫秒数。')), likelyMilliseconds),
  },
  {
    key: 'securemode',
    kind: 'text',
    group: 'login',
    required: false,
    operations: ['login'],
    isAdvanced: true,
    label: text('securemode', 'securemode'),
    help: text('Left empty: 2 with TLS and wss, 3 with TCP and ws.', '不填：TLS、wss 为 2，TCP、ws 为 3。'),
    placeholder: '2',
    check: matching(/^(-2|2|3)$/, text('2 (TLS, wss), 3 (TCP, ws) or -2 (after registration without pre-registering).', '可选 2（TLS、wss）、3（TCP、ws）、-2（免预注册）。')),
  },
  {
    key: 'authType',
    kind: 'choice',
    group: 'login',
    required: false,
    operations: ['mqtt-register'],
    initial: 'register',
    label: text('Kind of registration', '注册方式'),
    help: text('regnwl works on enterprise instances in Shanghai only.', 'regnwl 仅限上海地域的企业版实例。'),
    choices: [
      { value: 'register', label: text('register: the device name is known already', 'register：设备名已预注册') },
      { value: 'regnwl', label: text('regnwl: without pre-registering', 'regnwl：免预注册') },
    ],
  },
  {
    key: 'random',
    kind: 'text',
    group: 'login',
    required: false,
    operations: registered,
    isAdvanced: true,
    suggest: ({ random }) => random.slice(0, 16),
    label: text('Random text', '随机数 random'),
    help: text('Any text; signed with the rest.', '任意字符串，参与签名。'),
    placeholder: '123456',
    check: all(asciiOnly, matching(/^[A-Za-z0-9]{1,64}$/, text('Letters and digits.', '由字母和数字组成。'))),
  },
  ...endpointFields.map((field) => ({ ...field, operations: ['login', 'mqtt-register'] })),
  httpEndpointField('https://iot-auth.cn-shanghai.aliyuncs.com', ['http-auth', 'http-register']),
  { ...caField, operations: ['login', 'mqtt-register'] },
  ...exchangeFields(
    {
      subscribe: '/sys/k1hipglLdjU/868488076506128/thing/service/property/set',
      publish: '/sys/k1hipglLdjU/868488076506128/thing/event/property/post',
      payload: '{"id":"123","version":"1.0","params":{"Temp":25},"method":"thing.event.property.post"}',
    },
    alibabaRules,
  ).map((field) => ({ ...field, operations: ['login'] })),
  { ...keepAliveField(alibabaRules), operations: ['login'] },
]
