import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { AuthorityAdvice, Inputs, ReturnCode, SystemTopic } from '../profile.ts'

export function tencentTopics(inputs: Inputs): readonly SystemTopic[] {
  const own = `${str(inputs, 'productId') || '${productId}'}/${str(inputs, 'deviceName') || '${deviceName}'}`
  return [...(str(inputs, 'service') === 'explorer' ? explorerTopics(own) : hubTopics(own)), ...commonTopics(own)]
}

/** cloud.tencent.com 634/46346, “Topic specification”. */
const hubTopics = (own: string): readonly SystemTopic[] => [
  { topic: `${own}/event`, direction: 'publish', title: text('Report', '设备上报'), payload: '{"temperature":25}' },
  { topic: `${own}/control`, direction: 'subscribe', title: text('Commands to the device', '下发控制') },
  { topic: `${own}/data`, direction: 'both', title: text('Data, either way', '数据收发'), payload: '{"temperature":25}' },
  {
    topic: `$shadow/operation/${own}`,
    direction: 'publish',
    title: text('Get or update the device shadow', '获取、更新设备影子'),
    payload: '{"type":"get","clientToken":"1"}',
  },
  { topic: `$shadow/operation/result/${own}`, direction: 'subscribe', title: text('Answers of the device shadow', '设备影子响应') },
]

/** Tencent Cloud, IoT Explorer, “Thing model protocol”. Replies carry the clientToken of the request. */
const explorerTopics = (own: string): readonly SystemTopic[] => [
  {
    topic: `$thing/up/property/${own}`,
    direction: 'publish',
    title: text('Report properties', '属性上报'),
    payload: '{"method":"report","clientToken":"123","params":{"power_switch":1,"brightness":32}}',
  },
  { topic: `$thing/down/property/${own}`, direction: 'subscribe', title: text('Answers to reports; the cloud sets properties', '属性上报响应、云端下发控制') },
  {
    topic: `$thing/up/event/${own}`,
    direction: 'publish',
    title: text('Report an event', '事件上报'),
    payload: '{"method":"event_post","clientToken":"123","version":"1.0","eventId":"PowerAlarm","type":"fault","params":{"Voltage":2.8,"Percent":20}}',
  },
  { topic: `$thing/down/event/${own}`, direction: 'subscribe', title: text('Answers to events', '事件上报响应') },
  { topic: `$thing/down/action/${own}`, direction: 'subscribe', title: text('Calls of an action', '行为调用') },
  {
    topic: `$thing/up/action/${own}`,
    direction: 'publish',
    title: text('Answer to a call', '行为调用响应'),
    payload: '{"method":"action_reply","clientToken":"123","code":0,"status":"ok","response":{"Code":0}}',
  },
  { topic: `$thing/down/service/${own}`, direction: 'subscribe', title: text('Bound, unbound, geofence', '绑定、解绑、围栏等通知') },
  {
    topic: `$thing/up/service/${own}`,
    direction: 'publish',
    title: text('Answer to a notice', '通知响应'),
    payload: '{"method":"alert_fence_event_reply","clientToken":"123","code":0,"status":"success"}',
  },
]

/** Tencent Cloud, IoT Hub: “Firmware update”, “NTP service”, “Broadcast communication”, “RRPC communication”. */
const commonTopics = (own: string): readonly SystemTopic[] => [
  {
    topic: `$ota/report/${own}`,
    direction: 'publish',
    title: text('Report firmware version and progress', '上报固件版本和升级进度'),
    payload: '{"type":"report_version","report":{"version":"1.0.0"}}',
  },
  { topic: `$ota/update/${own}`, direction: 'subscribe', title: text('A firmware is there', '固件升级通知') },
  { topic: `$sys/operation/${own}`, direction: 'publish', title: text('Ask for the time', 'NTP 对时请求'), payload: '{"type":"get","resource":["time"]}' },
  { topic: `$sys/operation/result/${own}`, direction: 'subscribe', title: text('The time', 'NTP 对时响应') },
  { topic: `$broadcast/rxd/${own}`, direction: 'subscribe', title: text('Broadcasts to the product', '广播消息') },
  { topic: `$rrpc/rxd/${own}/+`, direction: 'subscribe', title: text('Synchronous calls (RRPC), to be answered within 4 s', 'RRPC 同步调用（4 秒内应答）') },
  {
    topic: `$rrpc/txd/${own}/\${processId}`,
    direction: 'publish',
    title: text('Answer to a call, with the number from its topic', 'RRPC 应答（processId 取自请求的 Topic）'),
    payload: 'ok',
  },
]

/** Tencent Cloud: FAQ on device connection (634/19450), thing model protocol; 1010 is what the gateway answers to the Base64 of the digest at /register/dev. */
export const tencentCodes: readonly ReturnCode[] = [
  {
    where: 'CONNACK',
    code: '4',
    meaning: text('The password does not come out of the user name, or the user name has expired.', '密码与用户名对不上，或用户名里的有效期已过。'),
    next: text('Check the login here, and the clock that the expiry was made with.', '用这里的检查功能核对，并确认生成 expiry 的时钟是否准确。'),
  },
  {
    where: 'CONNACK',
    code: '5',
    meaning: text('The device may not connect: unknown, disabled, or the login has expired.', '设备无权连接：不存在、被禁用，或登录参数已过期。'),
    next: text('Look at the device in the console.', '到控制台查看设备状态。'),
  },
  {
    where: 'SUBACK',
    code: '128',
    meaning: text('No right to subscribe to this topic, or more than one filter in the request.', '没有该 Topic 的订阅权限，或一次订阅了多个主题。'),
    next: text('Compare the topic with the product’s permissions in the console.', '到控制台核对产品的 Topic 权限。'),
  },
  {
    where: 'register',
    code: '1010',
    meaning: text('Registration: the signature is wrong.', '动态注册：签名校验失败。'),
    next: text('/register/dev wants the Base64 of the hex text, not of the digest.', '/register/dev 的签名是“十六进制文本”的 Base64，不是摘要字节的 Base64。'),
  },
  { where: 'reply', code: '0', meaning: text('The report was taken.', '上报成功。') },
  {
    where: 'reply',
    code: '406',
    meaning: text('The value does not fit the thing model.', '数据不符合物模型定义。'),
    next: text('Compare type, range and identifier with the product’s thing model.', '核对标识符、数据类型和取值范围。'),
  },
]

/** Read from the certificate in Tencent's C and Python SDKs: OU Tencent Iothub, CN www.tencent.com, 2017-11-27 to 2032-11-23. */
export const tencentAuthorities: readonly AuthorityAdvice[] = [
  {
    name: 'Tencent Iothub (CN=www.tencent.com)',
    what: text(
      'The platform’s own CA, to 2032-11-23, for 8883 and for certificate devices. This PC does not know it.',
      '物联网平台自签名根证书，有效期至 2032-11-23，用于 8883 端口和证书认证。电脑不自带。',
    ),
    where: 'https://github.com/tencentyun/qcloud-iot-sdk-embedded-c',
  },
]

export const tencentLifetimes = [
  text(
    'The user name says until when the login counts (expiry, Unix seconds); after that CONNECT is refused.',
    '用户名里的 expiry（Unix 秒）就是登录参数的有效期，过期后 CONNECT 会被拒绝。',
  ),
  text(
    'A device without a clock takes an expiry far ahead: 4294967295 (the year 2106), or 9223372036854775807 as Tencent’s SDKs do.',
    '没有时钟的设备请填一个很远的时间：4294967295（2106 年），或像腾讯 SDK 那样填 9223372036854775807。',
  ),
  text('Dynamic registration is refused once the device has been activated; its key stays the one it got.', '设备激活以后，动态注册请求会被拒绝，密钥以已下发的为准。'),
]
