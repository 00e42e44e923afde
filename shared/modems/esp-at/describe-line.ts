import type { Described } from '../../at/line-words.ts'
import { text, type Text } from '../../text/local-text.ts'
import { explainResult, explainUrc } from './explain.ts'

const successes: readonly { readonly pattern: RegExp; readonly words: Text }[] = [
  { pattern: /^WIFI CONNECTED$/, words: text('joined the Wi-Fi network', '已连上 Wi-Fi') },
  { pattern: /^WIFI GOT IP$/, words: text('has an address', '已获取 IP') },
  { pattern: /^\+MQTTCONNECTED:/, words: text('connected and logged in', '已连接并登录成功') },
  { pattern: /^\+MQTTPUB:OK$/, words: text('published', '发布成功') },
  { pattern: /^ALREADY SUBSCRIBE$/, words: text('was subscribed before', '之前已订阅') },
  { pattern: /^NO UNSUBSCRIBE$/, words: text('was not subscribed', '之前没有订阅') },
]

/** What a line of this family means, for the margin beside it. `ready` is left out: other families print it too. */
export function describeEspAtLine(line: string): Described | undefined {
  if (!/^(?:\+MQTT|\+CWJAP:\d|WIFI |ERR CODE:|ALREADY SUB|NO UNSUB)/.test(line)) return undefined
  const success = successes.find(({ pattern }) => pattern.test(line))
  if (success) return { words: success.words, isFailure: false }
  const failure = explainResult(line) ?? explainUrc(line)
  if (failure) return { words: failure.what, isFailure: true }
  return line === '+MQTTPUB:FAIL' ? { words: text('publishing failed', '发布失败'), isFailure: true } : undefined
}
