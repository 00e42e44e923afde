import { bad, good, type Described } from '../../at/line-words.ts'
import { text } from '../../text/local-text.ts'
import { explainHttp } from './explain-http.ts'

/** Words without a prefix, as this family reports. */
const whole: Readonly<Record<string, Described>> = {
  'CONNECT OK': good(text('connection open: AT+MCONNECT must follow at once', '连接已建立：要立刻发 AT+MCONNECT')),
  'CONNECT FAIL': bad(text('no connection to the server', '连不上服务器')),
  'ALREADY CONNECT': bad(text('a connection is open already', '连接已存在')),
  'CONNACK OK': good(text('login accepted', '登录成功')),
  SUBACK: good(text('subscribed', '订阅成功')),
  UNSUBACK: good(text('unsubscribed', '已取消订阅')),
  PUBACK: good(text('published, the broker has it', '发布成功，服务器已确认')),
  PUBREC: good(text('QoS 2: received, half-way', 'QoS 2：服务器已收到，还差一步')),
  PUBCOMP: good(text('QoS 2: complete', 'QoS 2：发布完成')),
  CLOSED: bad(text('the connection is closed', '连接已断开')),
}

const forms: readonly { readonly pattern: RegExp; readonly words: (groups: readonly string[]) => Described }[] = [
  { pattern: /^\+MSUB: ?(\d+)$/, words: ([slot]) => good(text(`a message waits in slot ${slot}: AT+MQTTMSGGET`, `缓存位置 ${slot} 有新消息，用 AT+MQTTMSGGET 读取`)) },
  { pattern: /^\+MQTTMSGGET: (\d),(VALID|INVALID)$/, words: ([slot, is]) => good(is === 'VALID' ? text(`slot ${slot} holds a message`, `位置 ${slot} 有消息`) : text(`slot ${slot} is empty`, `位置 ${slot} 为空`)) },
  { pattern: /^\+MQTTSTATU ?: ?0$/, words: () => bad(text('offline', '离线')) },
  { pattern: /^\+MQTTSTATU ?: ?1$/, words: () => good(text('connected', '已连接')) },
  { pattern: /^\+MQTTSTATU ?: ?2$/, words: () => bad(text('TCP is open, but there is no login: send AT+MCONNECT', '只有 TCP 连接，还没登录：请发 AT+MCONNECT')) },
  { pattern: /^\+HTTPACTION: \d,200,([1-9]\d*)$/, words: ([size]) => good(text(`${size} bytes answered: AT+HTTPREAD`, `收到应答 ${size} 字节，用 AT+HTTPREAD 读取`)) },
  { pattern: /^\+CME ERROR: 765$/, words: () => bad(text('a value is not accepted', '参数无效')) },
  { pattern: /^\+CME ERROR: 767$/, words: () => bad(text('not possible in this state', '当前状态不能执行')) },
]

/** What a line of this family means, for the margin beside it; `undefined` for lines that explain themselves. */
export function describeLuatLine(line: string): Described | undefined {
  const known = Object.hasOwn(whole, line) ? whole[line] : undefined
  if (known) return known
  // A log asks for every line that passes.
  if (!line.startsWith('+')) return undefined
  for (const { pattern, words } of forms) {
    const match = pattern.exec(line)
    if (match) return words(match.slice(1))
  }
  const failure = explainHttp(line)
  return failure && bad(failure.what)
}
