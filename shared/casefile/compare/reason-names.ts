import { text, type Text } from '../../text/local-text.ts'
import type { Reason } from './normalise.ts'

export const reasonNames: Readonly<Record<Reason, Text>> = {
  time: text('time of day', '时间'),
  random: text('random value', '随机数'),
  'message-id': text('message number', '消息序号'),
  'stand-in': text('masked number', '已替换的号码'),
  cell: text('cell', '小区'),
  address: text('IP address', 'IP 地址'),
  signal: text('signal strength', '信号强度'),
  duration: text('a little faster or slower', '耗时略有不同'),
  'not-reached': text('not reached', '未执行到'),
  program: text('version of ATelier', 'ATelier 版本'),
}
