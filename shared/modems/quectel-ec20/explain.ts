import { cmeNumber } from '../../at/cme-errors.ts'
import { explainCme } from '../../at/explain-cme.ts'
import type { Failure, Stage } from '../../contract/failure.ts'
import { text } from '../../text/local-text.ts'
import type { Evidence } from '../../wizard/step.ts'
import { explainNetwork, explainRestart } from '../common-3gpp/explain-network.ts'
import type { Meaning } from '../common/connack-meanings.ts'
import { restartLines } from './constants.ts'
import { explainSocket } from './tcp-errors.ts'
import { connackCodes, fileErrors, linkStates, openResults } from './result-codes.ts'

const noAddress = text('Set the SIM’s APN with AT+CGDCONT=1,"IP","<apn>" and activate it: AT+QIACT=1.', '用 AT+CGDCONT=1,"IP","<apn>" 设置 APN，再发 AT+QIACT=1 激活。')

const failure = (code: string, meaning: Meaning, evidence: string): Failure => ({ code, ...meaning, evidence })

function unknownCode(code: string, stage: Stage, line: string): Failure {
  return {
    code,
    stage,
    what: text('The modem reports a code that its manual does not list.', '模组报了一个手册里没有的码。'),
    next: text('Note the line, retry once, and compare the firmware (AT+CGMR) with the manual’s issue.', '记下这一行并重试一次；用 AT+CGMR 核对固件与手册版本。'),
    evidence: line,
  }
}

/** A URC of Quectel's MQTT set that reports a failure. */
export function explainResult(line: string): Failure | undefined {
  const open = /^\+QMTOPEN: \d+,(-?\d+)$/.exec(line)
  if (open?.[1] && open[1] !== '0') {
    const meaning = openResults[open[1]]
    return meaning ? failure(`mqtt.open.${open[1]}`, meaning, line) : unknownCode('mqtt.open', 'net', line)
  }
  const connect = /^\+QMTCONN: \d+,(\d+)(?:,(\d+))?$/.exec(line)
  if (connect) {
    const [, result, returnCode] = connect
    // States, the answer to AT+QMTCONN?.
    if (returnCode === undefined && (result === '3' || result === '4')) return undefined
    if (result === '0') {
      if (returnCode === undefined || returnCode === '0') return undefined
      const meaning = connackCodes[returnCode]
      return meaning ? failure(`mqtt.refused.${returnCode}`, meaning, line) : unknownCode('mqtt.refused', 'mqtt', line)
    }
    return {
      code: 'mqtt.connect-not-sent',
      stage: 'mqtt',
      what: text('The login packet did not reach the broker.', '登录报文没有送到服务器。'),
      next: text('The link went away, or the broker closed it instead of answering: check the login and the keep-alive, then start again from AT+QMTOPEN.', '链路已断，或服务器没应答就关了连接：核对账号和心跳，从 AT+QMTOPEN 重来。'),
      evidence: line,
    }
  }
  const subscribe = /^\+QMTSUB: \d+,\d+,(\d+)(?:,(\d+))?$/.exec(line)
  if (subscribe) {
    if (subscribe[2] === '128') {
      return {
        code: 'mqtt.subscribe-refused',
        stage: 'cloud',
        what: text('The broker refused the subscription (128).', '服务器拒绝了订阅（128）。'),
        next: text('The topic is not permitted for this login, or its form is wrong. Check the topic and the broker’s access list.', '该账号没有此主题的权限，或主题写法不对。检查主题和服务器的访问控制。'),
        evidence: line,
      }
    }
    return subscribe[1] === '2' ? packetLost('mqtt.subscribe-not-sent', line) : undefined
  }
  if (/^\+QMTPUB(?:EX)?: \d+,\d+,2/.test(line)) return packetLost('mqtt.publish-not-sent', line)
  return explainLink(line)
}

function packetLost(code: string, line: string): Failure {
  return {
    code,
    stage: 'mqtt',
    what: text('The modem could not send the packet: the link to the broker is gone.', '报文没发出去：到服务器的链路已断。'),
    next: text('Check with AT+QMTCONN?, then start again from AT+QMTOPEN.', '用 AT+QMTCONN? 查看状态，从 AT+QMTOPEN 重来。'),
    evidence: line,
  }
}

function explainLink(line: string): Failure | undefined {
  const state = /^\+QMTSTAT: \d+,(\d+)$/.exec(line)
  if (state?.[1]) {
    const meaning = linkStates[state[1]]
    return meaning ? failure(`mqtt.link.${state[1]}`, meaning, line) : unknownCode('mqtt.link', 'mqtt', line)
  }
  if (line.startsWith('+QIURC: "pdpdeact",')) {
    return {
      code: 'data.deactivated',
      stage: 'data',
      what: text('The network took the data connection away.', '网络侧断开了数据连接。'),
      next: text('Start again from AT+CGATT=1; if it repeats, check signal and the SIM’s contract.', '从 AT+CGATT=1 重来；反复出现请检查信号和套餐。'),
      evidence: line,
    }
  }
  return undefined
}

/** Unsolicited lines that mean a loss, also when no step is running. */
export function explainUrc(line: string): Failure | undefined {
  return explainRestart(line, restartLines) ?? explainLink(line)
}

function explainUpload(evidence: Evidence): Failure | undefined {
  if (!evidence.command.startsWith('AT+QFUPL')) return undefined
  const number = evidence.final === null ? undefined : cmeNumber(evidence.final)
  const meaning = number === undefined ? undefined : fileErrors[number]
  if (meaning) return failure(`tls.file.${number}`, meaning, evidence.final ?? '')
  if (evidence.offending?.startsWith('+QFUPL:')) {
    return {
      code: 'tls.file-damaged',
      stage: 'tls',
      what: text('The modem stored something else than was sent: length or checksum differ.', '模组存下的内容与发送的不一致：长度或校验不同。'),
      next: text('Bytes were lost or changed on the line. Check flow control and baud rate, then retry.', '线路上有丢字节或改字节。检查流控和波特率，然后重试。'),
      evidence: evidence.offending,
    }
  }
  return undefined
}

/** Words for a failed step of this family, the most specific first. `undefined` leaves it to the common explanations. */
export function explainQuectelEc20(evidence: Evidence): Failure | undefined {
  const upload = explainUpload(evidence)
  if (upload) return upload
  if (evidence.offending !== undefined) {
    const found = explainResult(evidence.offending) ?? explainUrc(evidence.offending) ?? explainSocket(evidence.offending) ?? explainNetwork(evidence, noAddress)
    if (found) return withPlainTcp(found, evidence)
  }
  if (evidence.timedOut === 'urc') {
    return {
      code: 'modem.no-urc',
      stage: 'modem',
      what: text('The modem accepted the command, but its result never came.', '模组接受了指令，但结果 URC 一直没有上报。'),
      next: text('URCs may be going to another port: ask AT+QURCCFG="urcport" and set this one, for example AT+QURCCFG="urcport","uart1". Otherwise check the signal.', 'URC 可能上报到别的口了：查 AT+QURCCFG="urcport"，改成当前口，例如 AT+QURCCFG="urcport","uart1"；否则检查信号。'),
      evidence: evidence.command,
    }
  }
  if (evidence.final !== null) return explainCme(evidence.final, evidence.stage)
  return undefined
}

/** Result 5 of AT+QMTOPEN speaks of TLS; without TLS the same code is TCP alone. */
function withPlainTcp(found: Failure, evidence: Evidence): Failure {
  if (found.code !== 'mqtt.open.5' || evidence.stage === 'tls') return found
  const { earliest: _, ...rest } = found
  return {
    ...rest,
    stage: 'net',
    what: text('The connection to the broker could not be made.', '连不上服务器。'),
    next: text('Check address and port (plain MQTT is usually 1883) and that the server runs; trying the same address from this PC tells more. A “directed” IoT SIM reaches only listed hosts.', '检查地址和端口（明文一般是 1883）、服务器是否在运行；可用电脑试同一地址。定向物联网卡只能访问白名单地址。'),
  }
}
