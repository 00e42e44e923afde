import { text } from '../../text/local-text.ts'
import { caField, endpointFields, transportField } from '../endpoint-fields.ts'
import { exchangeFields, keepAliveField } from '../exchange-fields.ts'
import { all, asciiOnly, matching } from '../field-checks.ts'
import { str } from '../inputs.ts'
import type { Field } from '../profile.ts'
import { checkTimestamp } from './clock.ts'
import { baiduRules } from './rules.ts'

const connection = text('Console → IoT Core → the instance → Devices → the device → Connection information', '控制台 → 物联网核心套件 → 实例 → 设备列表 → 设备详情 → 连接信息')

/** Baidu AI Cloud IoT Core: a device that logs in by its secret. */
export const baiduFields: readonly Field[] = [
  transportField(['tls', 'tcp', 'wss']),
  {
    key: 'region',
    kind: 'choice',
    group: 'server',
    required: false,
    initial: 'gz',
    label: text('Region', '地域'),
    help: text('Where the instance was created; part of its address.', '创建实例时选的地域，是接入地址的一部分。'),
    where: text('Console → IoT Core → the instance’s details', '控制台 → 物联网核心套件 → 实例详情'),
    choices: [
      { value: 'gz', label: text('South China (Guangzhou)', '华南-广州') },
      { value: 'bj', label: text('North China (Beijing)', '华北-北京') },
      { value: 'su', label: text('East China (Suzhou)', '华东-苏州') },
    ],
  },
  {
    key: 'coreId',
    kind: 'text',
    group: 'login',
    required: true,
    label: text('IoTCoreId', 'IoTCoreId'),
    help: text('Of the instance; also the first part of its address.', '实例 ID，也是接入地址的第一段。'),
    where: connection,
    placeholder: 'abcd123',
    check: all(asciiOnly, matching(/^[A-Za-z0-9]{1,40}$/, text('Letters and digits.', '由字母和数字组成。'))),
  },
  {
    key: 'deviceKey',
    kind: 'text',
    group: 'login',
    required: true,
    label: text('DeviceKey', 'DeviceKey'),
    help: text('The device’s name.', '设备标识，一般就是设备名称。'),
    where: connection,
    placeholder: 'mydevice',
    // “Device management” (6kaw7eova): 1 to 40 letters, digits, - and _.
    check: all(asciiOnly, matching(/^[A-Za-z0-9_-]{1,40}$/, text('Letters, digits, - and _, at most 40.', '由字母、数字、- 和 _ 组成，最多 40 个字符。'))),
  },
  {
    key: 'deviceSecret',
    kind: 'secret',
    group: 'login',
    required: true,
    label: text('DeviceSecret', 'DeviceSecret'),
    help: text('Used as text, as it stands.', '按原文使用，不解码。'),
    where: text('Console → … → Connection information: the eye beside DeviceSecret', '控制台 → … → 连接信息，点 DeviceSecret 旁的小眼睛'),
    placeholder: 'ImSeCrEt0I1M2jkl',
    check: all(asciiOnly, matching(/^[A-Za-z0-9]{8,64}$/, text('Letters and digits as the console shows them.', '应为控制台显示的字母和数字。'), 'warning')),
  },
  {
    key: 'clientId',
    kind: 'text',
    group: 'login',
    required: false,
    derive: (entered) => str(entered, 'deviceKey'),
    label: text('Client ID', 'Client ID'),
    help: text('Free, one to a connection. Left empty: the DeviceKey, as the documents advise.', '可自定义，不能重复。不填则用 DeviceKey，与文档建议一致。'),
    placeholder: 'mydevice',
    check: all(asciiOnly, matching(/^[0-9A-Za-z_-]{1,128}$/, text('Letters, digits, - and _, at most 128.', '由字母、数字、- 和 _ 组成，最多 128 个字符。'))),
  },
  {
    key: 'algorithm',
    kind: 'choice',
    group: 'login',
    required: false,
    initial: 'SHA256',
    label: text('Algorithm', '算法'),
    help: text('A plain hash, named in the user name.', '普通哈希算法，写在用户名里。'),
    choices: [
      { value: 'SHA256', label: text('SHA256', 'SHA256') },
      { value: 'MD5', label: text('MD5', 'MD5') },
    ],
  },
  {
    key: 'timestamp',
    kind: 'text',
    group: 'login',
    required: false,
    isAdvanced: true,
    label: text('Time stamp, s', '时间戳（秒）'),
    help: text('Left empty or 0: not checked, for devices without a clock. Else within ten minutes of the platform’s clock.', '不填或填 0：平台不校验，适合没有时钟的设备。否则与平台时间最多相差 10 分钟。'),
    placeholder: '1583826857',
    check: checkTimestamp,
  },
  ...endpointFields,
  caField,
  ...exchangeFields({ subscribe: '$iot/mydevice/msg', publish: '$iot/mydevice/events', payload: '{"temperature":26,"humidity":45}' }, baiduRules),
  keepAliveField(baiduRules),
]
