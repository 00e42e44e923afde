import type { PracticeFault } from '../../../../../shared/contract/practice.ts'
import { text } from '../../../../../shared/text/local-text.ts'

export const fault = (name: string, en: string, zh: string, hintEn: string, hintZh: string) =>
  ({ name, title: text(en, zh), hint: text(hintEn, hintZh) }) as const satisfies PracticeFault

/** Faults of the cable and the line, the same for every family. Lists go in the order between the cable and the cloud. */
export const lineFaults: readonly PracticeFault[] = [
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
]

/** Faults of card and radio, by 27.007. */
export const networkFaults: readonly PracticeFault[] = [
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
]

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
