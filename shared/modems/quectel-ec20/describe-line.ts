import type { Described } from '../../at/line-words.ts'
import { text, type Text } from '../../text/local-text.ts'
import { explainResult } from './explain.ts'

/** Success in words; failures are put into words by `explainResult`. Forms as in the MQTT and FILE application notes. */
const successes: readonly { readonly pattern: RegExp; readonly words: (groups: readonly string[]) => Text }[] = [
  { pattern: /^\+QMTOPEN: \d+,0$/, words: () => text('connection open', '连接已打开') },
  { pattern: /^\+QMTCONN: \d+,0(?:,0)?$/, words: () => text('login accepted', '登录成功') },
  { pattern: /^\+QMTCONN: \d+,3$/, words: () => text('connected', '已连接') },
  { pattern: /^\+QMTCONN: \d+,4$/, words: () => text('disconnecting', '正在断开') },
  { pattern: /^\+QMT(?:CONN: \d+|(?:SUB|PUB|PUBEX): \d+,\d+),1(?:,\d+)?$/, words: () => text('sent again, no answer yet', '未收到应答，正在重发') },
  { pattern: /^\+QMTSUB: \d+,\d+,0,([012])$/, words: ([qos]) => text(`subscribed, QoS ${qos} granted`, `订阅成功，授予 QoS ${qos}`) },
  { pattern: /^\+QMTPUB(?:EX)?: \d+,\d+,0/, words: () => text('published', '发布成功') },
  { pattern: /^\+QMTDISC: \d+,0$/, words: () => text('logged out', '已断开 MQTT') },
  { pattern: /^\+QMTCLOSE: \d+,0$/, words: () => text('connection closed', '连接已关闭') },
  {
    pattern: /^\+QFUPL: (\d+),([0-9A-Fa-f]+)$/,
    words: ([bytes, checksum]) => text(`${bytes} bytes stored, checksum ${checksum}`, `已写入 ${bytes} 字节，校验 ${checksum}`),
  },
]

/** What a line of this family means, for the margin beside it; `undefined` for lines that explain themselves. */
export function describeQuectelLine(line: string): Described | undefined {
  // A log asks for every line that passes; only these can be the family's own.
  if (!line.startsWith('+Q')) return undefined
  for (const { pattern, words } of successes) {
    const match = pattern.exec(line)
    if (match) return { words: words(match.slice(1)), isFailure: false }
  }
  const failure = explainResult(line)
  return failure && { words: failure.what, isFailure: true }
}
