import { answerDescriber, bad, good, type Described } from '../../at/line-words.ts'
import { text } from '../../text/local-text.ts'

const named = answerDescriber({
  '#XMQTTCFG': ([clientId, keepAlive]) => text(`client ID “${clientId}”, keep-alive ${keepAlive} s`, `Client ID “${clientId}”，心跳 ${keepAlive} 秒`),
  // The older Serial LTE Modem prints the last connection's values behind the 0 (slm_at_mqtt.c).
  '#XMQTTCON': ([state]) => (state === '0' ? text('not connected', '未连接') : undefined),
  '#XGETADDRINFO': ([address = '']) => (/[.:]/.test(address) ? text(`its address is ${address}`, `地址为 ${address}`) : bad(text(`no address: ${address}`, `没有解析到地址：${address}`))),
  '%CMNG': () => text('a stored key or certificate', '存储的密钥或证书'),
  '%XICCID': () => text('the SIM’s number (ICCID)', 'SIM 卡 ICCID'),
  '%XMONITOR': () => text('network and cell', '网络和小区'),
  '%XSYSTEMMODE': () => text('which networks are searched', '网络制式'),
  '%CESQ': () => text('signal', '信号'),
  '%XVBAT': () => text('the supply voltage', '供电电压'),
  '%SHORTSWVER': () => text('the firmware version', '固件版本'),
  '%HWVERSION': () => text('the hardware version', '硬件版本'),
})

/** Lines of Nordic's Serial Modem and of the nRF91's modem firmware besides those of describe-line.ts. */
export const describeNordicAnswer = (line: string): Described | undefined => (line === 'Ready' ? good(text('the module has started', '模组启动完成')) : named(line))
