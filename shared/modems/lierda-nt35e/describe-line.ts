import type { Described } from '../../at/line-words.ts'
import { text, type Text } from '../../text/local-text.ts'
import { explainResult } from './explain.ts'

/** Success in words; failures are put into words by `explainResult`. Forms as in the AT manual, results before or after OK. */
const successes: readonly { readonly pattern: RegExp; readonly words: (groups: readonly string[]) => Text }[] = [
  { pattern: /^\+LMQTTOPEN: \d+,0$/, words: () => text('connection open', '连接已打开') },
  { pattern: /^\+LMQTTCONN: \d+,0(?:,0)?$/, words: () => text('login accepted', '登录成功') },
  { pattern: /^\+LMQTTCONN: \d+,1$/, words: () => text('sent again, no answer yet; after AT+LMQTTCONN?: open, not logged in', '未收到应答，正在重发；若为 AT+LMQTTCONN? 的应答：已打开未登录') },
  { pattern: /^\+LMQTTCONN: \d+,3$/, words: () => text('connected', '已连接') },
  { pattern: /^\+LMQTTCONN: \d+,4$/, words: () => text('disconnecting', '正在断开') },
  { pattern: /^\+LMQTTSUBUNSUB: \d+,\d+,0,([012])$/, words: ([qos]) => text(`subscribed, QoS ${qos} granted`, `订阅成功，授予 QoS ${qos}`) },
  { pattern: /^\+LMQTTSUBUNSUB: \d+,\d+,0$/, words: () => text('done', '成功') },
  // Spelt so in the manual.
  { pattern: /^\+LMQTTUNSUNSUB: \d+,\d+,0(?:,\d+)?$/, words: () => text('unsubscribed', '已取消订阅') },
  { pattern: /^\+LMQTTPUB: \d+,\d+,0$/, words: () => text('published', '发布成功') },
  {
    pattern: /^\+LMQTTPUB: \d+,\d+,1(?:,6)?$/,
    words: () => text('sent, but the acknowledgement was late or not as expected; the message usually arrives', '已发出，但应答超时或异常；消息通常已送达'),
  },
  { pattern: /^\+LMQTTDISC: \d+,0$/, words: () => text('logged out', '已断开 MQTT') },
  { pattern: /^\+LMQTTCLOSE: \d+,0$/, words: () => text('connection closed', '连接已关闭') },
  { pattern: /^\+LMQTTURC: STATS,\d+,0(?:,\d+)?$/, words: () => text('link in order', '链路正常') },
  { pattern: /^\+LMQTTURC: RECV,\d+,\d+$/, words: () => text('a message waits: AT+LMQTTREAD=0 fetches it', '有消息在缓存里，用 AT+LMQTTREAD=0 读取') },
]

/** What a line of this family means, for the margin beside it; `undefined` for lines that explain themselves. */
export function describeLierdaLine(line: string): Described | undefined {
  // A log asks for every line that passes; only these can be the family's own.
  if (!line.startsWith('+LMQTT')) return undefined
  for (const { pattern, words } of successes) {
    const match = pattern.exec(line)
    if (match) return { words: words(match.slice(1)), isFailure: false }
  }
  const failure = explainResult(line)
  return failure && { words: failure.what, isFailure: true }
}
