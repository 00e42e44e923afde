import { answerDescriber, bad, good, type Described } from '../../at/line-words.ts'
import { text, type Text } from '../../text/local-text.ts'

/** `#XMQTTEVT: <event>,<result>` (Serial Modem documentation, MQTT client AT commands). */
const events: readonly Text[] = [
  text('login accepted', '登录成功'),
  text('disconnected', '已断开'),
  text('a message came', '收到消息'),
  text('published, the broker has it', '发布成功，服务器已确认'),
  text('QoS 2: received, half-way', 'QoS 2：服务器已收到，还差一步'),
  text('QoS 2: released', 'QoS 2：已释放'),
  text('QoS 2: complete', 'QoS 2：发布完成'),
  text('subscribed', '订阅成功'),
  text('unsubscribed', '已取消订阅'),
  text('the broker answers the ping', '服务器应答了心跳'),
]

const named = answerDescriber({
  '#XMQTTEVT': ([event, result]) => {
    const words = events[Number(event)]
    if (!words) return undefined
    return result === '0' ? words : bad(text(`${words.en}: failed (${result})`, `${words.zh}：失败（${result}）`))
  },
  '#XMQTTMSG': ([topic, message]) => text(`message: topic of ${topic} bytes and content of ${message} bytes follow`, `收到消息：随后是主题 ${topic} 字节、内容 ${message} 字节`),
  '#XMQTTCFG': ([clientId, keepAlive]) => text(`client ID “${clientId}”, keep-alive ${keepAlive} s`, `Client ID “${clientId}”，心跳 ${keepAlive} 秒`),
  '#XMQTTCON': ([state, , , host, port]) => (state === '0' ? text('not connected', '未连接') : text(`connected to ${host}:${port}`, `已连到 ${host}:${port}`)),
  '#XGETADDRINFO': ([address = '']) => (/[.:]/.test(address) ? text(`its address is ${address}`, `地址为 ${address}`) : bad(text(`no address: ${address}`, `没有解析到地址：${address}`))),
  '#XDATAMODE': ([result]) => (result === '0' ? text('data mode ended, the data was taken', '数据模式结束，数据已接收') : bad(text(`data mode ended with ${result}`, `数据模式结束，错误 ${result}`))),
  '#XSMVER': () => text('the firmware version', '固件版本'),
  '#XSLMVER': () => text('the firmware version', '固件版本'),
  '%CMNG': () => text('a stored key or certificate', '存储的密钥或证书'),
  '%XICCID': () => text('the SIM’s number (ICCID)', 'SIM 卡 ICCID'),
  '%XMONITOR': () => text('network and cell', '网络和小区'),
  '%XSYSTEMMODE': () => text('which networks are searched', '网络制式'),
  '%CESQ': () => text('signal', '信号'),
  '%XVBAT': () => text('the supply voltage', '供电电压'),
  '%SHORTSWVER': () => text('the firmware version', '固件版本'),
  '%HWVERSION': () => text('the hardware version', '硬件版本'),
})

/** Lines of Nordic's Serial Modem and of the nRF91's modem firmware. */
export const describeNordicAnswer = (line: string): Described | undefined => (line === 'Ready' ? good(text('the module has started', '模组启动完成')) : named(line))
