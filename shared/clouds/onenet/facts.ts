import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { AuthorityAdvice, Inputs, ReturnCode, SystemTopic } from '../profile.ts'

/** OneNET documents: “MQTT.fx access” of OneNET Studio (OneJSON), “Data point topics” and “Command topics” of the MQTT suite. */
export function oneNetTopics(inputs: Inputs): readonly SystemTopic[] {
  const own = `$sys/${str(inputs, 'productId') || '{pid}'}/${str(inputs, 'deviceName') || '{device-name}'}`
  return str(inputs, 'service') === 'suite' ? suiteTopics(own) : studioTopics(own)
}

const studioTopics = (own: string): readonly SystemTopic[] => [
  {
    topic: `${own}/thing/property/post`,
    direction: 'publish',
    title: text('Report properties', '属性上报'),
    payload: '{"id":"123","version":"1.0","params":{"Power":{"value":"12345","time":1524448722123},"temp":{"value":23.6,"time":1524448722123}}}',
  },
  { topic: `${own}/thing/property/post/reply`, direction: 'subscribe', title: text('Answer to a report', '属性上报响应') },
  { topic: `${own}/thing/property/set`, direction: 'subscribe', title: text('The cloud sets properties', '云端设置属性') },
  { topic: `${own}/thing/property/set_reply`, direction: 'publish', title: text('Answer to a setting, with its id', '设置属性响应（带上下行的 id）'), payload: '{"id":"128","code":200,"msg":"success"}' },
  { topic: `${own}/thing/property/get`, direction: 'subscribe', title: text('The cloud asks for properties', '云端获取属性') },
  { topic: `${own}/thing/property/get_reply`, direction: 'publish', title: text('Answer with the properties', '获取属性响应'), payload: '{"id":"129","code":200,"msg":"success","data":{"temp":23.6}}' },
  { topic: `${own}/thing/property/desired/get`, direction: 'publish', title: text('Ask for desired values', '获取属性期望值'), payload: '{"id":"123","version":"1.0","params":["Power"]}' },
  { topic: `${own}/thing/property/desired/get/reply`, direction: 'subscribe', title: text('Desired values', '属性期望值响应') },
  {
    topic: `${own}/thing/event/post`,
    direction: 'publish',
    title: text('Report an event', '事件上报'),
    payload: '{"id":"123","version":"1.0","params":{"switch":{"value":{"led1":22,"led2":23},"time":1592530745328}}}',
  },
  { topic: `${own}/thing/event/post/reply`, direction: 'subscribe', title: text('Answer to an event', '事件上报响应') },
  { topic: `${own}/thing/service/+/invoke`, direction: 'subscribe', title: text('The cloud calls a service', '服务调用') },
]

const suiteTopics = (own: string): readonly SystemTopic[] => [
  {
    topic: `${own}/dp/post/json`,
    direction: 'publish',
    title: text('Upload data points; t in s', '上传数据点（t 单位为秒）'),
    payload: '{"id":123,"dp":{"temperatrue":[{"v":30,"t":1552289676}],"power":[{"v":4.5,"t":1552289676}]}}',
  },
  { topic: `${own}/dp/post/json/accepted`, direction: 'subscribe', title: text('Data points taken', '上传成功通知') },
  { topic: `${own}/dp/post/json/rejected`, direction: 'subscribe', title: text('Data points refused, with a code', '上传失败通知（带错误码）') },
  { topic: `${own}/cmd/request/+`, direction: 'subscribe', title: text('Commands; the last level is the command’s ID', '命令下发，最后一级是命令 ID') },
  { topic: `${own}/cmd/response/{cmdid}`, direction: 'publish', title: text('Answer to a command', '命令应答') },
  { topic: `${own}/image/#`, direction: 'subscribe', title: text('Device shadow', '设备影子') },
]

/** OneNET documents, “Data point topics” (err_code), and the answers of the HTTP interface to a bad token. */
export const oneNetCodes: readonly ReturnCode[] = [
  {
    where: 'CONNACK',
    code: '4',
    meaning: text('Product ID, device name or token is wrong.', '产品 ID、设备名称或 token 有误。'),
    next: text('Check the login here; the client ID is the device name alone.', '用这里的检查功能核对；Client ID 只填设备名称。'),
  },
  { where: 'CONNACK', code: '5', meaning: text('Not authorised: the token is wrong or has expired.', '鉴权失败：token 有误或已过期。'), next: text('Compare et with the clock, and res with the device.', '核对 et 是否过期、res 是否是本设备。') },
  { where: 'SUBACK', code: '128', meaning: text('The topic belongs to another product or device.', '主题属于别的产品或设备。') },
  { where: 'reply', code: '98', meaning: text('Illegal Data: the payload is not of the documented form.', 'Illegal Data：数据格式不符合要求。'), next: text('Send one line of JSON; the MQTT suite wants dp, OneNET Studio params.', '请以单行 JSON 发送；MQTT 套件用 dp，OneNET Studio 用 params。') },
  { where: 'reply', code: '200', meaning: text('Success.', '成功。') },
  { where: 'HTTP', code: '10403', meaning: text('Invalid authorisation: the token is wrong.', '鉴权失败：token 无效。') },
  { where: 'HTTP', code: '10415', meaning: text('A parameter is missing.', '缺少参数。') },
  { where: 'HTTP', code: '10417', meaning: text('There is no thing model: the product belongs to the MQTT suite.', '产品没有物模型：它属于 MQTT 套件（数据流）。') },
]

export const oneNetAuthorities: readonly AuthorityAdvice[] = [
  {
    name: 'OneNET MQTTS',
    what: text('The platform’s own CA (O=CMIOT, to 2049-05-21) for port 8883; no PC knows it.', '平台自签名根证书（O=CMIOT，有效期至 2049-05-21），用于 8883 端口，电脑不自带。'),
    where: 'https://open.iot.10086.cn/doc/mqtt/book/device-develop/manual.html',
  },
]

export const oneNetLifetimes = [
  text('The token ends at et: from then on every login with it is refused.', 'token 到 et 时刻失效，之后用它登录会被拒绝。'),
  text('A device that loses its clock at power-off needs an et far ahead.', '掉电后没有时间的设备，请把 et 设得足够远。'),
]
