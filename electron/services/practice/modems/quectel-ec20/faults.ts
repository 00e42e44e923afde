import type { PracticeFault } from '../../../../../shared/contract/practice.ts'
import { text } from '../../../../../shared/text/local-text.ts'

const fault = (name: string, en: string, zh: string, hintEn: string, hintZh: string) =>
  ({ name, title: text(en, zh), hint: text(hintEn, hintZh) }) as const satisfies PracticeFault

/** In the order in which they lie between the cable and the cloud. */
export const ec20Faults: readonly PracticeFault[] = [
  fault(
    'silent',
    'Modem never answers',
    '模组无应答',
    'Every byte disappears: wrong port, power off, TX and RX swapped.',
    '发什么都没有回应：选错串口、模组没上电、TX/RX 接反。',
  ),
  fault(
    'garbage',
    'Garbage instead of answers',
    '返回乱码',
    'Random bytes, as with a wrong baud rate.',
    '收到的全是乱码，和波特率不对时一样。',
  ),
  fault(
    'noise',
    'Noise between the answers',
    '应答里夹杂干扰',
    'Right answers, with stray bytes and unsolicited lines in the middle.',
    '应答正确，但中间夹着杂散字节和主动上报。',
  ),
  fault(
    'slow',
    'Slow modem',
    '模组响应慢',
    'Three seconds before each answer.',
    '每条指令要等 3 秒才应答。',
  ),
  fault(
    'unplugged-now',
    'Unplugged for a moment',
    '拔线后重新插上',
    'The port vanishes now and is back after about three seconds.',
    '串口立即消失，约 3 秒后恢复。',
  ),
  fault(
    'reboots',
    'Reboots while transmitting',
    '发射时重启',
    'RDY appears in the middle of AT+QMTOPEN: the supply dips.',
    '执行 AT+QMTOPEN 时冒出 RDY：供电跌落导致重启。',
  ),
  fault(
    'urc-port-elsewhere',
    'URCs go to another port',
    'URC 上报到别的口',
    'Commands answer OK but no URC ever comes; AT+QURCCFG mends it.',
    '指令都回 OK，但收不到任何 URC；用 AT+QURCCFG 改回来。',
  ),
  fault(
    'no-sim',
    'No SIM',
    '未插 SIM 卡',
    'AT+CPIN? answers +CME ERROR: 10.',
    'AT+CPIN? 返回 +CME ERROR: 10。',
  ),
  fault(
    'sim-pin',
    'SIM asks for its PIN',
    'SIM 卡要 PIN 码',
    'The PIN is 1234; three wrong tries block it.',
    'PIN 码是 1234，连错三次会锁卡。',
  ),
  fault(
    'weak-signal',
    'Weak signal',
    '信号弱',
    'AT+CSQ shows 4; everything over the air takes longer.',
    'AT+CSQ 只有 4，空口操作都变慢。',
  ),
  fault(
    'no-registration',
    'Searching, never registered',
    '一直在搜网',
    'AT+CREG? stays at 0,2.',
    'AT+CREG? 一直是 0,2。',
  ),
  fault(
    'registration-denied',
    'Registration denied',
    '注册被拒',
    'AT+CREG? shows 0,3: SIM suspended or bound to another module.',
    'AT+CREG? 为 0,3：卡停机，或机卡绑定不符。',
  ),
  fault(
    'no-pdp',
    'No data bearer',
    'PDP 激活失败',
    'Attached, but no address: wrong APN or no data left; +QMTOPEN: 0,3.',
    '已附着但拿不到 IP：APN 不对或流量用尽；+QMTOPEN: 0,3。',
  ),
  fault(
    'dns-failure',
    'Names do not resolve',
    '域名解析失败',
    '+QMTOPEN: 0,4 for every host name; addresses still work.',
    '任何域名都返回 +QMTOPEN: 0,4；直接用 IP 可以。',
  ),
  fault(
    'bad-clock',
    'Clock stands at 1980',
    '模组时间停在 1980 年',
    'Certificates look not yet valid when ignorelocaltime is 0; AT+QNTP mends it.',
    'ignorelocaltime 为 0 时证书会被判为未生效；用 AT+QNTP 校时。',
  ),
  fault(
    'file-exists',
    'File is already there',
    '文件已存在',
    'AT+QFUPL answers +CME ERROR: 407 until the old file is deleted.',
    'AT+QFUPL 返回 +CME ERROR: 407，要先删除旧文件。',
  ),
  fault(
    'full-storage',
    'Storage is full',
    '存储空间已满',
    'AT+QFUPL answers +CME ERROR: 403 (UFS) or 420 (RAM).',
    'AT+QFUPL 返回 +CME ERROR: 403（UFS）或 420（RAM）。',
  ),
  fault(
    'refused-login',
    'Broker refuses the login',
    '登录被拒',
    'The modem sends a spoilt password; the broker answers with its own code.',
    '模组发出的密码被改坏，由服务器按自己的规则拒绝。',
  ),
  fault(
    'drops-after-connect',
    'Link drops after connecting',
    '连上后马上掉线',
    '+QMTSTAT: 0,1 soon after +QMTCONN: 0,0,0.',
    '+QMTCONN: 0,0,0 之后很快出现 +QMTSTAT: 0,1。',
  ),
  fault(
    'prompt-never-comes',
    'Publish prompt never comes',
    '等不到发布提示符 >',
    'AT+QMTPUB gives no >; ESC ends it.',
    'AT+QMTPUB 之后没有 >，发 ESC 才能退出。',
  ),
  fault(
    'publish-fails',
    'Publishing fails',
    '发布失败',
    '+QMTPUB: 0,n,2, and nothing leaves the modem.',
    '返回 +QMTPUB: 0,n,2，数据没有发出去。',
  ),
]

/** Faults that can be tied to a command: `silent-at:AT+QFUPL` strikes every command that begins so. */
const atFaults = ['unplug-at', 'silent-at', 'error-at', 'slow-at', 'garbage-at', 'reboot-at'] as const

export type FaultKind = (typeof atFaults)[number] | 'listed'
export type ActiveFault = { readonly name: string; readonly kind: FaultKind; readonly prefix: string }

/** Null when there is no such fault. The prefix is compared without regard to case. */
export function parseFault(name: string): ActiveFault | null {
  if (ec20Faults.some((known) => known.name === name)) return { name, kind: 'listed', prefix: '' }
  const colon = name.indexOf(':')
  const kind = atFaults.find((known) => known === name.slice(0, colon))
  const prefix = name.slice(colon + 1).toUpperCase()
  return kind && prefix.startsWith('AT') ? { name, kind, prefix } : null
}
