import { text } from '../../text/local-text.ts'
import { caField, clientCertificateFields, endpointFields, transportField } from '../endpoint-fields.ts'
import { exchangeFields, keepAliveField } from '../exchange-fields.ts'
import { all, asciiOnly, atMost, base64Of, matching, unixTime } from '../field-checks.ts'
import type { Field } from '../profile.ts'
import { checkHub, guarded } from './field-checks.ts'
import { apiVersion } from './login.ts'
import { azureRules } from './rules.ts'

const connected = ['login', 'dps-register']
const bySas = { key: 'auth', oneOf: ['sas'] } as const

const portalDevice = text('Azure portal → IoT Hub → Device management → Devices → the device', 'Azure 门户 → IoT 中心 → 设备管理 → 设备 → 该设备')
const portalEnrollment = text('Azure portal → DPS instance → Settings → Manage enrollments → the enrolment', 'Azure 门户 → DPS 实例 → 设置 → 管理注册 → 该注册项')

/** s that a token lasts unless another time is entered. */
const dayS = 86_400

const seField: Field = {
  key: 'se',
  kind: 'text',
  group: 'login',
  required: false,
  suggest: ({ now }) => String(Math.floor(now / 1000) + dayS),
  label: text('Expiry (se), Unix s', '过期时间 se（Unix 秒）'),
  help: text('When the token ends. Left empty: 24 hours from now. Seconds, not milliseconds.', '令牌失效的时刻。不填则为 24 小时后。单位是秒，不是毫秒。'),
  placeholder: '1781611200',
  check: unixTime('s', { mustBeFuture: true }),
}

const sknField: Field = {
  key: 'skn',
  kind: 'text',
  group: 'login',
  required: false,
  isAdvanced: true,
  label: text('Shared access policy (skn)', '共享访问策略（skn）'),
  help: text('Only where the key is a policy’s, such as “device”. Left empty with a device’s own key.', '只有密钥属于策略（例如 device）时才填；用设备自己的密钥时留空。'),
  where: text('Azure portal → IoT Hub → Security settings → Shared access policies', 'Azure 门户 → IoT 中心 → 安全设置 → 共享访问策略'),
  placeholder: 'device',
  check: all(asciiOnly, atMost(64), matching(/^[A-Za-z0-9._-]+$/, text('Letters, digits and - . _ only.', '只能由字母、数字和 - . _ 组成。'))),
}

const fields: readonly Field[] = [
  { ...transportField(['tls', 'wss']), operations: connected },
  {
    key: 'auth',
    kind: 'choice',
    group: 'login',
    required: false,
    operations: connected,
    initial: 'sas',
    label: text('Authentication', '认证方式'),
    help: text('As the device or its enrolment was created.', '与创建设备或注册项时选择的一致。'),
    choices: [
      { value: 'sas', label: text('Symmetric key (SAS token)', '对称密钥（SAS 令牌）') },
      { value: 'cert', label: text('X.509 certificate', 'X.509 证书') },
    ],
  },
  {
    key: 'hub',
    kind: 'text',
    group: 'server',
    required: true,
    isTrimmed: true,
    operations: ['login'],
    label: text('Hub host name', 'IoT 中心主机名'),
    help: text('The whole name, with .azure-devices.net (.cn in China).', '完整主机名，带 .azure-devices.net（中国区为 .cn）。'),
    where: text('Azure portal → IoT Hub → Overview → Hostname', 'Azure 门户 → IoT 中心 → 概述 → 主机名'),
    placeholder: 'contoso.azure-devices.net',
    check: checkHub,
  },
  {
    key: 'deviceId',
    kind: 'text',
    group: 'login',
    required: true,
    operations: ['login'],
    label: text('Device ID', '设备 ID'),
    help: text('Upper and lower case count.', '区分大小写。'),
    where: portalDevice,
    placeholder: 'MyDevice01',
    check: all(
      asciiOnly,
      atMost(128),
      matching(
        /^[A-Za-z0-9\-:.+%_#*?!(),=@;$']+$/,
        text("Letters, digits and - : . + % _ # * ? ! ( ) , = @ ; $ ' only.", "只能由字母、数字和 - : . + % _ # * ? ! ( ) , = @ ; $ ' 组成。"),
      ),
    ),
  },
  {
    key: 'idScope',
    kind: 'text',
    group: 'login',
    required: true,
    operations: ['dps-register'],
    label: text('ID scope', 'ID 范围'),
    help: text('Names the DPS instance.', '标识 DPS 实例。'),
    where: text('Azure portal → DPS instance → Overview → ID Scope', 'Azure 门户 → DPS 实例 → 概述 → ID 范围'),
    placeholder: '0ne00002193',
    check: all(
      asciiOnly,
      atMost(64),
      matching(/^[A-Za-z0-9]+$/, text('Letters and digits.', '由字母和数字组成。')),
      matching(/^0ne[A-Za-z0-9]{8}$/, text('11 characters that begin with 0ne.', '通常是以 0ne 开头的 11 位字符。'), 'warning'),
    ),
  },
  {
    key: 'registrationId',
    kind: 'text',
    group: 'login',
    required: true,
    operations: ['dps-register'],
    label: text('Registration ID', '注册 ID'),
    help: text('With a certificate: its common name (CN). In a group: free, one for each device.', '证书方式：证书的 CN；注册组：自行指定，每台设备一个。'),
    where: portalEnrollment,
    placeholder: 'sn-007-888-abc-mac-a1-b2-c3-d4-e5-f6',
    check: all(
      asciiOnly,
      atMost(128),
      matching(/^[A-Za-z0-9._:-]*[A-Za-z0-9-]$/, text('Letters, digits and - . _ : with a letter, digit or hyphen at the end.', '由字母、数字和 - . _ : 组成，末位是字母、数字或连字符。')),
    ),
  },
  {
    key: 'enrollment',
    kind: 'choice',
    group: 'login',
    required: false,
    operations: ['dps-register'],
    initial: 'individual',
    shownWhen: bySas,
    label: text('The key is', '密钥属于'),
    help: text('From a group’s key the device’s own is derived by the registration ID.', '填注册组密钥时，会按注册 ID 派生出设备密钥。'),
    choices: [
      { value: 'individual', label: text('the device’s own (individual enrolment, or derived already)', '设备自己（单独注册，或已派生）') },
      { value: 'group', label: text('the enrolment group’s', '注册组') },
    ],
  },
  {
    key: 'key',
    kind: 'secret',
    group: 'login',
    required: true,
    operations: connected,
    shownWhen: bySas,
    label: text('Key', '密钥'),
    help: text('Primary or secondary key, in Base64. It is decoded once and never sent.', '主密钥或辅助密钥，Base64 格式。签名时解码一次，不会发送出去。'),
    where: text(`${portalDevice.en} → Primary key; for DPS: ${portalEnrollment.en}`, `${portalDevice.zh} → 主密钥；DPS：${portalEnrollment.zh}`),
    placeholder: 'Jsm0lyGpjaVYVP2g3FnmnmG9dI/9qU24wNoykUmermc=',
    check: all(asciiOnly, base64Of({ min: 16, max: 64 })),
  },
  {
    key: 'sr',
    kind: 'text',
    group: 'login',
    required: true,
    operations: ['sas'],
    label: text('Resource (sr)', '资源 sr'),
    help: text('As it is, or URL-encoded already: with a %XX in it nothing is encoded any more.', '可填原文，也可填已做 URL 编码的；出现 %XX 就不再编码。'),
    placeholder: 'contoso.azure-devices.net/devices/MyDevice01',
    check: all(asciiOnly, atMost(512), matching(/^[^\s&]+$/, text('Without spaces and “&”.', '不能有空格和“&”。'))),
  },
  {
    key: 'key',
    kind: 'secret',
    group: 'login',
    required: true,
    operations: ['sas'],
    label: text('Key', '密钥'),
    help: text('Of the device, of the policy or of the enrolment.', '设备、策略或注册项的密钥。'),
    where: portalDevice,
    placeholder: 'Jsm0lyGpjaVYVP2g3FnmnmG9dI/9qU24wNoykUmermc=',
    check: asciiOnly,
  },
  {
    key: 'keyIsBase64',
    kind: 'choice',
    group: 'login',
    required: false,
    operations: ['sas'],
    isAdvanced: true,
    initial: 'true',
    label: text('How the key is read', '密钥的读法'),
    help: text('IoT Hub and DPS decode keys from Base64; Event Hubs and Service Bus do not.', 'IoT 中心和 DPS 先做 Base64 解码；事件中心和服务总线不解码。'),
    choices: [
      { value: 'true', label: text('decoded from Base64', 'Base64 解码') },
      { value: 'false', label: text('as text', '按原文') },
    ],
  },
  { ...seField, operations: connected, shownWhen: bySas },
  { ...seField, operations: ['sas'] },
  { ...sknField, operations: ['login'], shownWhen: bySas },
  { ...sknField, operations: ['sas'] },
  {
    key: 'sr',
    kind: 'text',
    group: 'login',
    required: false,
    operations: ['login'],
    isAdvanced: true,
    shownWhen: bySas,
    label: text('Resource (sr)', '资源 sr'),
    help: text('Left empty: this device at this hub. A policy may sign for the hub alone.', '不填则为该 IoT 中心下的这台设备；用策略签名时可以只写 IoT 中心。'),
    placeholder: 'contoso.azure-devices.net%2Fdevices%2FMyDevice01',
    check: all(asciiOnly, atMost(512), matching(/^[^\s&]+$/, text('Without spaces and “&”.', '不能有空格和“&”。'))),
  },
  {
    key: 'apiVersion',
    kind: 'text',
    group: 'login',
    required: false,
    operations: ['login'],
    isAdvanced: true,
    initial: apiVersion,
    label: text('api-version', 'api-version'),
    help: text('Stands in the user name.', '写在用户名里。'),
    placeholder: apiVersion,
    check: matching(/^\d{4}-\d\d-\d\d(-preview)?$/, text('A date.', '应为日期。')),
  },
  ...endpointFields.map((field) => ({ ...field, operations: connected })),
  { ...caField, operations: connected },
  ...clientCertificateFields({ key: 'auth', oneOf: ['cert'] }).map((field) => ({ ...field, operations: connected })),
  ...exchangeFields(
    { subscribe: 'devices/MyDevice01/messages/devicebound/#', publish: 'devices/MyDevice01/messages/events/', payload: '{"temperature":25}' },
    azureRules,
  ).map((field) => ({ ...field, operations: ['login'] })),
  { ...keepAliveField(azureRules), operations: ['login'] },
]

/** Azure IoT Hub and its Device Provisioning Service (DPS). */
export const azureFields: readonly Field[] = fields.map((field) => guarded(field))
