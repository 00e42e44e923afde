import type { PracticeFault } from '../../../../../shared/contract/practice.ts'
import { text } from '../../../../../shared/text/local-text.ts'

export const fault = (name: string, en: string, zh: string, hintEn: string, hintZh: string) =>
  ({ name, title: text(en, zh), hint: text(hintEn, hintZh) }) as const satisfies PracticeFault

/** Faults of the cable and the line, the same for every family. Lists go in the order between the cable and the cloud. */
export const lineFaults: readonly PracticeFault[] = [
  fault('silent', 'Modem never answers', '模组无应答', 'Every byte disappears: wrong port, power off, TX and RX swapped.', '发什么都没有回应：选错串口、模组没上电、TX/RX 接反。'),
  fault('garbage', 'Garbage instead of answers', '返回乱码', 'Random bytes, as with a wrong baud rate.', '收到的全是乱码，和波特率不对时一样。'),
  fault('wrong-speed', 'Modem runs at 9600 bit/s', '模组波特率为 9600', 'Garbage both ways at any other speed; set 9600, or have the speed found.', '其他波特率下收发都是乱码；改为 9600，或用“探测波特率”。'),
  fault('noise', 'Noise between the answers', '应答里夹杂干扰', 'Right answers, with stray bytes and unsolicited lines in the middle.', '应答正确，但中间夹着杂散字节和主动上报。'),
  fault('urcs-in-answers', 'URCs inside the answers', '应答中间插入 URC', 'Unsolicited lines between the lines of every answer.', '每条应答的行与行之间都插进主动上报。'),
  fault('split-bytes', 'Bytes come one by one', '逐字节到达', 'Every byte is a read of its own.', '每次只读到一个字节。'),
  fault('echo-off', 'No echo', '无回显', 'Commands are never echoed, whatever ATE1 says.', '无论 ATE1 怎么设都不回显。'),
  fault('verbose-off', 'Results as numbers', '结果码为数字', 'The modem was left with ATV0: 0 for OK, 4 for ERROR. ATV1 mends it.', '模组停在 ATV0：0 表示 OK，4 表示 ERROR；发 ATV1 恢复。'),
  fault('cmee-0', 'Errors without a code', '错误不带码', 'Plain ERROR, whatever AT+CMEE says.', '无论 AT+CMEE 怎么设，都只回 ERROR。'),
  fault('cmee-1', 'Errors as numbers', '错误只给数字', '+CME ERROR with a number, whatever AT+CMEE says.', '无论 AT+CMEE 怎么设，+CME ERROR 后面都是数字。'),
  fault('cmee-2', 'Errors in words', '错误用文字', '+CME ERROR in words, whatever AT+CMEE says.', '无论 AT+CMEE 怎么设，+CME ERROR 后面都是文字。'),
  fault('slow', 'Slow modem', '模组响应慢', 'Nine tenths of the time that the manual allows, for every answer and for connecting: minutes in all.', '每条应答和建立连接都拖到手册时限的九成，整个流程要好几分钟。'),
  fault('too-slow', 'Slower than its manual', '慢到超时', 'Each answer comes after 400 s, later than any manual allows.', '每条应答要 400 秒，超过手册的任何时限。'),
  fault('unplugged-now', 'Unplugged for a moment', '拔线后重新插上', 'The port vanishes now and is back after about three seconds.', '串口立即消失，约 3 秒后恢复。'),
]

/** Where the manual has a URC for a card that goes while the module runs. */
export const simFallsOut = fault('sim-falls-out', 'SIM falls out now', 'SIM 卡运行中掉出', 'The card is gone from now on, and with it network and links; it is back once the fault is off.', '从现在起卡不在位，网络和连接随之断开；取消后卡恢复。')
/** Where the manual has a URC for it. */
export const bearerReleased = fault('bearer-released', 'Network releases the bearer now', '网络侧释放承载', 'Once, now: every link over it is lost; a new one can be had at once.', '立即发生一次：承载上的连接全部断开，可以马上重连。')

/** Faults of card and radio, by 27.007. */
export const networkFaults: readonly PracticeFault[] = [
  fault('no-sim', 'No SIM', '未插 SIM 卡', 'AT+CPIN? answers +CME ERROR: 10.', 'AT+CPIN? 返回 +CME ERROR: 10。'),
  fault('sim-pin', 'SIM asks for its PIN', 'SIM 卡要 PIN 码', 'The PIN is 1234; three wrong tries block it.', 'PIN 码是 1234，连错三次会锁卡。'),
  fault('sim-puk', 'SIM is blocked', 'SIM 卡已锁', 'The PUK is 12345678: AT+CPIN="12345678","1234" gives the card a new PIN.', 'PUK 码是 12345678：发 AT+CPIN="12345678","1234" 解锁并设新 PIN。'),
  fault('weak-signal', 'Weak signal', '信号弱', 'AT+CSQ shows 4; everything over the air takes longer.', 'AT+CSQ 只有 4，空口操作都变慢。'),
  fault('no-antenna', 'No antenna', '没接天线', 'AT+CSQ shows 99 and the modem goes on searching.', 'AT+CSQ 为 99，一直搜不到网。'),
  fault('no-registration', 'Searching, never registered', '一直在搜网', 'AT+CREG? stays at 0,2.', 'AT+CREG? 一直是 0,2。'),
  fault('registration-denied', 'Registration denied', '注册被拒', 'AT+CREG? shows 0,3: SIM suspended or bound to another module.', 'AT+CREG? 为 0,3：卡停机，或机卡绑定不符。'),
]

/** Faults of the data connection, of the way to the broker, and of the broker. A family lists those it has other words for itself. */
export const wrongApn = fault('wrong-apn', 'Wrong APN', 'APN 不对', 'Attached, but no address until the APN is CMIOT.', '已附着但拿不到 IP，APN 设为 CMIOT 才行。')
export const noPdp = fault('no-pdp', 'No data bearer', 'PDP 激活失败', 'Attached, but no address: wrong APN or no data left.', '已附着但拿不到 IP：APN 不对或流量用尽。')
export const dnsFailure = fault('dns-failure', 'Names do not resolve', '域名解析失败', 'Every host name fails; addresses still work.', '任何域名都解析不了，直接用 IP 可以。')
export const badClock = fault('bad-clock', 'Clock stands at 1980', '模组时间停在 1980 年', 'Certificates look not yet valid where their dates are checked.', '检查证书有效期时会判为未生效。')

export const connectionFaults: readonly PracticeFault[] = [
  fault('refused', 'Connection refused', '连接被拒绝', 'Every TCP connection is refused: wrong port, or a SIM that reaches only listed hosts.', 'TCP 连接都被拒绝：端口不对，或定向卡访问不了该地址。'),
  fault('tls-ca', 'Server signed by another CA', 'CA 不匹配', 'No CA certificate ever fits, where the server is checked.', '校验服务器时，任何 CA 证书都对不上。'),
  fault('tls-time', 'Certificate dates do not fit', '证书有效期不符', 'The dates are compared with a clock at 1980, where the server is checked.', '校验服务器时，按 1980 年的时钟比对有效期。'),
  fault('tls-version', 'TLS version too old', 'TLS 版本过低', 'The modem offers TLS 1.0 only.', '模组只支持 TLS 1.0。'),
]

const connack = (code: 1 | 2 | 3 | 4 | 5, en: string, zh: string) =>
  fault(`connack-${code}`, `Broker refuses: ${en}`, `登录被拒：${zh}`, `The login gets the code ${code}, whatever it holds.`, `无论登录内容如何都返回码 ${code}。`)

export const brokerFaults: readonly PracticeFault[] = [
  connack(1, 'protocol version', '协议版本'),
  connack(2, 'client ID', 'Client ID'),
  connack(3, 'unavailable', '服务不可用'),
  connack(4, 'user name or password', '用户名或密码'),
  connack(5, 'not authorised', '未授权'),
]

export const refusedLogin = fault('refused-login', 'Broker refuses the login', '登录被拒', 'The modem sends a spoilt password; the broker answers with its own code.', '模组发出的密码被改坏，由服务器按自己的规则拒绝。')
export const dropsAfterConnect = fault('drops-after-connect', 'Link drops after connecting', '连上后马上掉线', 'The link is lost soon after the login.', '登录成功后很快掉线。')

/** Faults that can be tied to a command: `silent-at:AT+QFUPL` strikes every command that begins so. */
const atFaults = ['unplug-at', 'silent-at', 'error-at', 'slow-at', 'garbage-at', 'reboot-at'] as const

export type FaultKind = (typeof atFaults)[number] | 'listed'
export type ActiveFault = { readonly name: string; readonly kind: FaultKind; readonly prefix: string }

/** Null when there is no such fault. The prefix is compared without regard to case. */
export function parseFault(listed: readonly PracticeFault[], name: string): ActiveFault | null {
  if (listed.some((known) => known.name === name)) return { name, kind: 'listed', prefix: '' }
  const colon = name.indexOf(':')
  const kind = atFaults.find((known) => known === name.slice(0, colon))
  const prefix = name.slice(colon + 1).toUpperCase()
  return kind && prefix.startsWith('AT') ? { name, kind, prefix } : null
}
