import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { AuthorityAdvice, Inputs, ReturnCode, SystemTopic } from '../profile.ts'

/** Azure, "Communicate with an IoT hub using the MQTT protocol". `$rid` is any text; answers carry it again. */
export function azureTopics(inputs: Inputs): readonly SystemTopic[] {
  const device = `devices/${str(inputs, 'deviceId') || '{deviceId}'}/messages`
  return [
    { topic: `${device}/events/`, direction: 'publish', title: text('Telemetry', '上报遥测数据'), payload: '{"temperature":25}' },
    {
      topic: `${device}/events/$.ct=application%2Fjson&$.ce=utf-8&alarm=1`,
      direction: 'publish',
      title: text('Telemetry with properties: JSON that routes can read, and one property of its own', '带属性的遥测：声明 JSON 供路由解析，并附一个自定义属性'),
      payload: '{"temperature":71}',
    },
    { topic: `${device}/devicebound/#`, direction: 'subscribe', title: text('Messages to the device', '云到设备的消息') },
    { topic: '$iothub/twin/res/#', direction: 'subscribe', title: text('Answers about the twin; subscribe first', '设备孪生的应答（先订阅）') },
    { topic: '$iothub/twin/GET/?$rid=1', direction: 'publish', title: text('Fetch the twin: an empty message', '读取设备孪生（空消息）'), payload: '' },
    {
      topic: '$iothub/twin/PATCH/properties/reported/?$rid=2',
      direction: 'publish',
      title: text('Report properties to the twin', '上报孪生属性（reported）'),
      payload: '{"telemetrySendFrequency":"35m","batteryLevel":60}',
    },
    { topic: '$iothub/twin/PATCH/properties/desired/#', direction: 'subscribe', title: text('The cloud changes desired properties', '云端更新期望属性（desired）') },
    { topic: '$iothub/methods/POST/#', direction: 'subscribe', title: text('Direct methods: the topic names method and $rid', '直接方法调用（主题里有方法名和 $rid）') },
    {
      topic: '$iothub/methods/res/200/?$rid=1',
      direction: 'publish',
      title: text('Answer to a direct method, with its $rid', '直接方法应答（带回同一个 $rid）'),
      payload: '{"result":"ok"}',
    },
  ]
}

/** Azure, "Understand and resolve Azure IoT Hub errors" and the MQTT page’s statuses. */
export const azureCodes: readonly ReturnCode[] = [
  {
    where: 'CONNACK',
    code: '5',
    meaning: text('The token, its time, the user name or the device is not accepted, or the device is disabled.', '令牌、有效期、用户名或设备未通过校验，或设备被禁用。'),
    next: text('Check the login here; then the device’s state in the portal.', '先用这里的检查功能核对，再到门户查看设备状态。'),
  },
  { where: 'CONNACK', code: '1', meaning: text('This protocol version is not taken.', '协议版本不受支持。'), next: text('Connect with MQTT 3.1.1.', '改用 MQTT 3.1.1。') },
  {
    where: 'log',
    code: '400027',
    meaning: text('Closed because the same device connected again.', '同一设备建立了新连接，旧连接被关闭。'),
    next: text('Search for a second client with this device ID.', '查找是否还有客户端在用同一设备 ID。'),
  },
  {
    where: 'log',
    code: '401003',
    meaning: text('Not authorised: the token has expired, or key, policy or certificate do not fit.', '未授权：令牌过期，或密钥、策略、证书不匹配。'),
    next: text('Check the login here.', '用这里的检查功能核对。'),
  },
  {
    where: 'log',
    code: '403002',
    meaning: text('The hub’s messages of the day are used up.', 'IoT 中心当日消息配额用完。'),
    next: text('Wait for midnight UTC, or enlarge the hub.', '等到 UTC 零点，或扩容。'),
  },
  {
    where: 'log',
    code: '404001',
    meaning: text('The hub has no such device.', 'IoT 中心里没有该设备。'),
    next: text('Device IDs are told apart by upper and lower case.', '设备 ID 区分大小写。'),
  },
  {
    where: 'log',
    code: '404104',
    meaning: text('The device closed the connection, or its keep-alive failed to come.', '设备断开了连接，或心跳超时。'),
    next: text('Check signal and keep-alive; renew tokens before they expire.', '检查信号和心跳；在令牌过期前续签。'),
  },
  { where: 'log', code: '429001', meaning: text('Too many requests.', '请求过于频繁，被限流。'), next: text('Wait longer between attempts.', '请拉长重试间隔。') },
  { where: '$iothub/twin/res', code: '200', meaning: text('The twin follows.', '读取成功，内容为设备孪生。') },
  { where: '$iothub/twin/res', code: '204', meaning: text('The report was taken.', '上报成功。') },
  { where: '$iothub/twin/res', code: '400', meaning: text('The JSON is malformed.', 'JSON 格式错误。') },
  { where: '$iothub/twin/res', code: '429', meaning: text('Too many requests.', '请求过于频繁，被限流。') },
  {
    where: '$dps/registrations/res',
    code: '202',
    meaning: text('The registration is under way; ask again after retry-after seconds.', '注册处理中，按 retry-after 秒数后再查询。'),
  },
  { where: '$dps/registrations/res', code: '200', meaning: text('Assigned; the answer names hub and device.', '已分配，应答里有 IoT 中心和设备 ID。') },
  {
    where: '$dps/registrations/res',
    code: '401',
    meaning: text('Signature or certificate not accepted.', '签名或证书未通过。'),
    next: text('In a group each device signs with the key derived for it.', '注册组里的设备要用派生出的密钥签名。'),
  },
]

/** Azure, "Migrate IoT resources to a new TLS certificate root". */
export const azureAuthorities: readonly AuthorityAdvice[] = [
  {
    name: 'DigiCert Global Root G2',
    what: text(
      'Signs hubs and DPS since 2023 (before: Baltimore CyberTrust Root). This PC knows it.',
      '2023 年起签发 IoT 中心和 DPS 的证书（之前是 Baltimore CyberTrust Root），电脑自带。',
    ),
    where: 'https://cacerts.digicert.com/DigiCertGlobalRootG2.crt.pem',
  },
]

export const azureLifetimes = [
  text('The token ends at se; the hub then closes the connection. Connect again with a new one a little before.', '令牌在 se 时刻失效，IoT 中心随即断开；请提前用新令牌重连。'),
  text('Without a network time the modem cannot make tokens: the PC’s are good for a day unless set otherwise.', '模组没有网络时间就无法自行签发令牌；这里默认签发 24 小时。'),
  text('A device’s key does not expire; it changes when it is regenerated in the portal.', '设备密钥不会过期，只有在门户里重新生成后才会变。'),
]
