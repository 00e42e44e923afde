import type { PracticeFault } from '../../../../../shared/contract/practice.ts'
import { brokerFaults, connectionFaults, fault, lineFaults, networkFaults, refusedLogin, wrongApn } from '../kit/faults.ts'

/** In the order in which they lie between the cable and the cloud. Faults of checked certificates are left out: this module checks none. */
export const lierdaFaults: readonly PracticeFault[] = [
  ...lineFaults,
  fault('reboots', 'Reboots while transmitting', '发射时重启', 'The boot line appears in the middle of AT+LMQTTOPEN: the supply dips.', '执行 AT+LMQTTOPEN 时冒出开机信息：供电跌落导致重启。'),
  fault('results-before-ok', 'Results come before OK', '结果先于 OK 上报', '+LMQTTCONN: 0,0,0 first, OK after it, as real firmware does at times.', '先报 +LMQTTCONN: 0,0,0，再回 OK，实际固件有时就是这样。'),
  ...networkFaults,
  fault('no-pdp', 'No data bearer', 'PDP 激活失败', 'Attached, but no address: wrong APN or no data left; +LMQTTOPEN: 0,-1,3.', '已附着但拿不到 IP：APN 不对或流量用尽；+LMQTTOPEN: 0,-1,3。'),
  wrongApn,
  fault('dns-failure', 'Names do not resolve', '域名解析失败', '+LMQTTOPEN: 0,-1,4 for every host name; addresses still work.', '任何域名都返回 +LMQTTOPEN: 0,-1,4；直接用 IP 可以。'),
  fault('left-open', 'Connection left open', '连接没有关闭', '+LMQTTOPEN: 0,-1,2 until AT+LMQTTCLOSE=0, which also takes the settings away.', '+LMQTTOPEN: 0,-1,2，要先发 AT+LMQTTCLOSE=0，之前的配置也会随之失效。'),
  ...connectionFaults.filter(({ name }) => name === 'refused' || name === 'tls-version'),
  refusedLogin,
  ...brokerFaults,
  fault('drops-after-connect', 'Link drops after connecting', '连上后马上掉线', '+LMQTTURC: STATS,0,1 soon after +LMQTTCONN: 0,0,0.', '+LMQTTCONN: 0,0,0 之后很快出现 +LMQTTURC: STATS,0,1。'),
  fault('prompt-never-comes', 'Publish prompt never comes', '等不到发布提示符 >', 'AT+LMQTTPUB without the message gives no >; ESC ends it.', '不带消息的 AT+LMQTTPUB 之后没有 >，发 ESC 才能退出。'),
  fault('publish-fails', 'Publishing fails', '发布失败', '+LMQTTPUB: 0,n,2,6, and nothing leaves the modem.', '返回 +LMQTTPUB: 0,n,2,6，数据没有发出去。'),
  fault('publish-ack-wrong', 'Acknowledgement not as expected', '发布应答异常', '+LMQTTPUB: 0,n,1,6, although the message arrives.', '返回 +LMQTTPUB: 0,n,1,6，但消息其实已经送达。'),
]
