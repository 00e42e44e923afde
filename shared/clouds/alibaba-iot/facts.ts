import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { AuthorityAdvice, Inputs, ReturnCode, SystemTopic } from '../profile.ts'

/** help.aliyun.com: topics of the Thing Specification Language, OTA, shadow and NTP. */
export function alibabaTopics(inputs: Inputs): readonly SystemTopic[] {
  const pk = str(inputs, 'productKey') || '${productKey}'
  const dn = str(inputs, 'deviceName') || '${deviceName}'
  const sys = `/sys/${pk}/${dn}`
  return [
    {
      topic: `${sys}/thing/event/property/post`,
      direction: 'publish',
      title: text('Report properties', '属性上报'),
      payload: '{"id":"123","version":"1.0","params":{"Temp":25},"method":"thing.event.property.post"}',
    },
    { topic: `${sys}/thing/event/property/post_reply`, direction: 'subscribe', title: text('Answer to a report', '属性上报响应') },
    { topic: `${sys}/thing/service/property/set`, direction: 'subscribe', title: text('The cloud sets properties', '云端设置属性') },
    { topic: `${sys}/thing/service/property/set_reply`, direction: 'publish', title: text('Answer to a setting', '设置属性响应'), payload: '{"code":200,"data":{},"id":"123","version":"1.0"}' },
    {
      topic: `${sys}/thing/event/alarm/post`,
      direction: 'publish',
      title: text('Report an event (here: alarm)', '事件上报（以 alarm 为例）'),
      payload: '{"id":"123","version":"1.0","params":{"value":{"level":1}},"method":"thing.event.alarm.post"}',
    },
    { topic: `${sys}/thing/model/up_raw`, direction: 'publish', title: text('Raw data, parsed by the product’s script', '透传上报（由产品脚本解析）') },
    { topic: `${sys}/thing/model/down_raw`, direction: 'subscribe', title: text('Raw data to the device', '透传下发') },
    { topic: `${sys}/rrpc/request/+`, direction: 'subscribe', title: text('Synchronous calls (RRPC)', 'RRPC 同步调用') },
    { topic: `/ota/device/inform/${pk}/${dn}`, direction: 'publish', title: text('Report the firmware version', '上报固件版本'), payload: '{"id":"1","params":{"version":"1.0.0"}}' },
    { topic: `/ota/device/upgrade/${pk}/${dn}`, direction: 'subscribe', title: text('A firmware is there', 'OTA 升级通知') },
    { topic: `/shadow/update/${pk}/${dn}`, direction: 'publish', title: text('Update the device shadow', '更新设备影子'), payload: '{"method":"get"}' },
    { topic: `/shadow/get/${pk}/${dn}`, direction: 'subscribe', title: text('Answers of the device shadow', '设备影子下行') },
    { topic: `/ext/ntp/${pk}/${dn}/request`, direction: 'publish', title: text('Ask for the time', 'NTP 对时请求'), payload: '{"deviceSendTime":"1571724098000"}' },
    { topic: `/ext/ntp/${pk}/${dn}/response`, direction: 'subscribe', title: text('The time', 'NTP 对时响应') },
    { topic: `/${pk}/${dn}/user/update`, direction: 'publish', title: text('Custom topic', '自定义 Topic'), payload: 'HelloWorld' },
    { topic: `/${pk}/${dn}/user/get`, direction: 'subscribe', title: text('Custom topic', '自定义 Topic') },
  ]
}

/** help.aliyun.com 120329 (device log). */
export const alibabaCodes: readonly ReturnCode[] = [
  { where: 'CONNACK', code: '4', meaning: text('The signature, the DeviceName or the ProductKey is wrong.', '签名、DeviceName 或 ProductKey 有误。'), next: text('Check the login here.', '用这里的检查功能核对。') },
  { where: 'CONNACK', code: '5', meaning: text('The device is not allowed: disabled, deleted, or of another instance.', '设备无权连接：被禁用、已删除，或不属于该实例。') },
  { where: 'log', code: '200', meaning: text('Success.', '成功。') },
  { where: 'log', code: '400', meaning: text('Internal error, or thrown off by a second login of the same device.', '内部错误，或被同一设备的另一个连接踢下线。'), next: text('Search for another client with this device certificate.', '查找是否还有别的客户端在用同一设备证书。') },
  { where: 'log', code: '429', meaning: text('Too many requests in a short time.', '请求过于频繁，被限流。'), next: text('Wait longer between attempts.', '请拉长重试间隔。') },
  { where: 'log', code: '460', meaning: text('A parameter is empty or wrong.', '请求参数为空或有误。') },
  { where: 'log', code: '500', meaning: text('Error of the platform.', '系统异常。') },
  { where: 'log', code: '6100', meaning: text('There is no such device.', '设备不存在。'), next: text('Compare ProductKey, DeviceName and instance.', '核对 ProductKey、DeviceName 和实例。') },
  { where: 'log', code: '6203', meaning: text('The topic is not allowed.', 'Topic 非法。'), next: text('Use the topics listed here, with this device’s own names.', '请使用这里列出的、带本设备名称的 Topic。') },
  { where: 'log', code: '6204', meaning: text('The device is disabled.', '设备已被禁用。'), next: text('Enable it in the console.', '请到控制台启用。') },
  { where: 'log', code: '6207', meaning: text('The payload is not JSON, or has line ends in it.', '数据不是合法 JSON，或其中带了换行。'), next: text('Send it in one line.', '请以单行 JSON 发送。') },
  { where: 'log', code: '6250', meaning: text('There is no such product.', '产品不存在。') },
  { where: 'log', code: '6450', meaning: text('The Alink message has no method.', 'Alink 消息缺少 method。') },
]

/** help.aliyun.com 73742, “root certificate”. */
export const alibabaAuthorities: readonly AuthorityAdvice[] = [
  {
    name: 'GlobalSign Root CA - R1 / R3',
    what: text('Signs the public endpoints on 1883 and 443. This PC knows it.', '签发公网接入点（1883、443）的证书，电脑自带。'),
    where: 'https://www.globalsign.com/en/repository',
  },
  {
    name: 'Alibaba Cloud IoT Root CA',
    what: text('The platform’s own CA (to 2053), for endpoints on 8883.', '物联网平台自签名根证书（有效期至 2053 年），用于 8883 端口。'),
    where: 'https://help.aliyun.com/document_detail/73742.html',
  },
]

export const alibabaLifetimes = [
  text('The login does not expire: its timestamp is signed but not compared with the clock.', '登录参数不会过期：timestamp 只参与签名，不与时钟比对。'),
  text('iotToken of the HTTP authentication is renewed by calling it again.', 'HTTP 认证得到的 iotToken 失效后，需重新调用认证接口。'),
]
