import { clockMoment } from '../../../shared/at/cclk-line.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { Course } from '../../../shared/diagnosis/course.ts'
import { expiredLogin } from '../../../shared/diagnosis/login-expiry.ts'
import { dipMs, restarted, transmitsAfter } from '../../../shared/diagnosis/power.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { readAtLogins } from '../../../shared/signature/read/at-logins.ts'
import { linesOf } from '../../../shared/signature/read/lines.ts'

/** Failures with which a broker, or a module for it, turns a login down. */
const turnedDown = /^mqtt\.(?:refused|connect|closed|link|result\.26)/

/** Bytes; what is longer at a prompt is a file or a message. */
const longestLogin = 1024

/** Commands kept to read the login from; a plan has fewer. */
const keptCommands = 200

/** What a run's lines tell together: the same reading that explains a log. Commands stay in here, since they hold secrets. */
export class RunCourse {
  readonly #course = new Course()
  readonly #modem: ModemProfile
  readonly #now: () => number
  readonly #sent: string[] = []
  #last = { command: '', at: 0 }
  /** Card or bearer that went since the last login: what goes with them is their effect. */
  #cause: Failure | undefined
  /** By how much the modem's clock was ahead of this PC's when it was last asked, ms. */
  #ahead: number | undefined

  constructor(modem: ModemProfile, now: () => number) {
    this.#modem = modem
    this.#now = now
  }

  /** `data`: what follows at the prompt: long passwords of ESP-AT. */
  sent(command: string, at: number, data?: string): void {
    this.#course.sent(command, at)
    this.#last = { command, at }
    this.#sent.push(command, ...(data === undefined || data.length > longestLogin ? [] : ['>', data]))
    if (this.#sent.length > keptCommands) this.#sent.splice(0, this.#sent.length - keptCommands)
  }

  answered(lines: readonly string[]): void {
    for (const line of lines) {
      const moment = clockMoment(line)
      if (moment !== undefined) this.#ahead = moment - this.#now()
      if (this.#course.received(line, this.#isStart(line))?.kind === 'login') this.#cause = undefined
    }
  }

  /** What a line that came by itself tells: the family's words, unless those before it tell more. */
  urc(line: string): Failure | undefined {
    const told = this.#course.received(line, this.#isStart(line))
    const own = this.#modem.explainUrc(line)
    if (told?.kind === 'login' || own?.code === 'modem.rebooted') this.#cause = undefined
    if (own?.code === 'modem.rebooted') return transmitsAfter(this.#last.command) && this.#now() - this.#last.at <= dipMs ? restarted(line, true) : own
    if (told?.kind === 'failure' && told.failure.stage === 'sim') return (this.#cause = told.failure)
    if (this.#cause) return undefined
    if (told?.kind !== 'failure') return own
    const { failure } = told
    if (failure.code === 'data.lost') return (this.#cause = own ?? failure)
    return this.#course.kicks() ?? own
  }

  /** A login that was turned down may have expired: by this PC's clock, or by the modem's. */
  turnedDown(failure: Failure): Failure {
    if (!turnedDown.test(failure.code)) return failure
    const login = readAtLogins(linesOf(this.#sent.join('\n')), new Set()).at(-1)
    if (!login) return failure
    const evidence = failure.evidence ?? ''
    const now = this.#now()
    return expiredLogin(login.given, now, evidence) ?? (this.#ahead === undefined ? undefined : expiredLogin(login.given, now + this.#ahead, evidence)) ?? failure
  }

  #isStart(line: string): boolean {
    return this.#modem.restartLines.includes(line.trim())
  }
}
