import type { PracticeFault } from '../../../../../shared/contract/practice.ts'
import { brokerFaults, connectionFaults, dnsFailure, dropsAfterConnect, fault, lineFaults, refusedLogin } from '../kit/faults.ts'

/** ESP-AT has neither ATV nor AT+CMEE. */
const notHere: readonly string[] = ['verbose-off', 'cmee-0', 'cmee-1', 'cmee-2']

/** In the order in which they lie between the cable and the cloud. */
export const espFaults: readonly PracticeFault[] = [
  ...lineFaults.filter(({ name }) => !notHere.includes(name)),
  fault('reboots', 'Reboots while joining', '连接 Wi-Fi 时重启', 'ready appears in the middle of AT+CWJAP: the supply dips.', '执行 AT+CWJAP 时冒出 ready：供电跌落导致重启。'),
  fault('no-ap', 'Access point not found', '找不到热点', 'AT+CWJAP answers +CWJAP:3: wrong SSID, or a 5 GHz network.', 'AT+CWJAP 返回 +CWJAP:3：SSID 不对，或热点是 5 GHz。'),
  fault('wrong-wifi-password', 'Wrong Wi-Fi password', 'Wi-Fi 密码不对', 'AT+CWJAP answers +CWJAP:2.', 'AT+CWJAP 返回 +CWJAP:2。'),
  fault('no-time', 'SNTP never answers', 'SNTP 对时失败', 'The clock stays in 1970; certificates look not yet valid.', '时间停在 1970 年，校验证书会判为未生效。'),
  dnsFailure,
  fault('old-firmware', 'Old firmware', '老固件', 'AT+MQTTSNI and AT+MQTTALPN answer ERROR.', 'AT+MQTTSNI 和 AT+MQTTALPN 返回 ERROR。'),
  fault('left-configured', 'MQTT left by an earlier run', '上次的 MQTT 没有清理', 'AT+MQTTUSERCFG answers ERROR until AT+MQTTCLEAN=0.', 'AT+MQTTUSERCFG 返回 ERROR，要先发 AT+MQTTCLEAN=0。'),
  ...connectionFaults,
  refusedLogin,
  ...brokerFaults,
  dropsAfterConnect,
  fault('prompt-never-comes', 'Prompt never comes', '等不到提示符 >', 'OK, but no > after it.', '只有 OK，之后没有 >。'),
  fault('publish-fails', 'Publishing fails', '发布失败', 'ERROR or +MQTTPUB:FAIL, and nothing leaves the module.', '返回 ERROR 或 +MQTTPUB:FAIL，数据没有发出去。'),
]
