import { jsonObject } from '../../text/json-object.ts'
import { text } from '../../text/local-text.ts'
import { httpEndpointField } from '../endpoint-fields.ts'
import { asciiOnly, inTurn, jsonText, matching, unixTime, wholeNumber } from '../field-checks.ts'
import { checkHost } from '../host-check.ts'
import { str } from '../inputs.ts'
import type { Field, Inputs } from '../profile.ts'
import { methods } from './method.ts'

const v2 = ['http-dynreg-v2']
const both = ['http-dynreg-v1', 'http-dynreg-v2']

/** What a body that was entered says of the device; empty where it does not. */
export function identityOfBody(entered: Inputs, key: 'ProductId' | 'DeviceName'): string {
  const value = jsonObject(str(entered, 'body'))?.[key]
  return typeof value === 'string' ? value : ''
}

export const bodyOf = (productId: string, deviceName: string): string => JSON.stringify({ ProductId: productId, DeviceName: deviceName })

/** Largest nonce: the Python SDK draws below 2^31 - 1. */
const maximumNonce = 2_147_483_647

/** A number out of the letters of chance, the same for the same letters. */
const numberOf = (random: string): number => Array.from(random).reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % maximumNonce, 1)

/** As JSON writes numbers. */
const plainNumber = matching(/^(0|[1-9]\d*)$/, text('Digits only, without a zero or a space in front.', '只能是数字，前面不能有 0 或空格。'))

/** Dynamic registration (one type, one secret), and the payload that it answers. */
export const registrationFields: readonly Field[] = [
  {
    key: 'productSecret',
    kind: 'secret',
    group: 'login',
    required: true,
    operations: [...both, 'dynreg-payload'],
    label: text('Product secret', '产品密钥（ProductSecret）'),
    help: text('One for all devices of the product; used as text.', '整个产品共用，按原文使用、不解码。'),
    where: text('Console → Products → the product, once dynamic registration is switched on there', '控制台 → 产品列表 → 产品详情 → 动态注册配置（先打开开关）'),
    placeholder: '8XzjN8rfgFVGDTNTUGau4snA',
    // The answer is sealed with its first 16 characters.
    check: inTurn(asciiOnly, matching(/^[\x21-\x7e]{16,64}$/, text('At least 16 characters; 24 are usual.', '至少 16 个字符，通常是 24 个。'))),
  },
  {
    key: 'nonce',
    kind: 'number',
    group: 'login',
    required: false,
    operations: both,
    isAdvanced: true,
    suggest: ({ random }) => String(numberOf(random)),
    label: text('Random number (nonce)', '随机数（nonce）'),
    help: text('A whole number; signed with the rest.', '整数，参与签名。'),
    placeholder: '1439928322',
    check: inTurn(wholeNumber('nonce', 0, maximumNonce), plainNumber),
  },
  {
    key: 'timestamp',
    kind: 'text',
    group: 'login',
    required: false,
    operations: both,
    isAdvanced: true,
    suggest: ({ now }) => String(Math.floor(now / 1000)),
    label: text('Timestamp, Unix seconds', '时间戳（Unix 秒）'),
    help: text('Left empty: now.', '不填为当前时间。'),
    placeholder: '1568692235',
    check: inTurn(unixTime('s'), plainNumber),
  },
  {
    key: 'algorithm',
    kind: 'choice',
    group: 'login',
    required: false,
    operations: v2,
    isAdvanced: true,
    initial: 'hmacsha256',
    label: text('Sign method (X-TC-Algorithm)', '签名算法（X-TC-Algorithm）'),
    help: text('Signed and sent as written here.', '按原样参与签名并发送。'),
    choices: methods.map((value) => ({ value, label: text(value, value) })),
  },
  {
    key: 'body',
    kind: 'text',
    group: 'login',
    required: false,
    operations: v2,
    isAdvanced: true,
    derive: (entered) => bodyOf(str(entered, 'productId'), str(entered, 'deviceName')),
    label: text('Body of the request', '请求正文'),
    help: text('Left empty: made of product ID and device name. Its hash is signed, byte for byte.', '不填则由产品 ID 和设备名称生成；正文的哈希参与签名，一个字节都不能差。'),
    placeholder: '{"ProductId":"S3EUVBRJLB","DeviceName":"device_1234"}',
    check: jsonText,
  },
  {
    key: 'host',
    kind: 'text',
    group: 'server',
    required: false,
    operations: v2,
    isAdvanced: true,
    isTrimmed: true,
    label: text('Gateway', '网关域名'),
    help: text('Left empty: the region’s own. It is signed.', '不填则用所选地域的网关；域名参与签名。'),
    placeholder: 'ap-guangzhou.gateway.tencentdevices.com',
    check: inTurn(asciiOnly, checkHost),
  },
  {
    key: 'path',
    kind: 'text',
    group: 'server',
    required: false,
    operations: v2,
    isAdvanced: true,
    initial: '/device/register',
    label: text('Path', '请求路径'),
    help: text('Signed as well.', '同样参与签名。'),
    check: inTurn(asciiOnly, matching(/^\/[\w./-]*$/, text('It begins with a slash and has no query.', '以 / 开头，不带查询参数。'))),
  },
  {
    key: 'payload',
    kind: 'text',
    group: 'login',
    required: true,
    operations: ['dynreg-payload'],
    isTrimmed: true,
    label: text('Payload of the answer', '应答里的 payload'),
    help: text('The Base64 text under “payload” or “Payload”.', '应答 JSON 中 payload（或 Payload）字段的 Base64 文本。'),
    placeholder: 's6FB3a1BA/YYbcmSE12XpeDVmQNDcf1QgVD141RRbmmAnFwQfp1ECAu5O016mCOvYlJJ6V59yM4OqQSiWphfTg==',
    check: asciiOnly,
  },
  httpEndpointField('https://ap-guangzhou.gateway.tencentdevices.com', both),
]
