import { text, type Text } from '../text/local-text.ts'
import { isFinalResult } from './final-result.ts'

/**
 * Commands that every module answers within 300 ms by its manual: silence after one of them is no slowness. What asks the network or the card's
 * files is left out.
 */
const quick = /^AT(?:E[01]?|I\d?|V[01]?|Q0?|Z|&V|\+(?:CSQ|CPIN\?|C(?:E|G)?REG\?|CFUN\?|CG(?:MI|MM|MR|SN)|GSN|GMR|CCLK\?|QCCID|ICCID|CMEE(?:=[012]|\?)))?$/i
/** Lines of a module that starts: it was off or restarting, not asleep. */
const starts = /^(?:RDY|APP RDY|NORMAL POWER DOWN|POWERED DOWN|\^boot\.rom.*|SMS (?:DONE|READY)|PB DONE|ready|Ready|\+QIND: .*|\*ATREADY: 1|\+CFUN: 1)$/

/** ms of silence before the lost command; a module with nothing to do sleeps after some seconds (Quectel BC26 AT manual, AT+QSCLK: 10 s, the others after 5). */
const idleMs = 5_000
/** ms between the lost command and the next: who sends faster does not wait for answers. */
const waitedMs = 500
/** ms for the answer of the one that got through. */
const answerMs = 2_000
const longest = 256

export type SleepSign = { readonly lost: string; readonly answered: string }

/** What is said of it, with what keeps a module awake. */
export const sleepWords: Text = text(
  'The first command got no answer and the next one did: the module was asleep, or was still finding its baud rate. It loses what wakes it: send one AT and pass over its silence, or keep it awake: DTR low or AT+QSCLK=0 (Quectel AT manuals), AT+CSCLK=0 (SIMCom), AT+CPSMS=0 and AT+CEDRXS=0 (3GPP 27.007, 7.38 and 7.40); against autobaud set a rate with AT+IPR (V.250, 6.2.10).',
  '第一条指令没有应答、第二条有：模组刚才在休眠，或还在自动识别波特率。唤醒它的那条指令会丢失：可先发一条 AT 并忽略它没有应答；或让模组不休眠：DTR 拉低或 AT+QSCLK=0（移远 AT 手册），AT+CSCLK=0（芯讯通），AT+CPSMS=0、AT+CEDRXS=0（3GPP 27.007，7.38 和 7.40）；自动波特率则用 AT+IPR 固定（V.250，6.2.10）。',
)

type Pending = { readonly line: string; readonly at: number; readonly afterIdle: boolean }

/**
 * Recognises "first AT lost, second answered" in a session's traffic: after a pause a command that is always answered at once gets not one byte, and
 * the next is answered. Says it once for each such pair. Pure: times are handed in, in ms; chunks may be cut anywhere.
 */
export class SleepWatch {
  #typed = ''
  #heard = ''
  #pending: Pending | undefined
  #lost: Pending | undefined
  #trafficAt: number | undefined

  sent(words: string, at: number): void {
    this.#typed = (this.#typed + words).slice(-longest)
    const lines = this.#typed.split(/[\r\n]+/)
    this.#typed = lines.pop() ?? ''
    for (const line of lines) if (line.trim() !== '') this.#command(line.trim(), at)
  }

  received(words: string, at: number): SleepSign | undefined {
    this.#heard += words
    const lines = this.#heard.split(/[\r\n]+/)
    this.#heard = (lines.pop() ?? '').slice(-longest)
    this.#trafficAt = at
    const [lost, pending] = [this.#lost, this.#pending]
    if (!lost || !pending) {
      // Whatever it says, it is awake.
      this.#pending = undefined
      return undefined
    }
    const isOver = lines.some((line) => starts.test(line.trim())) || at - pending.at > answerMs
    const isAnswered = lines.some((line) => isFinalResult(line))
    if (isOver || isAnswered) {
      this.#lost = undefined
      this.#pending = undefined
    }
    return isAnswered && !isOver ? { lost: lost.line, answered: pending.line } : undefined
  }

  #command(line: string, at: number): void {
    const before = this.#pending
    const isQuick = quick.test(line)
    // A module that needs more than one stays lost as long as quick commands are tried.
    if (before && at - before.at >= waitedMs && before.afterIdle) this.#lost ??= before
    const afterIdle = this.#lost !== undefined || this.#trafficAt === undefined || at - this.#trafficAt >= idleMs
    this.#heard = ''
    this.#trafficAt = at
    this.#pending = isQuick ? { line, at, afterIdle } : undefined
    if (!isQuick) this.#lost = undefined
  }
}
