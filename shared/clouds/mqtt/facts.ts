import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { AuthorityAdvice, Inputs, ReturnCode, SystemTopic } from '../profile.ts'
import { presetIdOf } from './presets.ts'

export function mqttTopics(inputs: Inputs): readonly SystemTopic[] {
  const preset = presetIdOf(inputs)
  if (preset === 'thingsboard') return thingsBoardTopics
  if (preset === 'thingscloud') return thingsCloudTopics
  if (preset === 'custom') return []
  const own = str(inputs, 'clientId') || '${clientId}'
  return [
    {
      topic: `${own}/up`,
      direction: 'publish',
      title: text('A topic of your own: everybody reads a public broker', '自己的主题：公共服务器上所有人都能看到'),
      payload: '{"temperature":25}',
    },
    { topic: `${own}/down`, direction: 'subscribe', title: text('A topic of your own', '自己的主题') },
    ...(preset === 'mosquitto' ? [{ topic: '$SYS/broker/version', direction: 'subscribe' as const, title: text('The broker’s version', '服务器版本') }] : []),
  ]
}

/** thingsboard.io, MQTT API: telemetry, attributes, RPC. */
const thingsBoardTopics: readonly SystemTopic[] = [
  { topic: 'v1/devices/me/telemetry', direction: 'publish', title: text('Report telemetry', '上报遥测数据'), payload: '{"temperature":25}' },
  {
    topic: 'v1/devices/me/attributes',
    direction: 'both',
    title: text('Report attributes; shared attributes that change', '上报属性、接收共享属性更新'),
    payload: '{"firmwareVersion":"1.0.0"}',
  },
  {
    topic: 'v1/devices/me/attributes/request/1',
    direction: 'publish',
    title: text('Ask for attributes; the number is free', '请求属性（末尾数字自定）'),
    payload: '{"clientKeys":"attribute1","sharedKeys":"shared1"}',
  },
  { topic: 'v1/devices/me/attributes/response/+', direction: 'subscribe', title: text('The attributes that were asked for', '属性请求的响应') },
  { topic: 'v1/devices/me/rpc/request/+', direction: 'subscribe', title: text('Calls to the device (RPC)', '下发 RPC 命令') },
  {
    topic: 'v1/devices/me/rpc/response/${requestId}',
    direction: 'publish',
    title: text('Answer to a call, with the number from its topic', 'RPC 应答（requestId 取自请求的主题）'),
    payload: '{"success":true}',
  },
]

/** thingscloud.xyz, “Device MQTT connection”, and the Arduino SDK. */
const thingsCloudTopics: readonly SystemTopic[] = [
  { topic: 'attributes', direction: 'publish', title: text('Report attributes', '上报属性'), payload: '{"temperature":28.5}' },
  { topic: 'attributes/response', direction: 'subscribe', title: text('Answer to a report', '属性上报响应') },
  { topic: 'attributes/push', direction: 'subscribe', title: text('The cloud sets attributes', '云端下发属性') },
  { topic: 'attributes/get/1000', direction: 'publish', title: text('Ask for attributes; the number is free', '获取云端属性（末尾数字自定）'), payload: '{}' },
  { topic: 'attributes/get/response/+', direction: 'subscribe', title: text('The attributes that were asked for', '获取属性的响应') },
  { topic: 'command/send/+', direction: 'subscribe', title: text('Commands to the device', '云端下发命令') },
]

/** ThingsBoard, MQTT API: what it answers to CONNECT. Other brokers use the codes as MQTT 3.1.1 has them. */
export const mqttCodes: readonly ReturnCode[] = [
  {
    where: 'CONNACK',
    code: '4',
    meaning: text('ThingsBoard: the user name is empty.', 'ThingsBoard：用户名为空。'),
    next: text('Put the device’s access token there.', '用户名应填设备的访问令牌。'),
  },
  {
    where: 'CONNACK',
    code: '5',
    meaning: text('ThingsBoard: there is no device with this access token.', 'ThingsBoard：访问令牌无效。'),
    next: text('Copy it again from the device’s details.', '请从设备详情重新复制。'),
  },
]

export const mqttAuthorities: readonly AuthorityAdvice[] = [
  {
    name: 'DigiCert Global Root G2',
    what: text('Signs broker.emqx.io on 8883 and 8084. This PC knows it.', '签发 broker.emqx.io（8883、8084）的证书，电脑自带。'),
    where: 'https://assets.emqx.com/data/broker.emqx.io-ca.crt',
  },
  {
    name: 'mosquitto.org CA',
    what: text('Signs test.mosquitto.org on 8883 and 8884. This PC does not know it.', '签发 test.mosquitto.org（8883、8884）的证书，电脑不自带。'),
    where: 'https://test.mosquitto.org/ssl/mosquitto.org.crt',
  },
  {
    name: 'ISRG Root X1 (Let’s Encrypt)',
    what: text('Signs test.mosquitto.org on 8081 (wss) and 8886 (TLS). This PC knows it.', '签发 test.mosquitto.org 的 8081（wss）、8886（TLS）端口证书，电脑自带。'),
    where: 'https://letsencrypt.org/certs/isrgrootx1.pem',
  },
]
