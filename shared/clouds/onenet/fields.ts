import { text } from '../../text/local-text.ts'
import { caField, endpointFields, transportField } from '../endpoint-fields.ts'
import { exchangeFields, keepAliveField } from '../exchange-fields.ts'
import { all, asciiOnly, atMost, base64Of, matching, unixTime } from '../field-checks.ts'
import { str } from '../inputs.ts'
import type { Field, FieldCheck } from '../profile.ts'
import { checkMethod } from './method.ts'
import { deviceResource, readResource } from './resource.ts'
import { oneNetRules } from './rules.ts'

const login = ['login']
/** 30 days, in s. */
const usualLifetime = 2_592_000

const details = text('Console → Devices → the device → Details', '控制台 → 设备管理 → 设备详情')

/** For the token alone it is not needed; given, it goes into the result. */
const productId: Field = {
  key: 'productId',
  kind: 'text',
  group: 'login',
  required: false,
  operations: ['token'],
  label: text('Product ID', '产品 ID'),
  help: text('Also the MQTT user name.', '同时也是 MQTT 用户名。'),
  where: text('Console → Products → the product’s overview', '控制台 → 产品开发 → 产品概况'),
  placeholder: 'Ck2AF9QD2K',
  check: all(asciiOnly, matching(/^[A-Za-z0-9]{1,32}$/, text('Letters and digits.', '由字母和数字组成。'))),
}

const deviceName: Field = {
  key: 'deviceName',
  kind: 'text',
  group: 'login',
  required: false,
  operations: ['token'],
  label: text('Device name', '设备名称'),
  help: text('Also the MQTT client ID, alone: without the product ID.', '同时也是 MQTT Client ID，不要带产品 ID。'),
  where: details,
  placeholder: 'test',
  check: all(asciiOnly, atMost(64), matching(/^[A-Za-z0-9_.:@-]+$/, text('Letters, digits and _ - . : @ only.', '只能由字母、数字和 _ - . : @ 组成。'))),
}

const forLogin = (field: Field, derive: NonNullable<Field['derive']>): Field => ({ ...field, required: true, operations: login, derive })

/** Devices log in with the first one; the others belong to the platform's HTTP interface. */
const checkVersion: FieldCheck = (value, about) => {
  const problems = matching(/^\d{4}-\d{2}-\d{2}$/, text('A date: 2018-10-31.', '应为日期形式：2018-10-31。'))(value, about)
  if (problems.length > 0 || value === '2018-10-31') return problems
  return [
    {
      severity: 'warning',
      code: 'input.version',
      what: text(`Devices log in with version 2018-10-31, not ${value}.`, `设备登录用的 version 是 2018-10-31，不是 ${value}。`),
      next: text('Other versions belong to the HTTP interface of the platform.', '其他版本用于平台的 API 鉴权。'),
    },
  ]
}

/** China Mobile OneNET: both product lines log in alike. */
export const oneNetFields: readonly Field[] = [
  { ...transportField(['tls', 'tcp']), operations: login },
  {
    key: 'service',
    kind: 'choice',
    group: 'server',
    required: false,
    initial: 'studio',
    operations: login,
    label: text('Product line', '产品线'),
    help: text('A product with a thing model is OneNET Studio. Topics and payloads differ, the login does not.', '产品要定义物模型的是 OneNET Studio。两者登录方式相同，主题和数据格式不同。'),
    choices: [
      { value: 'studio', label: text('OneNET Studio (thing model)', 'OneNET Studio / 物联网开放平台（物模型）') },
      { value: 'suite', label: text('MQTT suite (data streams)', 'MQTT 物联网套件（数据流）') },
    ],
  },
  forLogin(productId, (entered) => readResource(str(entered, 'res')).productId),
  forLogin(deviceName, (entered) => readResource(str(entered, 'res')).deviceName),
  productId,
  deviceName,
  {
    key: 'key',
    kind: 'secret',
    group: 'login',
    required: true,
    label: text('Key', '密钥'),
    help: text('Device key, or the product’s access_key where res names the product. Base64, decoded once before signing.', '设备密钥；res 为产品级时用产品的 access_key。Base64 格式，签名前解码一次。'),
    where: details,
    placeholder: 'KuF3NT/jUBJ62LNBB/A8XZA9CqS3Cu79B/ABmfA1UCw=',
    check: all(asciiOnly, base64Of({ min: 32, max: 32 })),
  },
  {
    key: 'method',
    kind: 'text',
    group: 'login',
    required: false,
    initial: 'sha256',
    label: text('Method', '签名方法'),
    help: text('sha256, sha1 or md5; signed literally, so lower case.', 'sha256、sha1 或 md5；会原样参与签名，请用小写。'),
    check: checkMethod,
  },
  {
    key: 'et',
    kind: 'text',
    group: 'login',
    required: false,
    suggest: ({ now }) => String(Math.floor(now / 1000) + usualLifetime),
    label: text('Expiry (et), s', '过期时间 et（秒）'),
    help: text(
      'Unix seconds; left empty: in 30 days. A device without a clock cannot sign anew: give it a far date, such as 4102444800 (2100).',
      'Unix 时间戳（秒），不填则为 30 天后。没有时钟的设备无法重新签名，请填一个很远的时间，例如 4102444800（2100 年）。',
    ),
    placeholder: '1893456000',
    check: unixTime('s', { mustBeFuture: true }),
  },
  {
    key: 'res',
    kind: 'text',
    group: 'login',
    required: false,
    isAdvanced: true,
    derive: (entered) => (str(entered, 'productId') !== '' && str(entered, 'deviceName') !== '' ? deviceResource(str(entered, 'productId'), str(entered, 'deviceName')) : ''),
    label: text('Resource (res)', '访问资源 res'),
    help: text('Left empty: this device. products/{product ID} goes with the product’s access_key.', '不填则为本设备。用产品 access_key 时可填 products/{产品 ID}。'),
    placeholder: 'products/Ck2AF9QD2K/devices/test',
    check: all(asciiOnly, atMost(256), matching(/^[a-z]+\/[^/\s]+(\/[a-z]+\/[^/\s]+)?$/, text('products/{product ID}/devices/{device name}, not URL-encoded.', '应为 products/{产品 ID}/devices/{设备名称}，不做 URL 编码。'))),
  },
  {
    key: 'version',
    kind: 'text',
    group: 'login',
    required: false,
    isAdvanced: true,
    initial: '2018-10-31',
    label: text('Version', '版本 version'),
    help: text('Of the parameters: 2018-10-31.', '参数组版本号：2018-10-31。'),
    check: checkVersion,
  },
  ...endpointFields.map((field) => ({ ...field, operations: login })),
  { ...caField, operations: login },
  ...exchangeFields(
    {
      subscribe: '$sys/Ck2AF9QD2K/test/thing/property/post/reply',
      publish: '$sys/Ck2AF9QD2K/test/thing/property/post',
      payload: '{"id":"123","version":"1.0","params":{"temp":{"value":23.6}}}',
    },
    oneNetRules,
  ).map((field) => ({ ...field, operations: login })),
  { ...keepAliveField(oneNetRules), operations: login },
]
