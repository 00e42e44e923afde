import type { PracticeFault } from '../../../../../shared/contract/practice.ts'
import { brokerFaults, connectionFaults, dnsFailure, dropsAfterConnect, fault, lineFaults, networkFaults, noPdp, refusedLogin, wrongApn } from '../kit/faults.ts'

/** There is no ATV, and AT+CMEE has no words. */
const notHere: readonly string[] = ['verbose-off', 'cmee-2']

/** What the kit says of commands that this modem has not. */
const hints: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  'weak-signal': ['AT+CESQ ends with 16; everything over the air takes longer.', 'AT+CESQ 最后一个数只有 16，空口操作都变慢。'],
  'no-antenna': ['AT+CESQ ends with 255 and the modem goes on searching.', 'AT+CESQ 最后一个数为 255，一直搜不到网。'],
  'no-registration': ['AT+CEREG? stays at 0,2.', 'AT+CEREG? 一直是 0,2。'],
  'registration-denied': ['AT+CEREG? shows 0,3: SIM suspended or bound to another module.', 'AT+CEREG? 为 0,3：卡停机，或机卡绑定不符。'],
}
const worded = (known: PracticeFault): PracticeFault => {
  const [en, zh] = hints[known.name] ?? []
  return en === undefined || zh === undefined ? known : { ...known, hint: { en, zh } }
}

/** In the order in which they lie between the cable and the cloud. */
export const nrfFaults: readonly PracticeFault[] = [
  ...lineFaults.filter(({ name }) => !notHere.includes(name)),
  fault('reboots', 'Reboots while transmitting', '发射时重启', 'Ready appears in the middle of AT#XMQTTCON: the supply dips.', '执行 AT#XMQTTCON 时冒出 Ready：供电跌落导致重启。'),
  fault('no-mqtt', 'Firmware without MQTT', '固件不带 MQTT', 'Every AT#XMQTT command answers ERROR, as another firmware on an nRF91 does.', 'AT#XMQTT 系列指令都回 ERROR，就像 nRF91 上烧了别的固件。'),
  fault('own-build', 'Own build with larger sizes', '自编译固件，已放宽长度', 'AT#XMQTTCFG and AT#XMQTTCON take 256 bytes of client ID, user name and password.', 'AT#XMQTTCFG 和 AT#XMQTTCON 的 Client ID、用户名、密码可到 256 字节。'),
  ...networkFaults.map(worded),
  noPdp,
  wrongApn,
  dnsFailure,
  fault('file-exists', 'A certificate is there already', '证书已存在', 'Writing a root CA to security tag 1000 answers +CME ERROR: 519 until the old one is deleted.', '往安全标签 1000 写根 CA 返回 +CME ERROR: 519，要先删除旧的。'),
  fault('full-storage', 'Storage is full', '存储空间已满', 'AT%CMNG=0 answers +CME ERROR: 515.', 'AT%CMNG=0 返回 +CME ERROR: 515。'),
  fault('left-open', 'Connection still open', '上次的连接没断', 'AT#XMQTTCFG answers ERROR until AT#XMQTTCON=0.', 'AT#XMQTTCFG 返回 ERROR，要先发 AT#XMQTTCON=0。'),
  ...connectionFaults,
  refusedLogin,
  ...brokerFaults,
  dropsAfterConnect,
  fault('publish-fails', 'Publishing fails', '发布失败', 'ERROR or #XDATAMODE: -1, and nothing leaves the modem.', '返回 ERROR 或 #XDATAMODE: -1，数据没有发出去。'),
]
