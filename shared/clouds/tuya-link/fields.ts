import { text } from '../../text/local-text.ts'
import { caField, endpointFields, transportField } from '../endpoint-fields.ts'
import { exchangeFields, keepAliveField } from '../exchange-fields.ts'
import { all, asciiOnly, matching, unixTime } from '../field-checks.ts'
import type { Field } from '../profile.ts'
import { dataCentres } from './endpoint.ts'
import { tuyaRules } from './rules.ts'

const devices = text('Tuya Developer Platform → the product → Device Development → the device’s ProductID, DeviceID and DeviceSecret', '涂鸦开发者平台 → 产品 → 设备开发，设备的 ProductID、DeviceID、DeviceSecret')

/** TuyaLink: a device of one’s own on Tuya’s cloud, by its secret. */
export const tuyaFields: readonly Field[] = [
  transportField(['tls']),
  {
    key: 'region',
    kind: 'choice',
    group: 'server',
    required: false,
    initial: 'cn',
    label: text('Data centre', '数据中心'),
    help: text('Where the device was registered; each one has its own address.', '注册设备的数据中心，各有自己的接入地址。'),
    where: text('Tuya Developer Platform → the product → Device Development', '涂鸦开发者平台 → 产品 → 设备开发'),
    choices: dataCentres.map(({ id, label }) => ({ value: id, label })),
  },
  {
    key: 'deviceId',
    kind: 'text',
    group: 'login',
    required: true,
    label: text('DeviceID', 'DeviceID'),
    help: text('Some 20 letters and digits.', '约 20 位字母和数字。'),
    where: devices,
    placeholder: '6c95875d0f5ba69607nzfl',
    check: all(asciiOnly, matching(/^[A-Za-z0-9]{8,64}$/, text('Letters and digits.', '由字母和数字组成。'))),
  },
  {
    key: 'deviceSecret',
    kind: 'secret',
    group: 'login',
    required: true,
    label: text('DeviceSecret', 'DeviceSecret'),
    help: text('Used as text, as it stands; it looks like hex but is not decoded.', '按原文使用；看起来像十六进制，但不要解码。'),
    where: devices,
    placeholder: 'fb803786602df760',
    check: all(asciiOnly, matching(/^[A-Za-z0-9]{16}$/, text('16 letters and digits.', '应为 16 位字母和数字。'), 'warning')),
  },
  {
    key: 'timestamp',
    kind: 'text',
    group: 'login',
    required: false,
    isAdvanced: true,
    suggest: ({ now }) => String(Math.floor(now / 1000)),
    label: text('Time stamp, s', '时间戳（秒）'),
    help: text('Left empty: now. Signed, and carried in the user name.', '不填则取当前时间。参与签名，并写在用户名里。'),
    placeholder: '1607635284',
    check: unixTime('s'),
  },
  ...endpointFields,
  caField,
  ...exchangeFields(
    {
      subscribe: 'tylink/6c95875d0f5ba69607nzfl/thing/property/set',
      publish: 'tylink/6c95875d0f5ba69607nzfl/thing/property/report',
      payload: '{"msgId":"45lkj3551234","time":1626197189638,"data":{"brightness":{"value":80,"time":1626197189638}}}',
    },
    tuyaRules,
  ),
  keepAliveField(tuyaRules),
]
