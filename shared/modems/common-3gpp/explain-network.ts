import type { Failure } from '../../contract/failure.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Evidence } from '../../wizard/step.ts'

/** A line that this family prints when it starts or goes down. */
export function explainRestart(line: string, restartLines: readonly string[]): Failure | undefined {
  if (!restartLines.includes(line.trim())) return undefined
  return {
    code: 'modem.rebooted',
    stage: 'modem',
    what: text('The modem restarted by itself.', '模组自己重启了。'),
    next: text('Check the supply: LTE draws up to 2 A for a moment. Everything set in RAM is gone; run the plan from the top.', '检查供电：LTE 发射瞬间可达 2 A。RAM 里的设置已丢失，请从头运行。'),
    evidence: line,
  }
}

/**
 * Words for an answer of the network check (`attachSteps`) that is not the hoped-for one. `noAddress`: how this family is brought
 * to ask for an address.
 */
export function explainNetwork(evidence: Evidence, noAddress: Text): Failure | undefined {
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
  const registration = /^\+(CE?REG): \d,(\d)/.exec(line)
  if (registration?.[2] === '3') {
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
      next:
        registration[1] === 'CREG'
          ? text('Check antenna and signal (AT+CSQ) and AT+COPS? (should be 0, automatic). On LTE only, AT+CEREG? may already say 1 or 5: then skip this step.', '检查天线和信号（AT+CSQ），AT+COPS? 应为 0（自动）。纯 LTE 网络下 AT+CEREG? 可能已是 1 或 5，那就跳过此步。')
          : text('Check antenna and signal (AT+CSQ) and AT+COPS? (should be 0, automatic).', '检查天线和信号（AT+CSQ），AT+COPS? 应为 0（自动）。'),
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
      next: noAddress,
    }
  }
  return undefined
}
