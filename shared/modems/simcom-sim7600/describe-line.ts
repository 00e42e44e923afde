import type { Described } from '../../at/line-words.ts'
import { text, type Text } from '../../text/local-text.ts'
import { explainResult, explainUrc } from './explain.ts'

/** Success in words; failures are put into words by `explainResult`. Forms as in the A76XX manual, 18 and 19. */
const successes: readonly { readonly pattern: RegExp; readonly words: (groups: readonly string[]) => Text }[] = [
  { pattern: /^\+CMQTTSTART: 0$/, words: () => text('MQTT service started', 'MQTT 服务已启动') },
  { pattern: /^\+CMQTTSTOP: 0$/, words: () => text('MQTT service stopped', 'MQTT 服务已停止') },
  { pattern: /^\+CMQTTCONNECT: \d+,0$/, words: () => text('connected and logged in', '已连接并登录成功') },
  { pattern: /^\+CMQTTSUB: \d+,0$/, words: () => text('subscribed', '订阅成功') },
  { pattern: /^\+CMQTTUNSUB: \d+,0$/, words: () => text('unsubscribed', '已取消订阅') },
  { pattern: /^\+CMQTTPUB: \d+,0$/, words: () => text('published', '发布成功') },
  { pattern: /^\+CMQTTDISC: \d+,0$/, words: () => text('disconnected', '已断开 MQTT') },
  {
    pattern: /^\+CMQTTRXSTART: \d+,(\d+),(\d+)$/,
    words: ([topic, payload]) => text(`a message comes: topic ${topic} bytes, content ${payload} bytes`, `收到消息：主题 ${topic} 字节，内容 ${payload} 字节`),
  },
  { pattern: /^\+CMQTTRXEND: \d+$/, words: () => text('message complete', '消息接收完毕') },
  { pattern: /^\+CCERTLIST: "(.*)"$/, words: ([name]) => text(`${name} is stored`, `已存有 ${name}`) },
]

/** What a line of this family means, for the margin beside it; `undefined` for lines that explain themselves. */
export function describeSimcomLine(line: string): Described | undefined {
  // A log asks for every line that passes; only these can be the family's own.
  if (!/^\+C(?:MQTT|CERT|IPEVENT)/.test(line)) return undefined
  for (const { pattern, words } of successes) {
    const match = pattern.exec(line)
    if (match) return { words: words(match.slice(1)), isFailure: false }
  }
  const failure = explainResult(line) ?? explainUrc(line)
  return failure && { words: failure.what, isFailure: true }
}
