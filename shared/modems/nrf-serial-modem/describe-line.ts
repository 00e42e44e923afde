import type { Described } from '../../at/line-words.ts'
import { text, type Text } from '../../text/local-text.ts'
import { explainResult, explainUrc } from './explain.ts'

/** #XMQTTEVT: what has happened where the result is 0. */
const events: Readonly<Record<string, Text>> = {
  '0': text('connected and logged in', '已连接并登录成功'),
  '1': text('disconnected', '已断开 MQTT'),
  '2': text('a message came', '收到一条消息'),
  '3': text('published: the server has it (QoS 1)', '发布成功：服务器已确认（QoS 1）'),
  '4': text('the server received the message (QoS 2, first half)', '服务器已收到消息（QoS 2，前半程）'),
  '5': text('message released by the server (QoS 2)', '服务器已释放消息（QoS 2）'),
  '6': text('published: complete (QoS 2)', '发布完成（QoS 2）'),
  '7': text('the server answered the subscription', '服务器已应答订阅'),
  '8': text('unsubscribed', '已取消订阅'),
  '9': text('the server answers the ping', '服务器应答心跳'),
}

const successes: readonly { readonly pattern: RegExp; readonly words: (groups: readonly string[]) => Text | undefined }[] = [
  { pattern: /^#XMQTTEVT: (\d),0$/, words: ([kind = '']) => events[kind] },
  { pattern: /^#XMQTTEVT: 1,-111$/, words: () => text('disconnected after the refused login', '登录被拒后断开') },
  {
    pattern: /^#XMQTTMSG: (\d+),(\d+)/,
    words: ([topic, payload]) => text(`a message: topic ${topic} bytes, content ${payload} bytes`, `收到消息：主题 ${topic} 字节，内容 ${payload} 字节`),
  },
  { pattern: /^#XDATAMODE: 0$/, words: () => text('left data mode', '已退出数据模式') },
  { pattern: /^#XMQTTCON: 1,/, words: () => text('connected', '已连接') },
  { pattern: /^#XMQTTCON: 0$/, words: () => text('not connected', '未连接') },
  { pattern: /^#XS(?:L)?MVER: "?([^",]+)/, words: ([version]) => text(`Serial Modem ${version}`, `Serial Modem ${version}`) },
  { pattern: /^%CMNG: (\d+),0/, words: ([tag]) => text(`security tag ${tag} holds a root CA`, `安全标签 ${tag} 里有根 CA`) },
  { pattern: /^%CMNG: (\d+),1/, words: ([tag]) => text(`security tag ${tag} holds a client certificate`, `安全标签 ${tag} 里有客户端证书`) },
  { pattern: /^%CMNG: (\d+),2/, words: ([tag]) => text(`security tag ${tag} holds a private key`, `安全标签 ${tag} 里有私钥`) },
]

/** What a line of this family means, for the margin beside it; `undefined` for lines that explain themselves or are any modem's. */
export function describeNrfLine(line: string): Described | undefined {
  if (!/^(?:#X|%CMNG:|\+CME ERROR: 5[12]\d$)/.test(line)) return undefined
  for (const { pattern, words } of successes) {
    const match = pattern.exec(line)
    const found = match && words(match.slice(1))
    if (found) return { words: found, isFailure: false }
  }
  const failure = explainUrc(line) ?? explainResult(line)
  return failure && { words: failure.what, isFailure: true }
}
