import type { PracticeFault } from '../../../../../shared/contract/practice.ts'
import { badClock, bearerReleased, brokerFaults, connectionFaults, dnsFailure, dropsAfterConnect, fault, lineFaults, networkFaults, noPdp, refusedLogin, wrongApn } from '../kit/faults.ts'

/** In the order in which they lie between the cable and the cloud. */
export const simcomFaults: readonly PracticeFault[] = [
  ...lineFaults,
  fault('reboots', 'Reboots while transmitting', '发射时重启', 'RDY appears in the middle of AT+CMQTTCONNECT: the supply dips.', '执行 AT+CMQTTCONNECT 时冒出 RDY：供电跌落导致重启。'),
  fault('start-after-ok', 'Service starts after OK', '先回 OK 再报启动结果', 'OK first, +CMQTTSTART: 0 after it, as SIM7600CE and A76xx print it.', '先回 OK，再报 +CMQTTSTART: 0，SIM7600CE 和 A76xx 就是这样。'),
  ...networkFaults,
  noPdp,
  wrongApn,
  bearerReleased,
  dnsFailure,
  badClock,
  fault('full-storage', 'Storage is full', '存储空间已满', 'AT+CCERTDOWN answers ERROR.', 'AT+CCERTDOWN 返回 ERROR。'),
  fault('no-sni', 'Firmware without SNI', '固件不支持 SNI', 'AT+CSSLCFG="enableSNI" answers ERROR.', 'AT+CSSLCFG="enableSNI" 返回 ERROR。'),
  fault('left-open', 'Service still running', 'MQTT 服务没有停止', '+CMQTTSTART: 23 until the client is released and the service stopped.', '+CMQTTSTART: 23，要先释放客户端并停止服务。'),
  fault('old-firmware', 'Old firmware', '老固件', 'AT+CMQTTACCQ takes 23 bytes of client ID.', 'AT+CMQTTACCQ 的 Client ID 最多 23 字节。'),
  ...connectionFaults,
  refusedLogin,
  ...brokerFaults,
  dropsAfterConnect,
  fault('prompt-never-comes', 'Prompt never comes', '等不到提示符 >', 'AT+CMQTTTOPIC gives no > and no result.', 'AT+CMQTTTOPIC 之后没有 >，也没有结果。'),
  fault('publish-fails', 'Publishing fails', '发布失败', '+CMQTTPUB: 0,16, and nothing leaves the modem.', '返回 +CMQTTPUB: 0,16，数据没有发出去。'),
  fault('publish-ack-wrong', 'Acknowledgement not as expected', '发布应答异常', '+CMQTTPUB: 0,17, although the message arrives.', '返回 +CMQTTPUB: 0,17，但消息其实已经送达。'),
]
