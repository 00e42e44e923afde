import { cmeNumber } from '../../at/cme-errors.ts'
import { explainCme } from '../../at/explain-cme.ts'
import type { Failure, Stage } from '../../contract/failure.ts'
import { text } from '../../text/local-text.ts'
import type { Evidence } from '../../wizard/step.ts'
import { restartLines } from './constants.ts'
import { connackCodes, fileErrors, linkStates, openResults, type Meaning } from './result-codes.ts'

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
    return meaning ? failure(`mqtt.open.${open[1]}`, meaning, line) : unknownCode('mqtt.open', 'mqtt', line)
  }
  const connect = /^\+QMTCONN: \d+,(\d+)(?:,(\d+))?$/.exec(line)
  if (connect) {
    const [, result, returnCode] = connect
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
  if (/^\+QMTPUB: \d+,\d+,2/.test(line)) return packetLost('mqtt.publish-not-sent', line)
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
  if (restartLines.includes(line.trim())) {
    return {
      code: 'modem.rebooted',
      stage: 'modem',
      what: text('The modem restarted by itself.', '模组自己重启了。'),
      next: text('Check the supply: LTE draws up to 2 A for a moment. Everything set in RAM is gone; run the plan from the top.', '检查供电：LTE 发射瞬间可达 2 A。RAM 里的设置已丢失，请从头运行。'),
      evidence: line,
    }
  }
  return explainLink(line)
}

function explainNetwork(evidence: Evidence): Failure | undefined {
  const line = evidence.offending ?? ''
  const base = { evidence: line }
  if (line.startsWith('+CPIN:')) {
    return {
      ...base,
      code: 'sim.not-ready',
      stage: 'sim',
      what: text(`The SIM is not ready: ${line.slice(6).trim()}.`, `SIM 卡未就绪：${line.slice(6).trim()}。`),
      next: /PUK/.test(line)
        ? text('The card is locked: ask the operator for the PUK.', '卡已锁，请向运营商索取 PUK。')
        : /PIN/.test(line)
          ? text('Enter the PIN in the terminal: AT+CPIN="…". Three wrong tries lock the card.', '请在终端输入 PIN：AT+CPIN="…"，输错三次会锁卡。')
          : text('Seat the card again and restart the modem with AT+CFUN=1,1.', '重新插卡，用 AT+CFUN=1,1 重启模组。'),
    }
  }
  if (line.startsWith('+CSQ:')) {
    return {
      ...base,
      code: 'radio.no-signal',
      stage: 'radio',
      what: text('The modem measures no signal.', '模组测不到信号。'),
      next: text('Connect the antenna to the MAIN socket; check AT+CFUN? (must be 1).', '把天线接到 MAIN 座；用 AT+CFUN? 确认为 1。'),
    }
  }
  const registration = /^\+CREG: \d,(\d)/.exec(line)
  if (registration?.[1] === '3') {
    return {
      ...base,
      code: 'radio.denied',
      stage: 'radio',
      what: text('The network refuses this SIM.', '网络拒绝了这张 SIM 卡的注册。'),
      next: text('Is the card active and paid, and not bound to another device’s IMEI? Read the reason with AT+CEER and ask the operator.', '确认卡已激活、未欠费、没有绑定别的设备（机卡绑定）；用 AT+CEER 读原因并联系运营商。'),
    }
  }
  if (registration) {
    return {
      ...base,
      code: 'radio.not-registered',
      stage: 'radio',
      what: text('The modem has not registered on a network.', '模组没有注册上网络。'),
      next: text('Check antenna and signal (AT+CSQ) and AT+COPS? (should be 0, automatic). On LTE only, AT+CEREG? may already say 1 or 5: then skip this step.', '检查天线和信号（AT+CSQ），AT+COPS? 应为 0（自动）。纯 LTE 网络下 AT+CEREG? 可能已是 1 或 5，那就跳过此步。'),
    }
  }
  if (line.startsWith('+CGATT:')) {
    return {
      ...base,
      code: 'data.not-attached',
      stage: 'data',
      what: text('The network did not grant packet service.', '没有附着上分组域。'),
      next: text('Check the APN (AT+CGDCONT?) and whether the SIM has a data plan.', '检查 APN（AT+CGDCONT?）以及卡是否开通数据业务。'),
    }
  }
  if (line.startsWith('+CGPADDR:') || evidence.stepId === 'address') {
    return {
      ...base,
      code: 'data.no-address',
      stage: 'data',
      what: text('The modem has no IP address.', '模组没有拿到 IP 地址。'),
      next: text('Set the SIM’s APN with AT+CGDCONT=1,"IP","<apn>" and activate it: AT+QIACT=1.', '用 AT+CGDCONT=1,"IP","<apn>" 设置 APN，再发 AT+QIACT=1 激活。'),
    }
  }
  return undefined
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
    const found = explainResult(evidence.offending) ?? explainUrc(evidence.offending) ?? explainNetwork(evidence)
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
  if (found.code !== 'mqtt.open.5' || evidence.stage !== 'mqtt') return found
  return {
    ...found,
    stage: 'mqtt',
    what: text('The connection to the broker could not be made.', '连不上服务器。'),
    next: text('Check address and port (plain MQTT is usually 1883) and that the server runs; trying the same address from this PC tells more. A “directed” IoT SIM reaches only listed hosts.', '检查地址和端口（明文一般是 1883）、服务器是否在运行；可用电脑试同一地址。定向物联网卡只能访问白名单地址。'),
  }
}
