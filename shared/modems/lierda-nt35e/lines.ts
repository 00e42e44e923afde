import { keyedAnswer } from '../../at/keyed-answer.ts'
import type { LineForm, LineTable } from '../../at/parameter.ts'
import { choice, number, quoted } from '../../at/parameter-kit.ts'
import { text, type Text } from '../../text/local-text.ts'
import { messageId, port } from '../common/mqtt-parameters.ts'
import { manual } from './constants.ts'
import { connackCodes, linkStates, openResults } from './result-codes.ts'
import { client, mqttSettings } from './signatures.ts'

const whatOf = (table: Readonly<Record<string, { readonly what: Text }>>) => (value: string): Text | undefined => (Object.hasOwn(table, value) ? table[value]?.what : undefined)

const openResult = choice('result', 'result', '结果', { '-1': ['failed', '失败'], 0: ['open', '已打开'] })
const openReason = number('extend', 'why not', '失败原因', { read: whatOf(openResults) })
const sent = choice('result', 'result', '结果', { 0: ['sent and answered', '已发送并收到应答'], 1: ['sent again', '重发'], 2: ['not sent', '发送失败'] })
const accepted = number('ret_code', 'answer of the broker (CONNACK)', '服务器应答（CONNACK）', {
  read: (value) => (value === '0' ? text('accepted', '接受') : value === '6' ? text('not sent', '发送失败') : value === '7' ? text('a parameter is wrong', '参数错误') : whatOf(connackCodes)(value)),
})
const state = choice('state', 'state', '状态', { 3: ['connected', '已连接'], 4: ['disconnecting', '正在断开'] })
const done = choice('result', 'result', '结果', { '-1': ['failed', '失败'], 0: ['done', '成功'], 1: ['failed', '失败'] })
const granted = number('extend', 'QoS that was granted, or 6: not sent, 7: a parameter is wrong', '授予的 QoS；6 为发送失败，7 为参数错误')

/** `RECV,0,1,"topic",payload`, `RECV,0,1` and `STATS,0,15,4`. */
function urc([kind, , third]: readonly string[]) {
  const event = choice('type', 'what happened', '事件', { RECV: ['a message came', '收到消息'], STATS: ['the link changed', '链路状态变化'] })
  if (kind !== 'STATS') return [event, client, messageId, quoted('topic', 'topic', '主题'), number('payload', 'message', '消息内容', { repeats: true })]
  const why = number('stats', 'state of the link', '链路状态', { read: (value) => (value === '0' ? text('in order', '正常') : value === '15' ? text('The broker refused the login.', '服务器拒绝登录。') : whatOf(linkStates)(value)) })
  return [event, client, why, third === '15' ? accepted : number('extend', 'more', '附加信息')]
}

const at = (command: string, fields: LineForm['fields']): LineTable => ({ [`+${command}`]: { fields, source: `${manual}, AT+${command}` } })

/** Answers and URCs of Lierda's own (AT manual). */
export const lierdaLines: LineTable = {
  '+LMQTTCFG': keyedAnswer(mqttSettings),
  ...at('LMQTTOPEN', ([, host = '']) => (/^-?\d+$/.test(host) ? [client, openResult, openReason] : [client, quoted('host_name', 'host', '服务器地址'), port])),
  ...at('LMQTTCONN', ([, second = '', third]) => (third === undefined && Number(second) > 2 ? [client, state] : [client, sent, accepted])),
  ...at('LMQTTSUBUNSUB', [client, messageId, done, granted]),
  '+LMQTTUNSUNSUB': { fields: [client, messageId, done, granted], source: `${manual}, AT+LMQTTSUBUNSUB` },
  ...at('LMQTTPUB', [client, messageId, sent, number('extend', '6: not sent, 7: a parameter is wrong', '6 为发送失败，7 为参数错误')]),
  ...at('LMQTTDISC', [client, done]),
  ...at('LMQTTCLOSE', [client, done]),
  '+LMQTTURC': { fields: urc, source: `${manual}, URC +LMQTTURC` },
}
