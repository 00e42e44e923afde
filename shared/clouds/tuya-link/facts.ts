import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { AuthorityAdvice, Inputs, ReturnCode, SystemTopic } from '../profile.ts'

/** Tuya documents, “Topics” (Kbt4ezpeko2rz) and “Properties, Actions, and Events” (Kbt4gcmizz8f4); channel/raw from tuya-iot-core-sdk. */
export function tuyaTopics(inputs: Inputs): readonly SystemTopic[] {
  const own = `tylink/${str(inputs, 'deviceId') || '{deviceId}'}`
  return [
    {
      topic: `${own}/thing/property/report`,
      direction: 'publish',
      title: text('Report properties; answered when "sys":{"ack":1} is in it', '属性上报；带 "sys":{"ack":1} 时才有回复'),
      payload: '{"msgId":"45lkj3551234","time":1626197189638,"data":{"color":{"value":"red","time":1626197189638},"brightness":{"value":80,"time":1626197189638}}}',
    },
    { topic: `${own}/thing/property/report_response`, direction: 'subscribe', title: text('Answer to a report; "code":0 is good', '属性上报的回复，"code":0 为成功') },
    { topic: `${own}/thing/property/set`, direction: 'subscribe', title: text('Set properties', '属性下发') },
    { topic: `${own}/thing/property/set_response`, direction: 'publish', title: text('Answer to set', '属性下发的回复') },
    { topic: `${own}/thing/action/execute`, direction: 'subscribe', title: text('Execute an action', '动作下发') },
    { topic: `${own}/thing/action/execute_response`, direction: 'publish', title: text('Result of the action', '动作执行结果') },
    { topic: `${own}/thing/event/trigger`, direction: 'publish', title: text('Report an event', '事件上报') },
    { topic: `${own}/thing/event/trigger_response`, direction: 'subscribe', title: text('Answer to an event', '事件上报的回复') },
    { topic: `${own}/thing/model/get`, direction: 'publish', title: text('Ask for the thing model', '获取物模型') },
    { topic: `${own}/thing/model/get_response`, direction: 'subscribe', title: text('The thing model', '物模型内容') },
    { topic: `${own}/ota/firmware/report`, direction: 'publish', title: text('Report the firmware version', '上报固件版本') },
    { topic: `${own}/ota/issue`, direction: 'subscribe', title: text('A firmware update', '固件升级下发') },
    { topic: `${own}/ext/time/request`, direction: 'publish', title: text('Ask for the time', '请求时间（NTP）') },
    { topic: `${own}/ext/time/response`, direction: 'subscribe', title: text('The time', '时间响应') },
    { topic: `${own}/channel/raw/up`, direction: 'publish', title: text('Raw data up', '透传上行') },
    { topic: `${own}/channel/raw/down`, direction: 'subscribe', title: text('Raw data down', '透传下行') },
  ]
}

/** The platform does not document which code comes when: MQTT's own meanings. */
export const tuyaCodes: readonly ReturnCode[] = [
  {
    where: 'CONNACK',
    code: '2',
    meaning: text('The client ID is not tuyalink_ and the device ID.', 'Client ID 不是 tuyalink_ 加设备 ID。'),
  },
  {
    where: 'CONNACK',
    code: '4',
    meaning: text('User name or password is wrong.', '用户名或密码错误。'),
    next: text('Check the login here; the time stamp of the user name must be the signed one.', '用这里的检查功能核对；用户名里的时间戳必须和参与签名的一致。'),
  },
  {
    where: 'CONNACK',
    code: '5',
    meaning: text('The device may not connect: unknown in this data centre, or removed.', '设备无权连接：该数据中心没有这个设备，或已被删除。'),
    next: text('Check the data centre.', '请核对数据中心。'),
  },
  { where: 'report_response', code: '0', meaning: text('The report was taken.', '上报成功。') },
]

/** The page gives Go Daddy's root; in the field the endpoint of Central Europe was seen with a chain that ends at DigiCert's. */
export const tuyaAuthorities: readonly AuthorityAdvice[] = [
  {
    name: 'Go Daddy Root Certificate Authority - G2',
    what: text('The root that Tuya’s page offers for download. Public, so that this PC knows it.', '涂鸦文档提供下载的根证书。属于公共 CA，电脑自带。'),
    where: 'https://developer.tuya.com/en/docs/iot/MQTT-protocol?id=Kb65nphxrj8f1',
  },
  {
    name: 'DigiCert Global Root G2',
    what: text('Seen at m1.tuyaeu.com in place of Go Daddy’s: where the modem refuses the certificate, look at the server’s chain and load this root.', '有人在 m1.tuyaeu.com 上见到的是它而不是 Go Daddy：模组校验证书失败时，请查看服务器证书链并改用该根证书。'),
    where: 'https://www.digicert.com/kb/digicert-root-certificates.htm',
  },
]

export const tuyaLifetimes = [
  text('The documents name no end of a login. The time stamp is signed; whether it is compared with the clock is not documented.', '文档没有说明登录参数会过期。时间戳参与签名，但是否与时钟比对没有说明。'),
]
