import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { AuthorityAdvice, Inputs, ReturnCode, SystemTopic } from '../profile.ts'

/** Huawei Cloud IoTDA, “Topic definition” (iot_06_v5_3004) and the pages of its messages. */
export function huaweiTopics(inputs: Inputs): readonly SystemTopic[] {
  const own = `$oc/devices/${str(inputs, 'deviceId') || '{device_id}'}`
  return [
    {
      topic: `${own}/sys/properties/report`,
      direction: 'publish',
      title: text('Report properties', '设备属性上报'),
      payload: '{"services":[{"service_id":"Temperature","properties":{"value":57,"value2":60},"event_time":"20151212T121212Z"}]}',
    },
    { topic: `${own}/sys/properties/set/#`, direction: 'subscribe', title: text('The cloud sets properties; the topic ends with request_id=…', '平台设置属性，主题以 request_id=… 结尾') },
    {
      topic: `${own}/sys/properties/set/response/request_id={request_id}`,
      direction: 'publish',
      title: text('Answer to a setting, with its request_id', '属性设置响应，带上下行的 request_id'),
      payload: '{"result_code":0,"result_desc":"success"}',
    },
    { topic: `${own}/sys/properties/get/#`, direction: 'subscribe', title: text('The cloud asks for properties', '平台查询属性') },
    {
      topic: `${own}/sys/properties/get/response/request_id={request_id}`,
      direction: 'publish',
      title: text('Answer with the properties', '属性查询响应'),
      payload: '{"services":[{"service_id":"Temperature","properties":{"value":57}}]}',
    },
    { topic: `${own}/sys/commands/#`, direction: 'subscribe', title: text('Commands; the topic ends with request_id=…', '命令下发，主题以 request_id=… 结尾') },
    {
      topic: `${own}/sys/commands/response/request_id={request_id}`,
      direction: 'publish',
      title: text('Answer to a command, with its request_id', '命令响应，带上下行的 request_id'),
      payload: '{"result_code":0}',
    },
    { topic: `${own}/sys/messages/up`, direction: 'publish', title: text('Message without a product model', '消息上报（不需要产品模型）'), payload: '{"content":"hello"}' },
    { topic: `${own}/sys/messages/down`, direction: 'subscribe', title: text('Messages from the cloud', '消息下发') },
    { topic: `${own}/sys/events/up`, direction: 'publish', title: text('Events: upgrades, files, sub-devices', '事件上报（升级、文件、子设备等）') },
    { topic: `${own}/sys/events/down`, direction: 'subscribe', title: text('Events from the cloud', '事件下发') },
    { topic: `${own}/sys/shadow/get/request_id={request_id}`, direction: 'publish', title: text('Ask for the device shadow', '获取设备影子'), payload: '{}' },
    { topic: `${own}/sys/shadow/get/response/#`, direction: 'subscribe', title: text('The device shadow', '设备影子响应') },
    { topic: `${own}/user/{name}`, direction: 'both', title: text('Custom topic, defined in the product', '自定义主题，需在产品里定义'), payload: 'hello' },
  ]
}

/** Huawei Cloud IoTDA, “Device connection authentication” (iot_06_v5_3009), and device provisioning, “Bootstrap information” (iot_03_0005). */
export const huaweiCodes: readonly ReturnCode[] = [
  { where: 'CONNACK', code: '1', meaning: text('The MQTT version is not taken.', '不支持该 MQTT 协议版本。') },
  {
    where: 'CONNACK',
    code: '2',
    meaning: text('The client ID is not of the form, or the keep-alive is outside 30 to 1200 s.', 'Client ID 格式不对，或者心跳间隔不在 30–1200 秒内。'),
    next: text('Device ID, 0, sign type, UTC hour, joined by underscores.', '格式：设备ID_0_签名类型_UTC小时。'),
  },
  { where: 'CONNACK', code: '3', meaning: text('The platform is not available.', '平台服务不可用。') },
  {
    where: 'CONNACK',
    code: '4',
    meaning: text('User name or password is wrong; with sign type 1 also the hour.', '用户名或密码错误；签名类型为 1 时也可能是时间戳不对。'),
    next: text('Check the login here.', '用这里的检查功能核对。'),
  },
  { where: 'CONNACK', code: '5', meaning: text('The device may not connect: frozen, of another instance, or its certificate is not known.', '设备无权连接：被冻结、不属于该实例，或证书未登记。') },
  { where: 'bootstrap', code: '100414', meaning: text('No strategy fits the device.', '没有匹配到该设备的发放策略。'), next: text('The keyword must occur in group name and device ID.', '关键字必须出现在“注册组名称 + 设备 ID”里。') },
  { where: 'bootstrap', code: '100417', meaning: text('The function of the custom strategy failed.', '自定义策略的函数执行异常。') },
]

/** Huawei Cloud IoTDA, “Obtaining resources, certificates” (iot_02_1004): one file for each region and edition; the CAs are those of the device SDKs. */
export const huaweiAuthorities: readonly AuthorityAdvice[] = [
  {
    name: 'DigiCert Global Root CA, GlobalSign Root R3 / R6 / R46',
    what: text('Sign the access addresses. Take the file of your region and edition: they differ.', '签发设备接入地址的证书。请下载与区域、实例版本对应的证书文件。'),
    where: 'https://support.huaweicloud.com/devg-iothub/iot_02_1004.html',
  },
  {
    name: 'huaweicloud-iot-root-ca-list',
    what: text('For device provisioning (iot-bs).', '用于设备发放（iot-bs）。'),
    where: 'https://support.huaweicloud.com/qs-iotps/iot_03_0003.html',
  },
]

export const huaweiLifetimes = [
  text('Sign type 0: the login does not expire.', '签名类型 0：登录参数不会过期。'),
  text('Sign type 1: it is taken from an hour before its hour until an hour after.', '签名类型 1：只在时间戳前后 1 小时内有效。'),
  text('Resetting the secret in the console ends every login made with the old one.', '在控制台重置密钥后，用旧密钥算出的登录参数全部失效。'),
]
