import type { PracticeFault } from '../../../../../shared/contract/practice.ts'
import {
  badClock,
  bearerReleased,
  brokerFaults,
  connectionFaults,
  dnsFailure,
  dropsAfterConnect,
  fault,
  lineFaults,
  networkFaults,
  noPdp,
  refusedLogin,
  wrongApn,
} from '../kit/faults.ts'

/** In the order in which they lie between the cable and the cloud. */
export const air780Faults: readonly PracticeFault[] = [
  ...lineFaults,
  fault('reboots', 'Reboots while transmitting', '发射时重启', 'RDY appears in the middle of AT+MIPSTART: the supply dips.', '执行 AT+MIPSTART 时冒出 RDY：供电跌落导致重启。'),
  ...networkFaults,
  noPdp,
  wrongApn,
  bearerReleased,
  dnsFailure,
  badClock,
  fault('full-storage', 'Storage is full', '存储空间已满', 'AT+FSCREATE and AT+FSWRITE answer ERROR.', 'AT+FSCREATE、AT+FSWRITE 返回 ERROR。'),
  fault('download-never-comes', 'DOWNLOAD never comes', '等不到 DOWNLOAD', 'AT+HTTPDATA gives no DOWNLOAD and ends with ERROR.', 'AT+HTTPDATA 之后没有 DOWNLOAD，最后返回 ERROR。'),
  ...connectionFaults,
  fault('impatient-server', 'Server drops a silent connection', '连上不登录就被踢', 'CLOSED five seconds after CONNECT OK, unless AT+MCONNECT comes.', 'CONNECT OK 后 5 秒内不发 AT+MCONNECT 就出现 CLOSED。'),
  refusedLogin,
  ...brokerFaults,
  dropsAfterConnect,
  fault('prompt-never-comes', 'Publish prompt never comes', '等不到发布提示符 >', 'AT+MPUBEX gives no > and no result.', 'AT+MPUBEX 之后没有 >，也没有结果。'),
  fault('publish-fails', 'Publishing fails', '发布失败', '+CME ERROR: 767, and nothing leaves the modem.', '返回 +CME ERROR: 767，数据没有发出去。'),
]
