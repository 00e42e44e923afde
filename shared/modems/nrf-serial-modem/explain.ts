import { explainCme } from '../../at/explain-cme.ts'
import type { Failure } from '../../contract/failure.ts'
import { text } from '../../text/local-text.ts'
import type { Evidence } from '../../wizard/step.ts'
import { explainNetwork, explainRestart } from '../common-3gpp/explain-network.ts'
import { restartLines, securityTag } from './constants.ts'
import { errnoMeanings, refusals, storageErrors } from './result-codes.ts'

/** What goes wrong without a number that means anything here. */
const unknown = (code: string): Omit<Failure, 'code' | 'evidence'> => ({
  stage: 'mqtt',
  what: text(`The module reports the error ${code}.`, `模组报错误 ${code}。`),
  next: text('It is an errno of Zephyr’s. Check signal, address and login, then connect again from AT#XMQTTCFG.', '这是 Zephyr 的 errno。检查信号、地址和登录参数，从 AT#XMQTTCFG 起重连。'),
})

/** A line of this family that says why something failed. `undefined` for success and for lines of another kind. */
export function explainResult(line: string): Failure | undefined {
  const [, kind, value] = /^#XMQTTEVT: (\d+),(-?\d+)$/.exec(line) ?? []
  if (kind !== undefined && value !== undefined && value !== '0') {
    const refusal = kind === '0' ? refusals[value] : undefined
    if (refusal) return { code: `mqtt.refused.${value}`, ...refusal, evidence: line }
    return { code: kind === '1' ? 'mqtt.link' : `mqtt.result.${value}`, ...(errnoMeanings[value.replace('-', '')] ?? unknown(value)), evidence: line }
  }
  if (line.startsWith('#XDATAMODE: -')) {
    return {
      code: 'mqtt.publish-failed',
      stage: 'mqtt',
      what: text('The message did not leave the module.', '消息没有发出去。'),
      next: text('The connection is gone, or the message is longer than data mode takes: ask AT#XMQTTCON? and connect again.', '连接已断，或消息超过数据模式的长度：用 AT#XMQTTCON? 查看，再重新连接。'),
      evidence: line,
    }
  }
  const storage = /^\+CME ERROR: (5[12]\d)$/.exec(line)?.[1]
  const meaning = storage === undefined ? undefined : storageErrors[storage]
  return meaning && { code: `nrf.credential.${storage}`, ...meaning, evidence: line }
}

/** Unsolicited lines that mean a loss, also when no step is running. `1,-111` only follows a refused login, which was told. */
export function explainUrc(line: string): Failure | undefined {
  if (/^#XMQTTEVT: 1,-(?!111$)\d+$/.test(line)) return explainResult(line)
  if (line.startsWith('#XMODEM: FAULT')) {
    return {
      code: 'modem.rebooted',
      stage: 'modem',
      what: text('The LTE modem inside the module crashed.', '模组内部的 LTE 调制解调器崩溃。'),
      next: text('Restart the module with AT#XRESET and run the plan from the top; if it repeats, update the modem firmware (AT+CGMR).', '用 AT#XRESET 重启后从头运行；反复出现请升级调制解调器固件（AT+CGMR）。'),
      evidence: line,
    }
  }
  return explainRestart(line, restartLines)
}

const noAddress = text(
  'Set the SIM’s APN while the radio is off: AT+CFUN=4, AT+CGDCONT=0,"IP","<apn>", AT+CFUN=1.',
  '关闭射频后设置 APN：先 AT+CFUN=4，再 AT+CGDCONT=0,"IP","<apn>"，最后 AT+CFUN=1。',
)

/** By step: what a bare ERROR, or an answer that is not the hoped-for one, means there. */
const byStep: Readonly<Record<string, Omit<Failure, 'evidence'>>> = {
  client: {
    code: 'modem.no-command',
    stage: 'modem',
    what: text('This firmware has no MQTT client.', '固件没有 MQTT 客户端。'),
    next: text(
      'Program Nordic’s Serial Modem with CONFIG_SM_MQTTC (its default). AT#XSMVER, or AT#XSLMVER on the older Serial LTE Modem, tells what runs.',
      '请烧录带 CONFIG_SM_MQTTC（默认打开）的 Nordic Serial Modem。用 AT#XSMVER（老固件用 AT#XSLMVER）查看当前固件。',
    ),
  },
  stored: {
    code: 'tls.file-missing',
    stage: 'tls',
    what: text(`Security tag ${securityTag} does not hold the certificate.`, `安全标签 ${securityTag} 里没有写入的证书。`),
    next: text('Run the plan again from the top.', '请从头重新运行。'),
  },
  signal: {
    code: 'radio.no-signal',
    stage: 'radio',
    what: text('The modem finds no cell.', '模组搜不到小区。'),
    next: text('Connect the LTE antenna; check AT+CFUN? (must be 1) and that LTE-M or NB-IoT is there (AT%XSYSTEMMODE?).', '接好 LTE 天线；用 AT+CFUN? 确认为 1，并确认当地有 LTE-M 或 NB-IoT 网络（AT%XSYSTEMMODE?）。'),
  },
  resolve: {
    code: 'net.dns',
    stage: 'net',
    what: text('The server’s name does not resolve.', '服务器域名解析失败。'),
    next: text('Check its spelling. An IoT SIM may have no DNS, or reach listed hosts only: try the IP address and ask the SIM’s supplier.', '检查拼写。物联网卡可能没有 DNS，或只能访问白名单：可先用 IP 试，并联系卡商。'),
  },
  'client-id': {
    code: 'mqtt.client-refused',
    stage: 'mqtt',
    what: text('The modem refuses the client ID.', '模组拒绝了 Client ID。'),
    next: text('It takes 64 bytes, and none while a connection is open: AT#XMQTTCON=0 closes it.', '最多 64 字节；连接开着时不能设置，先发 AT#XMQTTCON=0。'),
  },
  subscribe: {
    code: 'mqtt.subscribe-refused',
    stage: 'mqtt',
    what: text('The modem does not subscribe.', '模组没有发出订阅。'),
    next: text('Is the connection still there (AT#XMQTTCON?)? A topic takes 127 bytes.', '用 AT#XMQTTCON? 查看连接是否还在；主题最多 127 字节。'),
  },
  publish: {
    code: 'mqtt.publish-failed',
    stage: 'mqtt',
    what: text('The modem does not publish.', '模组没有发出消息。'),
    next: text('Is the connection still there (AT#XMQTTCON?)? A topic takes 127 bytes.', '用 AT#XMQTTCON? 查看连接是否还在；主题最多 127 字节。'),
  },
}

/** AT#XMQTTCON says ERROR for all that comes before the login; the name has been asked for alone. */
const noConnection = (isSecure: boolean): Omit<Failure, 'evidence'> =>
  isSecure
    ? {
        code: 'tls.connect',
        stage: 'tls',
        earliest: 'net',
        what: text('No TLS connection to the server came about; the modem does not say why.', '没有建立 TLS 连接，模组不报具体原因。'),
        next: text(
          `The PC’s own try tells whether the port answers. If it does, it is the certificate: security tag ${securityTag} must hold the server’s root CA, the host name must stand in the server’s certificate, and the modem speaks TLS 1.2.`,
          `看电脑的同步测试：端口能通就是证书问题。安全标签 ${securityTag} 里要有服务器的根 CA，主机名要与服务器证书一致，模组使用 TLS 1.2。`,
        ),
      }
    : {
        code: 'net.tcp',
        stage: 'net',
        what: text('No TCP connection to the server came about.', 'TCP 连接服务器失败。'),
        next: text(
          'Wrong port, a SIM that reaches listed hosts only, or a user name or password that is longer than the firmware was built for. The PC’s own try tells whether the port answers.',
          '端口不对、定向卡访问不了该地址，或用户名、密码超过固件编译时的长度。看电脑的同步测试，可知端口是否能通。',
        ),
      }

/** Words for a failed step of this family, the most specific first. `undefined` leaves it to the common explanations. */
export function explainNrf(evidence: Evidence): Failure | undefined {
  const { offending, final, stepId } = evidence
  const said = offending ?? final ?? ''
  const told = (offending === undefined ? undefined : explainUrc(offending)) ?? explainResult(said)
  if (told) return told
  if (/^\+CEREG: \d,90/.test(said)) {
    return { code: 'sim.failure', stage: 'sim', what: text('The modem cannot use the SIM.', '模组无法使用这张 SIM 卡。'), next: text('Seat the card again, or try another one.', '重新插卡，或换一张卡试试。'), evidence: said }
  }
  if (stepId === 'connect' && final === 'ERROR') return { ...noConnection(evidence.stage === 'tls'), evidence: 'ERROR' }
  const meaning = final !== null && (final === 'ERROR' || offending !== undefined || final === 'OK') && evidence.timedOut === undefined ? byStep[stepId] : undefined
  if (meaning) return { ...meaning, evidence: said }
  if (offending !== undefined) return explainNetwork(evidence, noAddress)
  return final === null ? undefined : explainCme(final, evidence.stage)
}
