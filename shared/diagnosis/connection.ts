import type { Failure } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'

/** Quectel, Lierda, AirM2M, SIMCom, ESP-AT and Nordic, in their manuals' words. */
const opened = /^(?:\+QMTOPEN: \d+,0|\+LMQTTOPEN: \d+,0|CONNECT OK)$/
/** Some firmware leaves the CONNACK code out. */
const login = /^(?:\+QMTCONN: \d+,0(?:,0)?|\+LMQTTCONN: \d+,0(?:,0)?|CONNACK OK|\+CMQTTCONNECT: \d+,0|\+MQTTCONNECTED:.*|#XMQTTEVT: 0,0)$/
const asked = /^AT\+(?:QMTCONN|LMQTTCONN|MCONNECT)=/i
const lost = /^(?:\+QMTSTAT: \d+,1|\+LMQTTURC: STATS,\d+,1|CLOSED|\+CMQTTCONNLOST: \d+,1|\+MQTTDISCONNECTED:\d+|#XMQTTEVT: 1,-\d+)$/
/** Opened again while open: Quectel, Lierda (their results of “in use”), SIMCom (19: client used, 23: service started). */
const openAlready = /^(?:\+QMTOPEN: \d+,2|\+LMQTTOPEN: \d+,-1,2)$/
const startedAlready = /^\+CMQTT(?:START: 23|ACCQ: \d+,19)$/
const closing = /^AT(?:\+(?:MIPCLOSE|MDISCONNECT|QMTDISC|QMTCLOSE|LMQTTDISC|LMQTTCLOSE|CMQTTDISC|CMQTTSTOP|MQTTCLEAN)|#XMQTTCON=0)/i

/** Losses after a login, in one log, from which on a second client with the same ID is likely. */
const kicksAreMany = 3

const late = (line: string): Failure => ({
  code: 'mqtt.login-late',
  stage: 'mqtt',
  what: text('The server closed the connection because no login came in time.', '连接打开后没有及时登录，被服务器断开。'),
  next: text('Send the login at once after the connection is open, by program and not by hand: some servers wait only 5 s.', '连接一打开就要立刻发登录指令，用程序连着发，不要手动：有的服务器只等 5 秒。'),
  evidence: line,
})

const dropped = (line: string): Failure => ({
  code: 'mqtt.dropped',
  stage: 'mqtt',
  what: text('The server, or the network, ended the connection after the login.', '登录后连接被服务器或网络断开。'),
  next: text(
    'Possible: a second client with the same client ID, no permission on the topic, missing keep-alive. Stop other clients and watch whether it repeats.',
    '可能的原因：另一个客户端用了同一个 Client ID、主题没有权限、心跳没发出去。先停掉其他客户端，看是否还断。',
  ),
  evidence: line,
})

/** What only several lines together tell. */
export class Connection {
  #state: 'closed' | 'open' | 'asked' | 'in' = 'closed'
  #command = ''
  #kicks = 0
  #isStarted = false

  push(line: string): 'login' | 'harmless' | Failure | undefined {
    if (/^AT/i.test(line)) this.#command = line
    if (closing.test(line)) return undefined
    if (line === '+CMQTTSTART: 0') this.#isStarted = true
    if (asked.test(line) && this.#state === 'open') this.#state = 'asked'
    if (opened.test(line)) this.#state = 'open'
    if (login.test(line)) {
      this.#state = 'in'
      return 'login'
    }
    if (this.#isHarmless(line)) return 'harmless'
    return lost.test(line) ? this.#lose(line) : undefined
  }

  /** What ended the connection was told otherwise: the bearer, a restart, the SIM. It is closed, and nobody was thrown out. */
  reset(wasLossToo: boolean): void {
    if (wasLossToo && this.#kicks > 0) this.#kicks--
    this.#state = 'closed'
  }

  /** One login after another that is thrown out: worded as a hypothesis, since a policy does the same. */
  kicks(): Failure | undefined {
    if (this.#kicks < kicksAreMany) return undefined
    return {
      code: 'mqtt.kicked',
      stage: 'mqtt',
      what: text('The device logs in and is thrown out again and again: probably a second client with the same client ID.', '设备反复登录又被踢下线：很可能有另一个客户端在用同一个 Client ID。'),
      next: text('Stop every other client of this device (console debugging, MQTTX, a second module) and watch; if it goes on, check the topics’ permissions.', '停掉这台设备的其他客户端（控制台在线调试、MQTTX、另一块模组）再观察；仍然掉线就检查主题权限。'),
    }
  }

  /** AirM2M: open again while open; 767 when closing what is closed, and when logging in twice (recorded sessions). */
  #isHarmless(line: string): boolean {
    if (line === 'ALREADY CONNECT' || openAlready.test(line)) return this.#state !== 'closed'
    if (startedAlready.test(line)) return this.#isStarted
    if (line !== '+CME ERROR: 767') return false
    if (/^AT\+MIPCLOSE/i.test(this.#command)) return this.#state === 'closed'
    return /^AT\+MCONNECT/i.test(this.#command) && this.#state === 'in'
  }

  #lose(line: string): Failure | undefined {
    const before = this.#state
    this.#state = 'closed'
    if (closing.test(this.#command)) return undefined
    if (before === 'open') return late(line)
    if (before !== 'in') return undefined
    this.#kicks++
    return dropped(line)
  }
}
