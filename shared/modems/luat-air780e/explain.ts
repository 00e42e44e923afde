import { explainCme } from '../../at/explain-cme.ts'
import type { Failure, Stage } from '../../contract/failure.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Evidence } from '../../wizard/step.ts'
import { explainNetwork, explainRestart } from '../common-3gpp/explain-network.ts'
import { restartLines } from './constants.ts'
import { explainHttp } from './explain-http.ts'

const noAddress = text('Set the SIM’s APN with AT+CGDCONT=1,"IP","<apn>", then restart the modem with AT+RESET.', '用 AT+CGDCONT=1,"IP","<apn>" 设置 APN，再用 AT+RESET 重启模组。')

const failure = (code: string, stage: Stage, what: Text, next: Text, evidence: string): Failure => ({ code, stage, what, next, evidence })

/** Unsolicited lines that mean a loss, also when no step is running. */
export function explainUrc(line: string): Failure | undefined {
  if (line === 'CLOSED') {
    return failure(
      'mqtt.closed',
      'mqtt',
      text('The connection to the broker is closed.', '到服务器的连接已断开。'),
      text(
        'Usual causes: a second client with the same client ID, no permission on the topic, a weak signal, or a login that came too late. Run the plan again from the login.',
        '常见原因：另一个客户端用了同一个 Client ID、主题没有权限、信号差，或登录发晚了。请从登录参数那步重新运行。',
      ),
      line,
    )
  }
  if (/^\+CGEV: NW PDN DEACT|^\+PDP: DEACT/.test(line)) {
    return failure(
      'data.lost',
      'data',
      text('The network took the data connection away.', '网络侧断开了数据连接。'),
      text('Check signal and data plan, then run the plan again. If that fails repeatedly, restart the modem with AT+RESET.', '检查信号和流量套餐，再重新运行；反复失败就用 AT+RESET 重启模组。'),
      line,
    )
  }
  return explainRestart(line, restartLines)
}

function explainOpen(evidence: Evidence, line: string): Failure | undefined {
  if (line === 'ALREADY CONNECT') {
    return failure(
      'mqtt.already-open',
      'net',
      text('A connection is still open, and the modem has only one.', '连接还开着，模组只支持一路连接。'),
      text('Send AT+MDISCONNECT and AT+MIPCLOSE, then retry. If it stays, restart the modem with AT+RESET.', '先发 AT+MDISCONNECT 和 AT+MIPCLOSE 再试；仍不行就用 AT+RESET 重启模组。'),
      line,
    )
  }
  if (line !== 'CONNECT FAIL') return undefined
  if (evidence.lines.some((each) => /^STATE: IP (INITIAL|START|CONFIG|GPRSACT)/.test(each))) {
    return failure(
      'data.no-address',
      'data',
      text('The modem has no data connection (STATE: IP INITIAL).', '模组没有数据连接（STATE: IP INITIAL）。'),
      noAddress,
      line,
    )
  }
  const isSecure = evidence.stage === 'tls'
  const told = failure(
    'mqtt.open-failed',
    isSecure ? 'tls' : 'net',
    isSecure
      ? text('The TLS connection could not be made; the modem does not say whether name, TCP or handshake failed.', 'TLS 连接没有建立；模组不区分是域名、TCP 还是握手失败。')
      : text('The connection could not be made; the modem does not say whether the name or TCP failed.', '连接没有建立；模组不区分是域名解析还是 TCP 失败。'),
    isSecure
      ? text(
          'Check address and port, the CA (AT+FSFLSIZE tells what was stored), and the server’s name (AT+SSLCFG="hostname"). The try from this PC tells the layers apart.',
          '检查地址和端口、CA 证书（AT+FSFLSIZE 查看已存大小）和服务器名（AT+SSLCFG="hostname"）；看电脑的试连结果能分清是哪一层。',
        )
      : text(
          'Check the spelling of the address, the port (plain MQTT is usually 1883) and that a “directed” SIM may reach it. The try from this PC tells the layers apart.',
          '核对地址拼写、端口（明文一般是 1883），定向卡要在白名单内；看电脑的试连结果能分清是哪一层。',
        ),
    line,
  )
  return isSecure ? { ...told, earliest: 'net' } : told
}

/** The server hung up where an answer to the login was due: this family prints no CONNACK code. */
const refusedLogin = (line: string): Failure =>
  failure(
    'mqtt.refused',
    'mqtt',
    text('The server closed the connection instead of accepting the login; the modem prints no reason.', '服务器没有接受登录，直接断开了连接；模组不报原因码。'),
    text(
      'Mostly client ID, user name or password: check the login here, and see what the broker answers this PC. A login later than 5 s after CONNECT OK is thrown out too.',
      '多半是 Client ID、用户名或密码不对：在这里校验登录参数，并看服务器给电脑的返回码。CONNECT OK 后超过 5 秒才登录也会被踢。',
    ),
    line,
  )

const commandWords = {
  765: (stage: Stage, line: string) =>
    failure(
      'modem.invalid-input',
      stage,
      text('The modem rejects a value of the command (765).', '模组认为指令里的参数无效（765）。'),
      text('An empty user name or password, a value too long, or a comma outside quotes. Empty values may be filled with any text.', '检查用户名或密码是否为空、参数是否超长、逗号是否在引号内；空值可随便填一个。'),
      line,
    ),
  767: (stage: Stage, line: string) =>
    failure(
      'modem.wrong-state',
      stage,
      text('The modem cannot do this now (767): there is no connection or session, or it is there already.', '模组当前状态不能执行（767）：没有连接或会话，或者已经有了。'),
      text('AT+MQTTSTATU tells: 0 offline, 1 connected, 2 TCP without a login. Run again from the login; after QoS 1 wait for PUBACK first.', '用 AT+MQTTSTATU 查看：0 离线、1 已连接、2 只有 TCP 未登录。请从登录参数那步重跑；QoS 1 要等 PUBACK 后再发下一条。'),
      line,
    ),
} as const

function explainFinal({ final, stage, stepId, lines }: Evidence): Failure | undefined {
  if (final === null || final === 'OK') return undefined
  if (stepId === 'connect' && final === '+CME ERROR: 767') {
    const isClosed = lines.includes('CLOSED')
    return failure(
      isClosed ? 'mqtt.too-late' : 'modem.wrong-state',
      'mqtt',
      text('There is no open connection to log in on (767).', '没有可登录的连接（767）。'),
      text('The server drops who stays silent for 5 s after CONNECT OK. Retry: opening and login go out together.', 'CONNECT OK 后 5 秒内不登录会被服务器踢掉。请重试，建链和登录会连着发。'),
      final,
    )
  }
  const number = /^\+CME ERROR: (765|767)$/.exec(final)?.[1]
  if (number === '765' || number === '767') return commandWords[number](stage, final)
  if (/-create$|-upload$/.test(stepId)) {
    return failure(
      'modem.file',
      'tls',
      text('The modem did not take the file.', '模组没有写入文件。'),
      text('Its storage may be full: AT+FSMEM tells what is free, AT+FSLS what is there, AT+FSDEL="<file>" deletes.', '可能空间已满：AT+FSMEM 查剩余空间，AT+FSLS 列文件，AT+FSDEL="<文件>" 删除。'),
      final,
    )
  }
  return explainCme(final, stage)
}

function explainMissing({ command, stage, stepId }: Evidence): Failure {
  return failure(
    'modem.no-urc',
    stage,
    text('The modem accepted the command, but its result never came.', '模组接受了指令，但结果一直没有上报。'),
    stepId === 'publish' || stepId === 'subscribe'
      ? text('The broker did not acknowledge: check the topic’s permissions and the signal (AT+CSQ).', '服务器没有确认：检查主题权限和信号（AT+CSQ）。')
      : text('The network or the server does not answer: check the signal (AT+CSQ), address and port, then retry.', '网络或服务器没有应答：检查信号（AT+CSQ）、地址和端口后重试。'),
    command,
  )
}

/** Words for a failed step of this family, the most specific first. `undefined` leaves it to the common explanations. */
export function explainLuat(evidence: Evidence): Failure | undefined {
  const line = evidence.offending
  if (line !== undefined) {
    if (evidence.stepId === 'connect' && line === 'CLOSED') return refusedLogin(line)
    if (evidence.stepId === 'subscribe' && line === 'ERROR') {
      return failure(
        'mqtt.subscribe-refused',
        'cloud',
        text('The broker refused the subscription.', '服务器拒绝了订阅。'),
        text('The topic is not permitted for this login: look for spaces in it, and for another product’s or device’s name.', '该账号没有此主题的权限：检查有没有多余空格，产品和设备名是否是本设备的。'),
        line,
      )
    }
    const found = explainOpen(evidence, line) ?? explainHttp(line) ?? explainUrc(line) ?? explainNetwork(evidence, noAddress)
    if (found) return found
  }
  if (evidence.timedOut === 'urc') return explainMissing(evidence)
  return explainFinal(evidence)
}
