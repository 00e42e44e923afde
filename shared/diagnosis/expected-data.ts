import { commandsOf } from '../at/command-line.ts'
import { utf8 } from '../text/bytes.ts'
import { text, type Text } from '../text/local-text.ts'

type Kind = { readonly what: Text; /** Which parameter is the length; left out where a mark ends the data. */ readonly length?: number; readonly opens?: 'ok' }

const topic = text('the topic', '主题')
const message = text('the message', '消息内容')
const file = text('the file’s content', '文件内容')
const body = text('the HTTP body', 'HTTP 请求体')
const value = text('the value', '参数值')

/** Commands that data follows, after `>`, CONNECT or DOWNLOAD (the families' manuals; `opens: 'ok'` where OK alone opens data mode). */
const kinds: Readonly<Record<string, Kind>> = {
  '+QMTPUB': { what: message, length: 5 },
  '+QMTPUBEX': { what: message, length: 5 },
  '+LMQTTPUB': { what: message, length: 5 },
  '+MPUBEX': { what: message, length: 3 },
  '+CMQTTTOPIC': { what: topic, length: 1 },
  '+CMQTTSUBTOPIC': { what: topic, length: 1 },
  '+CMQTTUNSUBTOPIC': { what: topic, length: 1 },
  '+CMQTTSUB': { what: topic, length: 1 },
  '+CMQTTWILLTOPIC': { what: topic, length: 1 },
  '+CMQTTWILLMSG': { what: message, length: 1 },
  '+CMQTTPAYLOAD': { what: message, length: 1 },
  '+CCERTDOWN': { what: file, length: 1 },
  '+FSWRITE': { what: file, length: 2 },
  '+QFUPL': { what: file, length: 1 },
  '+QFDWL': { what: file },
  '+SYSMFG': { what: file, length: 4 },
  '+HTTPDATA': { what: body, length: 0 },
  '+QHTTPPOST': { what: body, length: 0 },
  '+LHTTPPOST': { what: body, length: 0 },
  '+QHTTPURL': { what: value, length: 0 },
  '+LHTTPURL': { what: value, length: 0 },
  '+QSSLSEND': { what: message, length: 1 },
  '+QISEND': { what: message, length: 1 },
  '+CIPSEND': { what: message, length: 0 },
  '+MQTTPUBRAW': { what: message, length: 2 },
  '+MQTTLONGCLIENTID': { what: value, length: 1 },
  '+MQTTLONGUSERNAME': { what: value, length: 1 },
  '+MQTTLONGPASSWORD': { what: value, length: 1 },
  '+CMGS': { what: message },
  '#XMQTTPUB': { what: message, opens: 'ok' },
}

export type AskedData = { readonly what: Text; readonly bytes: number | undefined; readonly opensOnOk: boolean }

/** The data that a command line asks for. */
export function dataAskedBy(line: string): AskedData | undefined {
  const command = commandsOf(line).at(-1)
  const kind = command && Object.hasOwn(kinds, command.name) ? kinds[command.name] : undefined
  if (!command || !kind) return undefined
  // With the message on the line nothing follows: #XMQTTPUB's second parameter.
  if (command.name === '#XMQTTPUB' && (command.values[1] ?? '') !== '') return undefined
  const length = kind.length === undefined ? Number.NaN : Number(command.values[kind.length] || Number.NaN)
  return { what: kind.what, bytes: Number.isInteger(length) ? length : undefined, opensOnOk: kind.opens === 'ok' }
}

/** Lines that say that bytes follow them: on the lines after (`next`) or from here on (the group that holds what stands here already). */
const carriers: readonly { readonly pattern: RegExp; readonly what: readonly Text[] }[] = [
  { pattern: /^\+CMQTTRXTOPIC: \d+,(\d+)$/, what: [topic] },
  { pattern: /^\+CMQTTRXPAYLOAD: \d+,(\d+)$/, what: [message] },
  { pattern: /^\+(?:Q?HTTPREAD|LHTTPREAD): (?:DATA,)?(\d+)$/, what: [text('the HTTP answer', 'HTTP 应答内容')] },
  { pattern: /^\+(?:QSSLRECV|QIRD): (\d+)$/, what: [message] },
  { pattern: /^\+MSUB: ?.*?,(\d+) byte,(.*)$/, what: [message] },
  { pattern: /^\+MQTTSUBRECV:\d+,".*?",(\d+),(.*)$/, what: [message] },
  { pattern: /^\+QMTRECV: \d+,\d+,".*?",(\d+),"?(.*)$/, what: [message] },
]

/** Bytes that a line announces and does not hold itself. */
export function dataCarriedBy(line: string): AskedData | undefined {
  for (const { pattern, what } of carriers) {
    const found = pattern.exec(line)
    const left = Number(found?.[1]) - (found?.[2] === undefined ? 0 : utf8(found[2]).length)
    if (found && what[0] && left > 0) return { what: what[0], bytes: left, opensOnOk: false }
  }
  return undefined
}

/** Data that lines are taken for until it is complete. A line end inside counts one byte: as a log has it, not always as the modem did. */
export class RunningData {
  readonly what: Text
  #left: number | undefined

  constructor({ what, bytes }: AskedData) {
    this.what = what
    this.#left = bytes
  }

  /** Takes a line; tells whether more is to come. */
  take(line: string): boolean {
    const announced = /^<data:(\d+)>$/.exec(line)?.[1]
    if (announced !== undefined) return false
    if (/(?:\+\+\+|\u001a|<1A>|<0x1A>|<Ctrl-Z>)$/i.test(line)) return false
    if (this.#left === undefined) return true
    this.#left -= utf8(line).length + 1
    return this.#left > 0
  }
}
