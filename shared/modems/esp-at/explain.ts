import type { Failure } from '../../contract/failure.ts'
import { text } from '../../text/local-text.ts'
import type { Evidence } from '../../wizard/step.ts'
import { explainRestart } from '../common-3gpp/explain-network.ts'
import { restartLines } from './constants.ts'
import { errorCodes, joinErrors } from './result-codes.ts'

/** A line of ESP-AT that says why a command failed. */
export function explainResult(line: string): Failure | undefined {
  const join = /^\+CWJAP:(\d+)$/.exec(line)?.[1]
  const meaning = join === undefined ? undefined : joinErrors[join]
  if (meaning) return { code: `wifi.join.${join}`, ...meaning, evidence: line }
  const number = /^ERR CODE:0x([0-9a-fA-F]{1,8})$/.exec(line)?.[1]
  if (number === undefined) return undefined
  const short = number.toUpperCase().padStart(8, '0')
  const known = errorCodes[short.slice(4)]
  if (short.startsWith('0000') && known) return { code: `esp.${short.slice(4).toLowerCase()}`, ...known, evidence: line }
  if (short.startsWith('0109')) {
    return {
      code: 'modem.no-command',
      stage: 'modem',
      what: text('This firmware does not know the command.', '固件不支持这条指令。'),
      next: text('MQTT is not in every ESP-AT build (not on ESP8266 by default): check AT+GMR and flash one that has it.', '不是每个 ESP-AT 固件都带 MQTT（ESP8266 默认没有）：查 AT+GMR，换带 MQTT 的固件。'),
      evidence: line,
    }
  }
  return undefined
}

/** Unsolicited lines that mean a loss, also when no step is running. */
export function explainUrc(line: string): Failure | undefined {
  if (restartLines.includes(line.trim())) {
    const restart = explainRestart(line, restartLines)
    return restart && { ...restart, next: text('Check the supply: Wi-Fi draws 0.5 A for a moment. Run the plan from the top.', '检查供电：Wi-Fi 发射瞬间约 0.5 A。请从头运行。') }
  }
  if (/^\+MQTTDISCONNECTED:\d+$/.test(line)) {
    return {
      code: 'mqtt.link',
      stage: 'mqtt',
      what: text('The connection to the broker is gone.', '到服务器的连接已断开。'),
      next: text('A second client with the same client ID, no permission on the topic, or the network: AT+MQTTCLEAN=0, then connect again from AT+MQTTUSERCFG.', '可能是同一 Client ID 在别处登录、主题没有权限或网络问题：先 AT+MQTTCLEAN=0，再从 AT+MQTTUSERCFG 起重连。'),
      evidence: line,
    }
  }
  if (line === 'WIFI DISCONNECT') {
    return {
      code: 'wifi.lost',
      stage: 'radio',
      what: text('The Wi-Fi network is gone.', 'Wi-Fi 已断开。'),
      next: text('Is the router on and near? The module joins again by itself; then run the plan again.', '检查路由器和信号；模组会自动重连，之后重新运行。'),
      evidence: line,
    }
  }
  return undefined
}

const byStep: Readonly<Record<string, Omit<Failure, 'evidence'>>> = {
  connect: {
    code: 'mqtt.connect',
    stage: 'mqtt',
    earliest: 'net',
    what: text('The module could not connect or log in; it does not say which.', '模组没有连上或登录失败，具体是哪一步它不报。'),
    next: text('In this order: name and port, TLS and certificate, then client ID, user name and password. Trying the same login from this PC tells them apart.', '依次检查：地址和端口、TLS 和证书、Client ID/用户名/密码。用电脑试同一组参数就能区分。'),
  },
  subscribe: {
    code: 'mqtt.subscribe-refused',
    stage: 'cloud',
    what: text('Subscribing failed.', '订阅失败。'),
    next: text('The topic is not permitted for this login, its form is wrong, or the connection is gone.', '该账号没有此主题的权限、主题写法不对，或连接已断。'),
  },
  publish: {
    code: 'mqtt.publish-failed',
    stage: 'cloud',
    what: text('Publishing failed.', '发布失败。'),
    next: text('The server did not confirm the message: check the topic and that the connection still stands (AT+MQTTCONN?).', '服务器没有确认消息：检查主题，用 AT+MQTTCONN? 查看连接。'),
  },
  address: {
    code: 'data.no-address',
    stage: 'data',
    what: text('The module has no IP address.', '模组没有拿到 IP 地址。'),
    next: text('Does the router give addresses (DHCP)? Restart it, or take another network.', '检查路由器的 DHCP；重启路由器或换个网络。'),
  },
  clock: {
    code: 'tls.clock',
    stage: 'tls',
    what: text('The module’s clock could not be set.', '模组校时失败。'),
    next: text('The time server must be reachable (UDP 123): set another one with AT+CIPSNTPCFG.', '时间服务器要能访问（UDP 123）：用 AT+CIPSNTPCFG 换一个。'),
  },
}

/** Words for a failed step of this family, the most specific first. `undefined` leaves it to the common explanations. */
export function explainEspAt(evidence: Evidence): Failure | undefined {
  const lost = evidence.offending === undefined ? undefined : explainUrc(evidence.offending)
  if (lost) return lost
  const reason = evidence.lines.map((line) => explainResult(line)).find((found) => found !== undefined)
  if (reason) return reason
  const answered = evidence.final !== null || evidence.offending !== undefined
  const meaning = answered && evidence.final !== 'OK' ? byStep[evidence.stepId] : evidence.offending !== undefined ? byStep[evidence.stepId] : undefined
  return meaning && { ...meaning, evidence: evidence.offending ?? evidence.final ?? evidence.command }
}
