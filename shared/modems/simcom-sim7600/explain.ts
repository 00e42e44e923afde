import { explainCme } from '../../at/explain-cme.ts'
import type { Failure, Stage } from '../../contract/failure.ts'
import { text } from '../../text/local-text.ts'
import type { Evidence } from '../../wizard/step.ts'
import { explainNetwork, explainRestart } from '../common-3gpp/explain-network.ts'
import type { Meaning } from '../common/connack-meanings.ts'
import { explainRefusedSetting } from './explain-refused.ts'
import { restartLines } from './constants.ts'
import { losses, results } from './result-codes.ts'

const noAddress = text('Set the SIM’s APN with AT+CGDCONT=1,"IP","<apn>", then AT+CFUN=0 and AT+CFUN=1.', '用 AT+CGDCONT=1,"IP","<apn>" 设置 APN，再依次发 AT+CFUN=0、AT+CFUN=1。')

const failure = (code: string, meaning: Meaning, evidence: string): Failure => ({ code, ...meaning, evidence })

const codeOf = (err: number): string => (err >= 27 && err <= 31 ? `mqtt.refused.${err - 26}` : `mqtt.result.${err}`)

/** `+CMQTTSTART: <err>` and `+CMQTTSTOP: <err>[,<cid>]` have no client index, all others `<client>,<err>`. */
const resultLine = /^\+CMQTT(?:(START|STOP): (\d+)(?:,\d+)?|(ACCQ|REL|CONNECT|DISC|TOPIC|PAYLOAD|PUB|SUBTOPIC|SUB|UNSUBTOPIC|UNSUB|WILLTOPIC|WILLMSG|PING): \d+,(\d+))$/

/** Codes that a request gets when the server closes instead of acknowledging it. */
const unanswered: readonly number[] = [6, 11, 16, 17, 26]

/** A +CMQTT… line that reports a failure. */
export function explainResult(line: string): Failure | undefined {
  const match = resultLine.exec(line)
  const command = match?.[1] ?? match?.[3]
  const err = Number(match?.[2] ?? match?.[4])
  if (command === undefined || err === 0) return undefined
  if (command === 'SUB' && err === 6) {
    return {
      code: 'mqtt.subscribe-refused',
      stage: 'cloud',
      what: text('The server refused the subscription.', '服务器拒绝了订阅。'),
      next: text('The topic is not permitted for this login, its form is wrong, or the QoS is too high. AWS closes the connection as well.', '该账号没有此主题的权限、主题写法不对或 QoS 过高。AWS 还会直接断开连接。'),
      evidence: line,
    }
  }
  if (command === 'PUB' && unanswered.includes(err)) {
    return {
      code: 'mqtt.publish-not-sent',
      stage: 'mqtt',
      what: text('The server did not take the message.', '服务器没有接收这条消息。'),
      next: text('Does the login permit publishing to this topic (AWS: the policy)? Is it spelt right? Then connect again from AT+CMQTTSTART.', '确认该账号允许向此主题发布（AWS 看策略）、主题没有写错，再从 AT+CMQTTSTART 起重连。'),
      evidence: line,
    }
  }
  return meaningOf(results[err], codeOf(err), 'mqtt', line)
}

function meaningOf(meaning: Meaning | undefined, code: string, stage: Stage, line: string): Failure {
  if (meaning) return failure(code, meaning, line)
  return {
    code: code.replace(/\.\d+$/, ''),
    stage,
    what: text('The modem reports a code that its manual does not list.', '模组报了一个手册里没有的码。'),
    next: text('Note the line, retry once, and compare the firmware (AT+CGMR) with the manual’s issue.', '记下这一行并重试一次；用 AT+CGMR 核对固件与手册版本。'),
    evidence: line,
  }
}

function explainLink(line: string): Failure | undefined {
  const cause = /^\+CMQTTCONNLOST: \d+,(\d+)$/.exec(line)?.[1]
  if (cause !== undefined) return meaningOf(losses[Number(cause)], `mqtt.link.${cause}`, 'mqtt', line)
  const ping = /^\+CMQTTPING: \d+,(\d+)$/.exec(line)?.[1]
  if (ping !== undefined && ping !== '0') {
    return {
      code: 'mqtt.ping-failed',
      stage: 'radio',
      what: text('The keep-alive ping failed.', '心跳发送失败或超时。'),
      next: text('Check the signal (AT+CSQ) and shorten the keep-alive to 60 to 120 s; then connect again from AT+CMQTTSTART.', '检查信号（AT+CSQ），把心跳改到 60～120 秒，再从 AT+CMQTTSTART 起重连。'),
      evidence: line,
    }
  }
  if (line === '+CMQTTNONET' || line === '+CIPEVENT: NETWORK CLOSED UNEXPECTEDLY') {
    return {
      code: 'data.deactivated',
      stage: 'data',
      what: text('The network took the data connection away.', '网络侧断开了数据连接。'),
      next: text('Start again from AT+CGATT=1 and AT+CMQTTSTART; if it repeats, check signal and the SIM’s contract.', '从 AT+CGATT=1、AT+CMQTTSTART 重来；反复出现请检查信号和套餐。'),
      evidence: line,
    }
  }
  return undefined
}

/** Unsolicited lines that mean a loss, also when no step is running. */
export function explainUrc(line: string): Failure | undefined {
  return explainRestart(line, restartLines) ?? explainLink(line)
}

/** Words for a failed step of this family, the most specific first. `undefined` leaves it to the common explanations. */
export function explainSimcom(evidence: Evidence): Failure | undefined {
  if (evidence.offending !== undefined) {
    const found = explainResult(evidence.offending) ?? explainUrc(evidence.offending) ?? explainNetwork(evidence, noAddress)
    if (found) return found
  }
  if (evidence.final === 'COMMAND NOT SUPPORT' || evidence.final === 'ERROR') {
    // ERROR has its reason in the line beside it, where there is one.
    const reason = evidence.lines.map((line) => explainResult(line)).find((found) => found !== undefined)
    return reason ?? explainRefusedSetting(evidence)
  }
  if (evidence.timedOut === 'urc') {
    return {
      code: 'modem.no-result',
      stage: evidence.stage,
      what: text(`The modem accepted ${evidence.command.split(/[=,]/)[0]}, but its result never came.`, `模组接受了 ${evidence.command.split(/[=,]/)[0]}，但结果一直没有上报。`),
      next: text('Check the signal (AT+CSQ) and run the connection again from AT+CMQTTSTART; if it repeats, restart with AT+CRESET.', '检查信号（AT+CSQ），从 AT+CMQTTSTART 起重连；反复出现就用 AT+CRESET 重启。'),
      evidence: evidence.command,
    }
  }
  if (evidence.final !== null) return explainCme(evidence.final, evidence.stage)
  return undefined
}
