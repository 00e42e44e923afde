import type { LineForm, LineTable, Parameter } from '../../at/parameter.ts'
import { bytes, choice, number, quoted } from '../../at/parameter-kit.ts'
import { port, qos, retain } from '../common/mqtt-parameters.ts'
import { joinErrors } from './result-codes.ts'
import { ca, certificateKey, clientId, host, keepAlive, link, mqttGuide, password, path, reconnect, scheme, session, tcpGuide, topic, user, wifiGuide, wifiMode, will, willTopic } from './signatures.ts'

const state = choice('state', 'state', '状态', {
  0: ['nothing set', '未初始化'],
  1: ['login set', '已设登录参数'],
  2: ['connection set', '已设连接参数'],
  3: ['disconnected', '已断开'],
  4: ['connected', '已连接'],
  5: ['connected, nothing subscribed', '已连接，无订阅'],
  6: ['connected, with subscriptions', '已连接，有订阅'],
})

/** `0,"topic",5,hello`: the payload may hold commas. */
const message = (rest: string): readonly string[] | undefined => /^(\d+),"(.*?)",(\d+),([\s\S]*)$/.exec(rest)?.slice(1)
const received: readonly Parameter[] = [link, topic, number('data_length', 'length', '长度', { unit: bytes }), number('data', 'message', '消息内容')]

const at = (guide: string, name: string, fields: LineForm['fields'], split?: LineForm['split']): LineTable => ({ [`+${name}`]: { fields, ...(split && { split }), source: `${guide}, AT+${name}` } })

/** Answers and URCs of ESP-AT (user guide). */
export const espAtLines: LineTable = {
  ...at(mqttGuide, 'MQTTUSERCFG', [link, scheme, clientId, user, password, certificateKey, ca, path]),
  ...at(mqttGuide, 'MQTTCONNCFG', [link, keepAlive, session, willTopic, will, { ...qos, name: 'lwt_qos' }, { ...retain, name: 'lwt_retain' }]),
  ...at(mqttGuide, 'MQTTCONN', [link, state, scheme, host, port, path, reconnect]),
  '+MQTTCONNECTED': { fields: [link, scheme, host, port, path, reconnect], source: `${mqttGuide}, AT+MQTTCONN` },
  '+MQTTDISCONNECTED': { fields: [link], source: `${mqttGuide}, AT+MQTTCONN` },
  ...at(mqttGuide, 'MQTTSUB', [link, state, topic, qos]),
  '+MQTTSUBRECV': { fields: received, split: message, source: `${mqttGuide}, AT+MQTTSUB` },
  ...at(mqttGuide, 'MQTTPUB', [choice('result', 'result', '结果', { OK: ['published', '发布成功'], FAIL: ['failed', '发布失败'] })]),
  ...at(wifiGuide, 'CWMODE', [wifiMode]),
  ...at(wifiGuide, 'CWJAP', (values) =>
    values.length === 1
      ? [number('error code', 'why not', '失败原因', { read: (value) => joinErrors[value]?.what })]
      : [quoted('ssid', 'name of the network', 'Wi-Fi 名称'), quoted('bssid', 'MAC of the router', '路由器 MAC'), number('channel', 'channel', '信道'), number('rssi', 'signal', '信号', { unit: { en: 'dBm', zh: 'dBm' } })],
  ),
  ...at(wifiGuide, 'CWSTATE', [choice('state', 'state', '状态', { 0: ['not tried', '未连接过'], 1: ['joined, no address yet', '已连接，未获取 IP'], 2: ['joined, has an address', '已连接，已获取 IP'], 3: ['joining', '正在连接'], 4: ['disconnected', '已断开'] }), quoted('ssid', 'name of the network', 'Wi-Fi 名称')]),
  ...at(tcpGuide, 'CIPDOMAIN', [quoted('IP address', 'address', '地址')]),
  ...at(tcpGuide, 'CIPSNTPCFG', [choice('enable', 'time server', 'SNTP', { 0: ['off', '关'], 1: ['on', '开'] }), number('timezone', 'zone in hours', '时区（小时）'), quoted('SNTP server', 'server', '服务器', { repeats: true })]),
  ...at(tcpGuide, 'CIPSNTPTIME', [number('asctime', 'time', '时间')]),
}
