import { cmeNumber } from '../at/cme-errors.ts'
import type { Failure } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'

/** Commands that restart the module or put it out, of all families. */
const asked = /^AT(?:\+(?:CRESET|RESET|CFUN=\d,1|QRST|RST|RESTORE|QPOWD|CPOWD|CPOF|CFUN=1,1)|#XRESET|#XSHUTDOWN|&F)/i

/** Commands after which the module transmits at full power, or is about to. */
const transmits =
  /^AT[+#](?:QMTOPEN|QMTCONN|QMTPUB|QIACT|QIOPEN|QSSLOPEN|QHTTP|LMQTTOPEN|LMQTTCONN|LMQTTPUB|MIPSTART|SSLMIPSTART|MCONNECT|MPUB|CIICR|SAPBR=1|CIPSTART|CIPSEND|CMQTTCONNECT|CMQTTPUB|NETOPEN|CIPOPEN|HTTPACTION|MQTTCONN|MQTTPUB|CWJAP|XMQTTCON|XMQTTPUB|CGATT=1|CGACT=1|CFUN=1\b|COPS=)/i

/** Lines after which a module has finished starting. */
const ready = /^(?:\+QIND: PB DONE|PB DONE|\+CPIN: READY|\+E_UTRAN Service|\*ATREADY: 1|WIFI GOT IP|\+CGEV: ME PDN ACT)/

/** ms. A supply that gives way does so within this time after the transmission begins, and a module starts within the other. */
export const dipMs = 15_000
const startMs = 60_000

/** Commands done since the start, after which it is over where no line says so. */
const answersOfStarted = 3

/** What a module answers while it starts: not allowed, not supported, SIM failure, SIM busy (27.007, 9.2; AirM2M prints 4 for half a minute). */
const startingErrors: readonly (number | undefined)[] = [3, 4, 13, 14]

export const transmitsAfter = (command: string): boolean => transmits.test(command)

/** A restart that nobody asked for, worded by what the module was doing. An orderly power-down is no supply that gave way. */
export function restarted(line: string, isAfterTransmit: boolean): Failure {
  if (/POWER(?:ED)? DOWN/.test(line)) {
    return {
      code: 'modem.rebooted',
      stage: 'modem',
      what: text('The modem went down by itself: what was set and opened is gone.', '模组自己关机了：之前的设置和连接都没了。'),
      next: text('Look at the power key and reset pins (a pulse switches the module off) and at its under-voltage limit, then start from the top.', '检查 PWRKEY 和复位脚（有脉冲就会关机）以及欠压关机门限，然后从头开始。'),
      evidence: line,
    }
  }
  return {
    code: 'modem.rebooted',
    stage: 'modem',
    what: isAfterTransmit
      ? text('The modem restarted by itself just after it began to transmit: probably the supply gave way.', '模组刚开始发射就自己重启了：很可能是供电被拉低。')
      : text('The modem restarted by itself: what was set and opened is gone.', '模组自己重启了：之前的设置和连接都没了。'),
    next: isAfterTransmit
      ? text(
          'The supply must give 2 A for a moment (Cat-M and Wi-Fi 0.5 A): short leads, 470 to 1000 µF beside the module. What was set and opened is gone: start from the top.',
          '供电要能瞬间给 2 A（Cat-M、Wi-Fi 约 0.5 A）：走线要短，模组旁加 470～1000 µF 电容。之前的设置和连接都没了，从头开始。',
        )
      : text('Check the supply (LTE draws up to 2 A for a moment) and the reset pin, then start from the top.', '检查供电（LTE 瞬间可达 2 A）和复位脚，然后从头开始。'),
    evidence: line,
  }
}

const tooEarly = (command: string): Failure => ({
  code: 'modem.too-early',
  stage: 'modem',
  what: text('A command was sent before the modem had finished starting.', '模组还没启动完就发了指令。'),
  next: text('After power-on wait for its last start line (PB DONE, +CPIN: READY, +E_UTRAN Service) or half a minute, then send it again.', '上电后等最后一条启动上报（PB DONE、+CPIN: READY、+E_UTRAN Service）或约半分钟，再重发。'),
  evidence: command,
})

export const asksForRestart = (command: string): boolean => asked.test(command)

/** Starts of the module in a course of lines: asked for, in the middle, and what came too early for them. */
export class Power {
  #isAsked = false
  #hasAnswered = false
  #answers = 0
  #isStarting = false
  #startedAt: number | undefined
  #command = ''
  #commandAt: number | undefined

  sent(command: string, at?: number): void {
    this.#command = command
    this.#commandAt = at
    if (asked.test(command)) this.#isAsked = true
  }

  /** `isStart`: a line that the family prints when it starts or goes down. */
  received(line: string, isStart: boolean, at?: number): Failure | undefined {
    if (isStart) return this.#start(line, at)
    if (ready.test(line)) this.#isStarting = false
    if (line === 'OK') {
      this.#hasAnswered = true
      if (++this.#answers >= answersOfStarted) this.#isStarting = false
      return undefined
    }
    if (line !== 'ERROR' && !(line.startsWith('+CME ERROR:') && startingErrors.includes(cmeNumber(line)))) return undefined
    if (!this.#isStarting) return undefined
    if (at !== undefined && this.#startedAt !== undefined && at - this.#startedAt > startMs) return undefined
    return tooEarly(this.#command)
  }

  #start(line: string, at: number | undefined): Failure | undefined {
    // One start prints several such lines; after a command was answered it is another one.
    const isNew = !this.#isStarting || this.#hasAnswered
    const failure = isNew && this.#hasAnswered && !this.#isAsked ? restarted(line, this.#isAfterTransmit(at)) : undefined
    this.#isStarting = true
    this.#startedAt = at
    this.#hasAnswered = false
    this.#answers = 0
    this.#isAsked = false
    return failure
  }

  #isAfterTransmit(at: number | undefined): boolean {
    if (!transmits.test(this.#command)) return false
    return at === undefined || this.#commandAt === undefined || at - this.#commandAt <= dipMs
  }
}
