import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { AuthorityAdvice, Inputs, ReturnCode, SystemTopic } from '../profile.ts'

/** Baidu IoT Core documents, “Device template” (2k7o8yf4k), and the shadow of the device SDK. */
export function baiduTopics(inputs: Inputs): readonly SystemTopic[] {
  const own = `$iot/${str(inputs, 'deviceKey') || '{deviceName}'}`
  return [
    { topic: `${own}/events`, direction: 'publish', title: text('To the cloud, in every template', '设备上报（模板默认）'), payload: '{"temperature":26,"humidity":45}' },
    { topic: `${own}/msg`, direction: 'subscribe', title: text('From the cloud, in every template', '云端下发（模板默认）') },
    { topic: `${own}/user/fortest`, direction: 'both', title: text('Custom topic (here: fortest), added to the template', '自定义主题（以 fortest 为例），需加到模板里'), payload: '{"temperature":26,"humidity":45}' },
    { topic: `${own}/shadow/update/reported`, direction: 'publish', title: text('Report to the device shadow', '上报设备影子') },
    { topic: `${own}/shadow/update/reported/reply`, direction: 'subscribe', title: text('Answer of the shadow', '影子上报响应') },
    { topic: `${own}/shadow/delta/desired`, direction: 'subscribe', title: text('What the shadow wants changed', '影子期望值变化') },
    { topic: `${own}/shadow/get`, direction: 'publish', title: text('Ask for the shadow', '获取影子') },
    { topic: `${own}/shadow/get/reply`, direction: 'subscribe', title: text('The shadow', '获取影子的响应') },
  ]
}

/** The platform does not document which code comes when: MQTT's own meanings. */
export const baiduCodes: readonly ReturnCode[] = [
  { where: 'CONNACK', code: '2', meaning: text('The client ID has other characters than letters, digits, - and _, or too many.', 'Client ID 含有字母、数字、- 和 _ 以外的字符，或者太长。') },
  {
    where: 'CONNACK',
    code: '4',
    meaning: text('User name or password is wrong, or the time stamp is off.', '用户名或密码错误，或者时间戳偏差过大。'),
    next: text('Check the login here; without a clock leave the time stamp out.', '用这里的检查功能核对；没有时钟就不要带时间戳。'),
  },
  { where: 'CONNACK', code: '5', meaning: text('The device may not connect.', '设备无权连接。') },
  { where: 'SUBACK', code: '128', meaning: text('The topic is not in the device’s template.', '主题不在设备模板的权限范围内。') },
]

export const baiduAuthorities: readonly AuthorityAdvice[] = [
  {
    name: 'Public CA of *.baidubce.com',
    what: text('A public CA signs the endpoints on 1884 and 443, so that this PC knows it. For a modem take its root from the server’s chain.', '1884 和 443 端口的证书由公共 CA 签发，电脑自带。模组需要时，请从服务器证书链里取根证书。'),
    where: 'https://cloud.baidu.com/doc/IoTCore/s/Rk7omsg0f',
  },
]

export const baiduLifetimes = [
  text('Without a time stamp, or with 0, the login does not expire.', '不带时间戳（或为 0）时，登录参数不会过期。'),
  text('With a time stamp it is taken for ten minutes to either side.', '带时间戳时，只在前后 10 分钟内有效。'),
]
