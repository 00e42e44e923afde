import { explainCme } from '../../at/explain-cme.ts'
import type { Failure, Stage } from '../../contract/failure.ts'
import { text } from '../../text/local-text.ts'
import type { Evidence } from '../../wizard/step.ts'
import { explainNetwork, explainRestart } from '../common-3gpp/explain-network.ts'
import type { Meaning } from '../common/connack-meanings.ts'
import { restartLines } from './constants.ts'
import { connackCodes, linkStates, openResults } from './result-codes.ts'

const noAddress = text(
  'Set the SIM’s APN with AT+CGDCONT=1,"IP","<apn>", then attach anew: AT+CFUN=0, AT+CFUN=1.',
  '用 AT+CGDCONT=1,"IP","<apn>" 设置 APN，再发 AT+CFUN=0、AT+CFUN=1 重新附着。',
)

function told(code: string, meaning: Meaning | undefined, line: string, stage: Stage = 'mqtt'): Failure {
  if (meaning) return { code, ...meaning, evidence: line }
  return {
    code: code.replace(/\.[^.]*$/, ''),
    stage,
    what: text('The modem reports a code that its manual does not list.', '模组报了一个手册里没有的码。'),
    next: text('Note the line, retry once, and compare the firmware (AT+LGMR) with the manual’s issue.', '记下这一行并重试一次；用 AT+LGMR 核对固件与手册版本。'),
    evidence: line,
  }
}

const packetLost = (code: string, line: string): Failure => ({
  code,
  stage: 'mqtt',
  what: text('The modem could not send the packet: the link to the broker is gone.', '报文没发出去：到服务器的链路已断。'),
  next: text('Check with AT+LMQTTCONN? (3: connected), then run the plan again from its settings.', '用 AT+LMQTTCONN? 查看状态（3 为已连接），再从配置开始重新运行。'),
  evidence: line,
})

const wrongParameter = (line: string): Failure => ({
  code: 'mqtt.parameter',
  stage: 'mqtt',
  what: text('The modem rejects a parameter of the command (7).', '模组认为指令参数有误（7）。'),
  next: text('Look for a topic or message that is too long, or a message identifier of 0 with QoS 1.', '检查主题或消息是否超长，QoS 1 时消息 ID 不能为 0。'),
  evidence: line,
})

function explainConnect(result: string, code: string | undefined, line: string): Failure | undefined {
  if (code !== undefined && /^[1-5]$/.test(code)) return told(`mqtt.refused.${code}`, connackCodes[code], line)
  if (code === '7') return wrongParameter(line)
  if (result === '0' && (code === undefined || code === '0')) return undefined
  // A 1 without a code only says that the login was sent again; 3 and 4 are states, the answer to AT+LMQTTCONN?.
  if (code === undefined && result !== '2') return undefined
  return {
    code: 'mqtt.connect-not-sent',
    stage: 'mqtt',
    what: text('The login got no answer: the broker closed the connection, or the packet did not get through.', '登录没有得到应答：服务器直接断开，或报文没送到。'),
    next: text('Clouds close instead of answering when the login is wrong: check it, the keep-alive (30 to 1200 s) and whether this port wants TLS.', '账号有误时云平台常直接断开：核对登录参数、心跳（30～1200 秒），以及该端口是否要求 TLS。'),
    evidence: line,
  }
}

function explainSubscribe(result: string, extend: string | undefined, line: string): Failure | undefined {
  if (extend === '7') return wrongParameter(line)
  if (extend === '6') return packetLost('mqtt.subscribe-not-sent', line)
  if (result === '0' && extend !== '128') return undefined
  return {
    code: 'mqtt.subscribe-refused',
    stage: 'cloud',
    what: text('The broker refused the subscription.', '服务器拒绝了订阅。'),
    next: text(
      'The topic is not permitted for this login, or its form is wrong: look for spaces in it, and for product and device names that are another’s.',
      '该账号没有此主题的权限，或主题写法不对：检查有没有多余空格，产品和设备名是否是本设备的。',
    ),
    evidence: line,
  }
}

/** A line of the LMQTT set that reports a failure. */
export function explainResult(line: string): Failure | undefined {
  const open = /^\+LMQTTOPEN: \d+,(-?\d+)(?:,(\d+))?$/.exec(line)
  if (open) return open[1] === '0' ? undefined : told(`mqtt.open.${open[2] ?? ''}`, openResults[open[2] ?? ''], line, 'net')
  const connect = /^\+LMQTTCONN: \d+,(\d+)(?:,(\d+))?$/.exec(line)
  if (connect?.[1]) return explainConnect(connect[1], connect[2], line)
  const subscribe = /^\+LMQTT(?:SUBUNSUB|UNSUNSUB): \d+,\d+,(\d+)(?:,(\d+))?$/.exec(line)
  if (subscribe?.[1]) return explainSubscribe(subscribe[1], subscribe[2], line)
  const publish = /^\+LMQTTPUB: \d+,\d+,([12])(?:,(\d+))?$/.exec(line)
  if (publish?.[2] === '7') return wrongParameter(line)
  if (publish?.[1] === '2') return packetLost('mqtt.publish-not-sent', line)
  return explainLink(line)
}

function explainLink(line: string): Failure | undefined {
  const state = /^\+LMQTTURC: STATS,\d+,(\d+)(?:,(\d+))?$/.exec(line)
  const [, stats, extend = ''] = state ?? []
  if (stats === undefined || stats === '0') return undefined
  if (stats === '15') return told(`mqtt.refused.${extend}`, connackCodes[extend], line)
  return told(`mqtt.link.${stats}`, linkStates[stats], line)
}

/** Unsolicited lines that mean a loss, also when no step is running. */
export const explainUrc = (line: string): Failure | undefined => explainRestart(line, restartLines) ?? explainLink(line)

function explainMissing({ command, stage }: Evidence): Failure {
  const isPublish = command.startsWith('AT+LMQTTPUB')
  return {
    code: 'modem.no-urc',
    stage,
    what: text('The modem accepted the command, but its result never came.', '模组接受了指令，但结果 URC 一直没有上报。'),
    next: isPublish
      ? text('Results of publishing come only after AT+LMQTTCFG="urc",0,1 before AT+LMQTTOPEN. Otherwise check the signal.', '要在 AT+LMQTTOPEN 之前发 AT+LMQTTCFG="urc",0,1，发布结果才会上报；否则检查信号。')
      : text('The network or the broker does not answer: check the signal (AT+CSQ), then run the plan again.', '网络或服务器没有应答：检查信号（AT+CSQ），再重新运行。'),
    evidence: command,
  }
}

/** Words for a failed step of this family, the most specific first. `undefined` leaves it to the common explanations. */
export function explainLierda(evidence: Evidence): Failure | undefined {
  if (evidence.offending !== undefined) {
    const found = explainResult(evidence.offending) ?? explainUrc(evidence.offending) ?? explainNetwork(evidence, noAddress)
    if (found) return found
  }
  if (evidence.timedOut === 'urc') return explainMissing(evidence)
  return evidence.final === null ? undefined : explainCme(evidence.final, evidence.stage)
}
