import { text } from '../../text/local-text.ts'
import { caField, clientCertificateFields, endpointFields, transportField } from '../endpoint-fields.ts'
import { exchangeFields, keepAliveField } from '../exchange-fields.ts'
import { all, asciiOnly, base64Of, matching } from '../field-checks.ts'
import type { Field } from '../profile.ts'
import { checkHour, formatHour } from './hour.ts'
import { huaweiRules } from './rules.ts'

const login = ['login']
const bootstrap = ['bootstrap']

/** Huawei Cloud IoTDA, “Platform connection information, certificates”: regions with the service. */
const regions = [
  { value: 'cn-north-4', label: text('CN North-Beijing4', '华北-北京四') },
  { value: 'cn-east-3', label: text('CN East-Shanghai1', '华东-上海一') },
  { value: 'cn-south-1', label: text('CN South-Guangzhou', '华南-广州') },
  { value: 'ap-southeast-1', label: text('CN-Hong Kong', '中国-香港') },
  { value: 'ap-southeast-3', label: text('AP-Singapore', '亚太-新加坡') },
  { value: 'ap-southeast-2', label: text('AP-Bangkok', '亚太-曼谷') },
  { value: 'ap-southeast-4', label: text('AP-Jakarta', '亚太-雅加达') },
  { value: 'af-south-1', label: text('AF-Johannesburg', '非洲-约翰内斯堡') },
  { value: 'la-south-2', label: text('LA-Santiago', '拉美-圣地亚哥') },
  { value: 'sa-brazil-1', label: text('LA-Sao Paulo1', '拉美-圣保罗一') },
  { value: 'la-north-2', label: text('LA-Mexico City2', '拉美-墨西哥城二') },
  { value: 'me-east-1', label: text('ME-Riyadh', '中东-利雅得') },
]

const accessInformation = text('Console → IoTDA Instances → the instance → Overview → Access Information', '控制台 → IoTDA 实例 → 实例卡片 → 总览 → 接入信息')

/** The address is the instance's own, so it stands in front here. */
const hostFields = endpointFields.map(
  (field): Field =>
    field.key === 'host'
      ? {
          ...field,
          isAdvanced: false,
          label: text('Access address', '接入地址'),
          help: text('Device access, MQTT(S): every instance has its own. Left empty: made of instance and region.', '设备接入 MQTT(S) 的地址，每个实例不同。不填则由实例和区域拼出。'),
          where: accessInformation,
          placeholder: '6e69a63a03.st1.iotda-device.cn-north-4.myhuaweicloud.com',
        }
      : field,
)

const byCertificate = { key: 'auth', oneOf: ['cert'] }
const bySecret = { key: 'auth', oneOf: ['secret'] }

/** Huawei Cloud IoTDA: a device by secret or certificate, and the registration group of device provisioning. */
export const huaweiFields: readonly Field[] = [
  { ...transportField(['tls', 'tcp', 'wss']), operations: login },
  ...hostFields,
  {
    key: 'instance',
    kind: 'text',
    group: 'server',
    required: false,
    operations: login,
    label: text('Instance', '实例'),
    help: text('The first part of the access address, before .st1.iotda-device. Not needed beside the address itself.', '接入地址的第一段，即 .st1.iotda-device 之前的部分；已填接入地址时不用填。'),
    where: accessInformation,
    placeholder: '6e69a63a03',
    check: matching(/^[A-Za-z0-9-]{1,64}$/, text('One part, without dots; the whole address goes into its own field.', '只填一段，不带点；完整地址请填到“接入地址”。')),
  },
  {
    key: 'region',
    kind: 'choice',
    group: 'server',
    required: false,
    initial: 'cn-north-4',
    operations: login,
    label: text('Region', '区域'),
    help: text('Where the instance runs; part of its address.', '实例所在区域，是接入地址的一部分。'),
    where: text('Console, top left', '控制台左上角'),
    choices: regions,
  },
  {
    key: 'auth',
    kind: 'choice',
    group: 'login',
    required: false,
    initial: 'secret',
    operations: login,
    label: text('Authentication', '认证方式'),
    help: text('As the device was registered.', '与注册设备时选的认证类型一致。'),
    choices: [
      { value: 'secret', label: text('Secret', '密钥') },
      { value: 'cert', label: text('X.509 certificate', 'X.509 证书') },
    ],
  },
  {
    key: 'deviceId',
    kind: 'text',
    group: 'login',
    required: true,
    label: text('Device ID', '设备 ID'),
    help: text('Usually product ID and node ID, joined by an underscore. Also the MQTT user name.', '通常是“产品 ID_设备标识码”，同时也是 MQTT 用户名。'),
    where: text('Console → Devices → All Devices → the device', '控制台 → 设备 → 所有设备 → 设备详情'),
    placeholder: '6203cc94c7fb24029b110408_88888888',
    check: all(asciiOnly, matching(/^[A-Za-z0-9_-]{1,128}$/, text('Letters, digits, _ and - only, at most 128.', '只能由字母、数字、_ 和 - 组成，最多 128 个字符。'))),
  },
  {
    key: 'secret',
    kind: 'secret',
    group: 'login',
    required: true,
    operations: login,
    shownWhen: bySecret,
    label: text('Device secret', '设备密钥'),
    help: text('Used as text, as it stands. The console shows it once, at registration.', '按原文使用。控制台只在注册时显示一次。'),
    where: text('Shown when the device was registered; else console → the device → Reset Secret', '注册设备成功时显示；忘记可在设备详情里“重置密钥”'),
    placeholder: '8LQwOYSZMwp3DFBd8LQwOYSZMwp3DFBd',
    check: all(asciiOnly, matching(/^[A-Za-z0-9_-]{8,64}$/, text('Letters and digits as the console showed them.', '应为控制台显示的字母和数字。'), 'warning')),
  },
  {
    key: 'groupSecret',
    kind: 'secret',
    group: 'login',
    required: true,
    operations: bootstrap,
    label: text('Group secret', '注册组密钥'),
    help: text('Base64 of 32 to 128 bytes, decoded before signing. It opens every device of the group: never put it into one.', 'Base64 格式（原文 32–128 字节），签名前先解码。泄露会危及整组设备，不要写进设备。'),
    where: text('Console → Device Provisioning → Registration Groups, when the group was created', '控制台 → 设备发放 → 注册组，创建时显示'),
    check: all(asciiOnly, base64Of({ min: 32, max: 128 })),
  },
  {
    key: 'scopeId',
    kind: 'text',
    group: 'login',
    required: true,
    operations: bootstrap,
    label: text('Scope ID', 'ScopeID'),
    help: text('Of your account.', '与账号对应。'),
    where: text('Console → Device Provisioning → Registration Groups', '控制台 → 设备发放 → 注册组'),
    placeholder: 'ff5bbx7a488f',
    check: all(asciiOnly, matching(/^[A-Za-z0-9]{1,64}$/, text('Letters and digits.', '由字母和数字组成。'))),
  },
  {
    key: 'signType',
    kind: 'choice',
    group: 'login',
    required: false,
    initial: '0',
    label: text('Sign type', '签名类型'),
    help: text('With 1 the platform takes the time stamp for an hour to either side only.', '选 1 时平台会校验时间戳，与平台时间最多相差 1 小时。'),
    choices: [
      { value: '0', label: text('0: time stamp not checked', '0：不校验时间戳') },
      { value: '1', label: text('1: time stamp checked', '1：校验时间戳') },
    ],
  },
  {
    key: 'timestamp',
    kind: 'text',
    group: 'login',
    required: false,
    suggest: ({ now }) => formatHour(now),
    label: text('Time stamp (UTC hour)', '时间戳（UTC 小时）'),
    help: text('YYYYMMDDHH in UTC, not local time; left empty: now.', '格式 YYYYMMDDHH，用 UTC 时间，不是本地时间；不填则取当前时间。'),
    placeholder: '2018072417',
    check: checkHour,
  },
  caField,
  ...clientCertificateFields(byCertificate).map((field) => ({ ...field, operations: login })),
  ...exchangeFields(
    {
      subscribe: '$oc/devices/6203cc94c7fb24029b110408_88888888/sys/messages/down',
      publish: '$oc/devices/6203cc94c7fb24029b110408_88888888/sys/properties/report',
      payload: '{"services":[{"service_id":"Temperature","properties":{"value":57}}]}',
    },
    huaweiRules,
  ).map((field) => ({ ...field, operations: login })),
  { ...keepAliveField(huaweiRules), operations: login },
]
